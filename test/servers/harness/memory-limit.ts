import type { V1Container } from "@kubernetes/client-node";

/** MiB that a container may use, as rendered. */
export function memoryLimitMib(container: V1Container): number {
  const found = /^(\d+)(Mi|Gi)$/.exec(container.resources?.limits?.memory ?? "");
  if (found === null) throw new Error(`${container.name} has no limit of memory in Mi or Gi`);
  return Number(found[1]) * (found[2] === "Gi" ? 1024 : 1);
}
