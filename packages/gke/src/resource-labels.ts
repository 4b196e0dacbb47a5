import type { Tags } from "@roadstead/core";

/**
 * The tags of a spec and of the factory as labels of Google Cloud resources.
 *
 * Valid tags have only keys and values that Google Cloud takes, so nothing is changed but the one key that is
 * written in camel case.
 */
export function resourceLabels(
  { owner, costCenter, environment, additional }: Tags,
  tags: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  return { ...tags, ...additional, owner, "cost-center": costCenter, environment };
}
