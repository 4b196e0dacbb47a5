import type { PolicyDocument } from "./forecast-document.js";

/** How a policy is set, in a few words. */
export function knobsText({ name, knobs, fleet }: Pick<PolicyDocument, "name" | "knobs" | "fleet">): string {
  if (name.startsWith("static-")) {
    return `${count(knobs.minReplicas, "replica")}, planned for ${share(knobs.targetUtilization)} of the safe rate`;
  }
  return [
    `aims at ${share(knobs.targetUtilization)} of the safe rate`,
    `${knobs.minReplicas} to ${knobs.maxReplicas} replicas`,
    ...(knobs.ownedNodes > 0 ? [`${count(knobs.ownedNodes, "node")} paid for at all times`] : []),
    ...(knobs.spotNodes > 0
      ? [`up to ${count(knobs.spotNodes, "spot node")}, ${knobs.spotFirst ? "before" : "after"} those on demand`]
      : fleet.length > 1 && knobs.ownedNodes === 0
        ? [fleet.map((pool) => `${pool.name} up to ${pool.size.max}`).join(", then ")]
        : []),
    ...(name === "knative" || name === "clairvoyant"
      ? []
      : [`pods go after ${seconds(knobs.scaleDownSeconds)}, nodes after ${seconds(knobs.nodeIdleSeconds)}`]),
  ].join("; ");
}

const share = (value: number): string => `${Math.round(value * 100)} %`;
const count = (value: number, noun: string): string => `${value} ${noun}${value === 1 ? "" : "s"}`;
const seconds = (value: number): string => (value < 120 || value % 60 !== 0 ? `${value} s` : `${value / 60} min`);
