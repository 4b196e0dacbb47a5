import type { Tags } from "@roadstead/core";

const limit = 63;

/** The tags of a spec as the labels of Google Cloud resources, which know lower case and few other characters. */
export function resourceLabels(tags: Tags): Readonly<Record<string, string>> {
  return Object.fromEntries(tagEntries(tags).map(([key, value]) => [labelKey(key), labelValue(value)]));
}

/** Key and value of every tag as the user wrote them, the first-class ones first, in kebab case. */
export function tagEntries(tags: Tags): readonly (readonly [key: string, value: string])[] {
  return [
    ["owner", tags.owner],
    ["cost-center", tags.costCenter],
    ["environment", tags.environment],
    ...Object.entries(tags.additional ?? {}),
  ];
}

/** Starts with a letter; letters, digits, dashes and underscores; at most 63 characters. */
export function labelKey(key: string): string {
  const value = labelValue(key.replace(/([a-z0-9])([A-Z])/g, "$1-$2"));
  return (/^[a-z]/.test(value) ? value : `x-${value}`).slice(0, limit);
}

/** Lower case; other characters than letters, digits, dashes and underscores become a dash. */
export function labelValue(value: string): string {
  return value
    .toLowerCase()
    .replace(/[^\p{Ll}\p{Lo}\p{N}_-]/gu, "-")
    .slice(0, limit);
}
