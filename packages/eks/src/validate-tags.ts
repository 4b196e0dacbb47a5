import { labelPrefix, shown, type Tags } from "@roadstead/core";
import type { EksProblem } from "./rules.js";
import { mostTags, resourceTags } from "./tags.js";

// https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html
const keyForm = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u;
const valueForm = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u;

/**
 * A node has its name beside the tags of all, and from its autoscaling group five of EKS:
 * https://docs.aws.amazon.com/eks/latest/userguide/eks-using-tags.html
 */
const furtherTags = 6;

/** Problems of the factory's tags, and of all tags together. */
export function tagProblems(own: Readonly<Record<string, string>>, tags: Tags | undefined): readonly EksProblem[] {
  return [
    ...Object.entries(own).flatMap(([key, value]) => {
      const path = `eks.tags[${JSON.stringify(key)}]`;
      return [...keyProblems(key, path), ...valueProblems(value, path), ...duplicateProblems(key, path, tags)];
    }),
    ...countProblems(own, tags),
  ];
}

function keyProblems(key: string, path: string): readonly EksProblem[] {
  const reserved = ["aws:", "kubernetes.io/", "k8s.io/", "eks:"].find((prefix) => key.toLowerCase().startsWith(prefix));
  if (reserved === undefined && keyForm.test(key)) return [];
  const message = reserved === undefined ? "is not a tag key that AWS takes" : `has the reserved prefix ${reserved}`;
  const hint = "at most 128 letters, digits, spaces and _ . : / = + - @";
  return [{ rule: "eks/tag-key", path, message, ...(reserved === undefined ? { hint } : {}) }];
}

function valueProblems(value: unknown, path: string): readonly EksProblem[] {
  if (typeof value === "string" && valueForm.test(value)) return [];
  const hint = "at most 256 letters, digits, spaces and _ . : / = + - @";
  return [{ rule: "eks/tag-value", path, message: "is not a tag value that AWS takes", got: shown(value), hint }];
}

function duplicateProblems(key: string, path: string, tags: Tags | undefined): readonly EksProblem[] {
  const taken = [
    "owner",
    "costCenter",
    "environment",
    `${labelPrefix}/cluster`,
    ...Object.keys(tags?.additional ?? {}),
  ];
  if (!taken.includes(key)) return [];
  return [{ rule: "eks/tag-duplicate", path, message: "is said by the spec already", hint: "say it in one place" }];
}

function countProblems(own: Readonly<Record<string, string>>, tags: Tags | undefined): readonly EksProblem[] {
  if (tags === undefined) return [];
  const count = Object.keys(resourceTags(tags, own, "")).length + furtherTags;
  if (count <= mostTags) return [];
  return [
    {
      rule: "eks/tag-count",
      path: "eks.tags",
      message: `makes too many tags with those of the spec and ${furtherTags} of each node`,
      got: String(count),
      allowed: [`up to ${mostTags}`],
    },
  ];
}
