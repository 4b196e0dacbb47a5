import type { DeletionRule, Rule } from "./resource-type.js";
import { isRecord, textAt } from "./values.js";

/** The argument names something of that kind that exists. */
export function mustExist(argument: string, kind: string, code: string): Rule {
  return {
    code,
    link: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html",
    refuse: ({ world, place, args }) => {
      const id = textAt(args, argument);
      if (id === "" || world.state.find(place, kind, id) !== undefined) return undefined;
      return `The ${kind.split("/")[1] ?? kind} ID '${id}' does not exist`;
    },
  };
}

/** No other of the kind has the name that is asked for. */
export function nameIsFree(
  kind: string,
  code: string,
  link: string,
  says = (name: string): string => `${name} already exists`,
): Rule {
  return {
    code,
    link,
    when: "create",
    refuse: ({ world, place, args }) => {
      const name = textAt(args, "name");
      return world.state.find(place, kind, name) === undefined ? undefined : says(name);
    },
  };
}

/** Nothing of those kinds names the resource in its argument. */
export function inUse(noun: string, link: string, users: Readonly<Record<string, string>>): DeletionRule {
  return {
    code: "DependencyViolation",
    link,
    refuse: (world, live) => {
      for (const [kind, argument] of Object.entries(users)) {
        const user = world.state.all(live.place, kind).find((other) => other.args[argument] === live.id);
        if (user !== undefined) {
          return `The ${noun} '${live.id}' has dependencies and cannot be deleted (${kind} ${user.id})`;
        }
      }
    },
  };
}

const mostTags = 50;

/** https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
export const tagRules: readonly Rule[] = [
  {
    code: "TooManyTags",
    link: "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html",
    refuse: ({ args }) => {
      const count = isRecord(args["tags"]) ? Object.keys(args["tags"]).length : 0;
      return count > mostTags ? `${count} tags are more than ${mostTags}` : undefined;
    },
  },
  {
    code: "InvalidTag",
    link: "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html",
    refuse: ({ args }) => {
      if (!isRecord(args["tags"])) return undefined;
      for (const [key, value] of Object.entries(args["tags"])) {
        if (key.length < 1 || key.length > 128) return `the tag key '${key}' must have 1 to 128 characters`;
        if (key.toLowerCase().startsWith("aws:")) return `the tag key '${key}' has the prefix aws:, which is reserved`;
        if (String(value).length > 256) return `the value of the tag '${key}' must have at most 256 characters`;
        const wrong = [key, String(value)].find((text) => !/^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(text));
        if (wrong !== undefined) return `'${wrong}' has characters that no tag may have`;
      }
    },
  },
];
