import type { Problem } from "../problem.js";
import type { Tags } from "../spec/cluster-spec.js";
import { keyPath, shown, specProblem } from "../spec/spec-problem.js";

// Google Cloud is the stricter: lower-case letters, digits, - and _, at most 63; keys start with a letter.
// AWS takes all of these, and counts at most 50 tags a resource, of which ten are left to the clouds and us.
const value = /^[a-z0-9_-]{1,63}$/;
const key = /^[a-z][a-z0-9_-]{0,62}$/;
const maxAdditional = 40;
const reserved = ["aws:", "goog", "k8s", "kubernetes", "roadstead"] as const;
const firstClass = ["owner", "costCenter", "environment"] as const;

/** Tags, which become tags on AWS and labels on Google Cloud, so both clouds' limits hold. */
export function clusterTags(tags: Partial<Tags>): readonly Problem[] {
  const additional = Object.entries(tags.additional ?? {});
  return [
    ...firstClass.flatMap((name) => (tags[name] === undefined ? [] : tagValue(tags[name], `tags.${name}`))),
    ...additional.flatMap(([name, text]) => {
      const path = keyPath("tags.additional", name);
      return [...tagKey(name, path), ...tagValue(text, path)];
    }),
    ...tooMany(additional.length),
  ];
}

function tagKey(name: string, path: string): readonly Problem[] {
  const prefix = reserved.find((candidate) => name.toLowerCase().startsWith(candidate));
  if (prefix !== undefined) {
    return [specProblem("spec/tag-reserved", path, `has the reserved prefix ${prefix}`, { hint: "use another key" })];
  }
  const plain = name.toLowerCase().replace(/[-_]/g, "");
  const known = firstClass.find((candidate) => candidate.toLowerCase() === plain);
  if (known !== undefined) {
    return [specProblem("spec/tag-duplicate", path, "is said already", { hint: `say it as tags.${known} only` })];
  }
  if (key.test(name)) return [];
  const hint = "a lower-case letter, then at most 62 lower-case letters, digits, - and _";
  return [specProblem("spec/tag-key", path, "is not a tag key that every cloud takes", { got: shown(name), hint })];
}

function tagValue(text: string, path: string): readonly Problem[] {
  if (value.test(text)) return [];
  const hint = "1 to 63 lower-case letters, digits, - and _";
  return [specProblem("spec/tag-value", path, "is not a tag value that every cloud takes", { got: shown(text), hint })];
}

function tooMany(count: number): readonly Problem[] {
  if (count <= maxAdditional) return [];
  return [
    specProblem("spec/tag-count", "tags.additional", "has too many tags", {
      got: String(count),
      allowed: [`up to ${maxAdditional}`],
    }),
  ];
}
