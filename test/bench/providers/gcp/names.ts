import type { Properties } from "../test-provider.js";
import { text } from "./properties.js";
import type { Rule } from "./rule.js";

/** A rule on the form of a name. */
export function nameRule(property: string, pattern: RegExp, says: string, link: string): Rule {
  return {
    link,
    refuses: (inputs: Properties) => {
      const name = text(inputs, property);
      return name === undefined || pattern.test(name) ? undefined : `${property} "${name}" ${says}`;
    },
  };
}

/** The last part of a path or URL. */
export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

export const apiUrl = "https://www.googleapis.com/compute/v1/";

/** A path such as `projects/…`, of a path or of a URL that ends in one. */
export function relativePath(link: string): string {
  return link.slice(Math.max(0, link.indexOf("projects/")));
}

/** Rules of labels of a resource: https://docs.cloud.google.com/resource-manager/docs/labels-overview#requirements */
export function labelsRule(property: string): Rule {
  const link = "https://docs.cloud.google.com/resource-manager/docs/labels-overview#requirements";
  return {
    link,
    refuses: (inputs) => {
      const labels = labelsAt(inputs, property);
      if (Object.keys(labels).length > 64) return `${property} has more than 64 labels`;
      const wrong = Object.entries(labels).find(
        ([key, value]) => !/^[a-z][a-z0-9_-]{0,62}$/.test(key) || !/^[a-z0-9_-]{0,63}$/.test(value),
      );
      return wrong === undefined
        ? undefined
        : `${property}: "${wrong[0]}" = "${wrong[1]}" may have lower-case letters, digits, "_" and "-" only, at most 63`;
    },
  };
}

function labelsAt(inputs: Properties, property: string): Readonly<Record<string, string>> {
  const [first = "", ...rest] = property.split(".");
  const value = inputs[first];
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  if (rest.length > 0) return labelsAt(value as Properties, rest.join("."));
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}
