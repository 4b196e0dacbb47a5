import type { Answer, ResourceView, StackView } from "@roadstead/policy";
import { fail, pass, stackRule, unknown } from "@roadstead/policy";

const users: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  "aws:ebs/volume:Volume": [
    ["aws:ec2/volumeAttachment:VolumeAttachment", "volumeId"],
    ["kubernetes:core/v1:PersistentVolume", "spec"],
  ],
  "aws:ec2/eip:Eip": [
    ["aws:ec2/eipAssociation:EipAssociation", "allocationId"],
    ["aws:ec2/natGateway:NatGateway", "allocationId"],
    ["aws:lb/loadBalancer:LoadBalancer", "subnetMappings"],
  ],
  "gcp:compute/disk:Disk": [
    ["gcp:compute/attachedDisk:AttachedDisk", "disk"],
    ["gcp:compute/instance:Instance", "attachedDisks"],
    ["kubernetes:core/v1:PersistentVolume", "spec"],
  ],
};

export const orphanedStorage = stackRule({
  name: "orphaned-storage",
  title: "Every volume and address of a stack is used by something",
  severity: "low",
  level: "advisory",
  config: {},
  reads: ["aws:ebs/volume:Volume, aws:ec2/eip:Eip, gcp:compute/disk:Disk: what refers to them"],
  why: "What nothing uses is paid for until somebody asks.",
  fix: "Attach it, or take it out of the program.",
  check: (stack) =>
    stack.ofType(...Object.keys(users)).map((view) => {
      if (view.type === "aws:ec2/eip:Eip" && view.read("instance").state !== "absent")
        return { urn: view.urn, ...pass };
      return { urn: view.urn, ...usedBy(view, stack) };
    }),
});

function usedBy(view: ResourceView, stack: StackView): Answer {
  let doubt: string | undefined;
  for (const [type, input] of users[view.type] ?? []) {
    for (const user of stack.ofType(type)) {
      if ((user.resource.propertyDependencies[input] ?? []).includes(view.urn)) return pass;
      const owner = stack.referred(user, input, [view.type], user.text(input));
      if (owner.state === "found" && owner.view.urn === view.urn) return pass;
      if (owner.state === "elsewhere" && user.read(input).state === "unknown") doubt = `${input} of ${user.name}`;
    }
  }
  return doubt === undefined
    ? fail("nothing in the stack uses it")
    : unknown(doubt, "nobody can tell whether it is used");
}
