import type { ResourceView } from "@roadstead/policy";
import { allOf, expectOneOf, known, resourceRule, texts, unknown } from "@roadstead/policy";

export const volumeType = resourceRule({
  name: "volume-type",
  title: "Volumes are of the cheap type for the same speed",
  severity: "low",
  level: "mandatory",
  config: {
    allowed: texts(["gp3", "sc1", "st1", "pd-balanced", "pd-standard", "hyperdisk-balanced"], "Types of volumes"),
  },
  types: [
    "aws:ebs/volume:Volume",
    "aws:ec2/launchTemplate:LaunchTemplate",
    "kubernetes:storage.k8s.io/v1:StorageClass",
    "gcp:compute/disk:Disk",
    "gcp:container/nodePool:NodePool",
  ],
  reads: [
    "aws:ebs/volume:Volume: type",
    "aws:ec2/launchTemplate:LaunchTemplate: blockDeviceMappings[].ebs.volumeType",
    "kubernetes:storage.k8s.io/v1:StorageClass: parameters.type",
    "gcp:compute/disk:Disk: type",
    "gcp:container/nodePool:NodePool: nodeConfig.diskType, nodeConfig.bootDisk.diskType",
  ],
  why: "gp3 costs a fifth less than gp2 and is faster; io1, io2 and pd-extreme are bought by the IOPS.",
  fix: "Set the type to gp3 (pd-balanced); for io2 and pd-extreme add a waiver.",
  // Other types have no cheap one of the same speed: what a volume needs is its owner's to say.
  remedy: (view, { config }) =>
    config.allowed.includes("gp3") ? gp2Places(view).map((steps) => ({ steps, value: "gp3" })) : [],
  check(view, { config }) {
    const expectation = (absent: "pass" | "fail" | "unknown") => ({
      otherwise: "the volume is of a dear type",
      absent,
    });
    if (view.type === "aws:ec2/launchTemplate:LaunchTemplate") {
      const items = view.items("blockDeviceMappings");
      if (items.state === "unknown") return unknown(items, "a volume may be of a dear type");
      const volumes = (known(items) ?? []).filter((item) => item.read("ebs").state !== "absent");
      return allOf(
        volumes.map((item) => expectOneOf(item.text("ebs", "volumeType"), config.allowed, expectation("unknown"))),
      );
    }
    if (view.type === "kubernetes:storage.k8s.io/v1:StorageClass") {
      // Each driver has a default of its own: gp3 of AWS', pd-standard of Google's.
      return expectOneOf(view.text("parameters", "type"), config.allowed, expectation("pass"));
    }
    if (view.type === "gcp:container/nodePool:NodePool") {
      const places = [view.text("nodeConfig", "diskType"), view.text("nodeConfig", "bootDisk", "diskType")];
      return allOf(places.map((type) => expectOneOf(type, config.allowed, expectation("pass"))));
    }
    // EC2 makes gp2 where nothing is said; Compute Engine makes pd-standard.
    return expectOneOf(view.text("type"), config.allowed, expectation(view.type.startsWith("aws:") ? "fail" : "pass"));
  },
});

/** Where gp2 is asked for, in words or because EC2 takes it where nothing is said. */
function gp2Places(view: ResourceView): readonly (readonly (string | number)[])[] {
  const isGp2 = (...steps: readonly (string | number)[]): boolean =>
    known(view.text(...steps))?.toLowerCase() === "gp2";
  switch (view.type) {
    case "aws:ebs/volume:Volume":
      return isGp2("type") || view.text("type").state === "absent" ? [["type"]] : [];
    case "kubernetes:storage.k8s.io/v1:StorageClass":
      return isGp2("parameters", "type") ? [["parameters", "type"]] : [];
    case "aws:ec2/launchTemplate:LaunchTemplate":
      return (known(view.items("blockDeviceMappings")) ?? [])
        .map((_, i) => ["blockDeviceMappings", i, "ebs", "volumeType"])
        .filter((steps) => isGp2(...steps));
    default:
      return [];
  }
}
