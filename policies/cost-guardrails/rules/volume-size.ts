import { parseQuantity } from "@roadstead/core";
import type { Answer, PropertyReader, Reading } from "@roadstead/policy";
import { allOf, count, expectAtMost, known, resourceRule, unknown } from "@roadstead/policy";

const sizes: Readonly<Record<string, readonly string[]>> = {
  "aws:ebs/volume:Volume": ["size"],
  "aws:eks/nodeGroup:NodeGroup": ["diskSize"],
  "gcp:container/nodePool:NodePool": ["nodeConfig", "diskSizeGb"],
  "gcp:compute/disk:Disk": ["size"],
};

export const volumeSize = resourceRule({
  name: "volume-size",
  title: "Volumes and the disks of nodes are no larger than they may be",
  severity: "medium",
  level: "mandatory",
  config: { maxGib: count(1000, "GiB", "Largest volume, claim or disk of a node") },
  types: [
    ...Object.keys(sizes),
    "aws:ec2/launchTemplate:LaunchTemplate",
    "kubernetes:core/v1:PersistentVolumeClaim",
    "kubernetes:apps/v1:StatefulSet",
  ],
  reads: [
    "aws:ebs/volume:Volume: size",
    "aws:eks/nodeGroup:NodeGroup: diskSize",
    "aws:ec2/launchTemplate:LaunchTemplate: blockDeviceMappings[].ebs.volumeSize",
    "gcp:container/nodePool:NodePool: nodeConfig.diskSizeGb, nodeConfig.bootDisk.sizeGb",
    "kubernetes: claims' spec.resources.requests.storage",
  ],
  why: "A volume can grow, never shrink; a node's disk is paid once for each node.",
  fix: "Ask for less: claims can be grown later.",
  check(view, { config }) {
    const within = (reading: Reading<number>): Answer =>
      expectAtMost(reading, config.maxGib, "GiB", { otherwise: "the volume is too large", absent: "pass" });
    if (view.type === "kubernetes:core/v1:PersistentVolumeClaim") return within(claimed(view));
    if (view.type === "kubernetes:apps/v1:StatefulSet") {
      const claims = view.items("spec", "volumeClaimTemplates");
      if (claims.state === "unknown") return unknown(claims, "a volume may be too large");
      return allOf((known(claims) ?? []).map((claim) => within(claimed(claim))));
    }
    if (view.type === "aws:ec2/launchTemplate:LaunchTemplate") {
      const items = view.items("blockDeviceMappings");
      if (items.state === "unknown") return unknown(items, "a volume may be too large");
      return allOf((known(items) ?? []).map((item) => within(item.number("ebs", "volumeSize"))));
    }
    const answer = within(view.number(...(sizes[view.type] ?? ["size"])));
    // Absent of all other types.
    return allOf([answer, within(view.number("nodeConfig", "bootDisk", "sizeGb"))]);
  },
});

/** GiB that a claim asks for. */
function claimed(claim: PropertyReader): Reading<number> {
  const text = claim.text("spec", "resources", "requests", "storage");
  if (text.state !== "known") return text;
  const bytes = parseQuantity(text.value);
  if (bytes === undefined) return { state: "unknown", path: text.path, reason: "is not a quantity" };
  return { ...text, value: bytes / 2 ** 30 };
}
