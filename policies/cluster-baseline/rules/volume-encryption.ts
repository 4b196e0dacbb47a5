import type { Answer, Reading, ResourceView } from "@roadstead/policy";
import { allOf, expectFlag, known, notApplicable, resourceRule, unknown } from "@roadstead/policy";

const maps = ["blockDeviceMappings"] as const;

export const volumeEncryption = resourceRule({
  name: "volume-encryption",
  title: "Volumes and disks are encrypted",
  severity: "high",
  level: "mandatory",
  config: {},
  types: [
    "aws:ebs/volume:Volume",
    "aws:ec2/launchTemplate:LaunchTemplate",
    "aws:ec2/instance:Instance",
    "aws:efs/fileSystem:FileSystem",
    "kubernetes:storage.k8s.io/v1:StorageClass",
  ],
  reads: [
    "aws:ebs/volume:Volume, aws:efs/fileSystem:FileSystem: encrypted",
    "aws:ec2/launchTemplate:LaunchTemplate: blockDeviceMappings[].ebs.encrypted",
    "aws:ec2/instance:Instance: rootBlockDevice.encrypted, ebsBlockDevices[].encrypted",
    "kubernetes:storage.k8s.io/v1:StorageClass: parameters.encrypted (ebs.csi.aws.com)",
  ],
  why: "A snapshot or a disk that is handed on is readable by whoever has it.",
  fix: "Set encrypted to true on each volume, or on each mapping.",
  references: [{ framework: "Checkov", control: "CKV_AWS_88" }],
  check(view) {
    if (view.type === "aws:ec2/launchTemplate:LaunchTemplate") return mappings(view);
    if (view.type === "aws:ec2/instance:Instance") return instance(view);
    if (view.type.startsWith("kubernetes:")) return storageClass(view);
    return encrypted(view.flag("encrypted"));
  },
});

/** The account can make encryption the default: nobody sees that in a program. */
const encrypted = (reading: Reading<boolean>): Answer =>
  expectFlag(reading, true, { otherwise: "the volume is not encrypted", absent: "fail" });

function mappings(view: ResourceView): Answer {
  const items = view.items(...maps);
  if (items.state === "unknown") return unknown(items, "a volume may not be encrypted");
  return allOf(
    (known(items) ?? [])
      .filter((item) => item.read("ebs").state !== "absent")
      .map((item) => encrypted(item.flag("ebs", "encrypted"))),
  );
}

function instance(view: ResourceView): Answer {
  const further = view.items("ebsBlockDevices");
  if (further.state === "unknown") return unknown(further, "a volume may not be encrypted");
  return allOf([
    encrypted(view.flag("rootBlockDevice", "encrypted")),
    ...(known(further) ?? []).map((item) => encrypted(item.flag("encrypted"))),
  ]);
}

function storageClass(view: ResourceView): Answer {
  const provisioner = view.text("provisioner");
  if (provisioner.state === "unknown") return unknown(provisioner, "volumes may not be encrypted");
  if (!["ebs.csi.aws.com", "kubernetes.io/aws-ebs"].includes(known(provisioner) ?? "")) return notApplicable;
  return encrypted(view.flag("parameters", "encrypted"));
}
