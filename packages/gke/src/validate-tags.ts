import type { Tags } from "@roadstead/core";
import { resourceLabels } from "./resource-labels.js";
import type { GkeProblem } from "./rules.js";

// https://cloud.google.com/resource-manager/docs/labels-overview#requirements
const labelKey = /^[a-z][a-z0-9_-]{0,62}$/;
const labelValue = /^[a-z0-9_-]{0,63}$/;

/** Problems of the factory's tags. */
export function tagProblems(tags: Readonly<Record<string, string>>): readonly GkeProblem[] {
  return Object.entries(tags).flatMap(([key, value]) => {
    const path = tagPath(key);
    const problems: GkeProblem[] = [];
    if (!labelKey.test(key) || key.startsWith("goog")) {
      problems.push({
        rule: "gke/tag-key",
        path,
        message: "is not a label key of your own that Google Cloud takes",
        got: JSON.stringify(key),
        hint: "a lower-case letter, then at most 62 lower-case letters, digits, - and _; nothing that starts with goog",
      });
    }
    if (!labelValue.test(value)) {
      problems.push({
        rule: "gke/tag-value",
        path,
        message: "is not a label value that Google Cloud takes",
        got: JSON.stringify(value),
        hint: "at most 63 lower-case letters, digits, - and _",
      });
    }
    return problems;
  });
}

/** Problems of the factory's tags that the spec has already. */
export function tagDuplicateProblems(tags: Readonly<Record<string, string>>, spec: Tags): readonly GkeProblem[] {
  const known = resourceLabels(spec);
  return Object.keys(tags)
    .filter((key) => Object.hasOwn(known, key))
    .map((key) => ({
      rule: "gke/tag-duplicate",
      path: tagPath(key),
      message: "is a tag of the spec already",
      hint: "say it in one of the two places",
    }));
}

// A resource takes 64; GKE adds some of its own: https://cloud.google.com/compute/docs/labeling-resources
const mostTags = 54;

/** Problems of more tags, of spec and factory together, than a node pool's machines take. */
export function tagCountProblems(tags: Readonly<Record<string, string>>, spec: Tags): readonly GkeProblem[] {
  const count = Object.keys(resourceLabels(spec, tags)).length;
  if (count <= mostTags) return [];
  return [
    {
      rule: "gke/tag-count",
      path: "gke.tags",
      message: "make too many labels with the spec's tags",
      got: String(count),
      allowed: [`up to ${mostTags}`],
    },
  ];
}

function tagPath(key: string): string {
  return /^[A-Za-z_][\w-]*$/.test(key) ? `gke.tags.${key}` : `gke.tags[${JSON.stringify(key)}]`;
}
