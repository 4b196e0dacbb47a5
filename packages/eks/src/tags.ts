import { labelPrefix, type Tags } from "@roadstead/core";

/** EC2 and EKS take 50 tags on a resource. */
export const mostTags = 50;

/** Tags of every resource of a cluster; the factory's win over the spec's additional ones. */
export function resourceTags(
  tags: Tags,
  own: Readonly<Record<string, string>> | undefined,
  cluster: string,
): Readonly<Record<string, string>> {
  return {
    ...tags.additional,
    ...own,
    owner: tags.owner,
    costCenter: tags.costCenter,
    environment: tags.environment,
    [`${labelPrefix}/cluster`]: cluster,
  };
}
