import type { JsonValue } from "@roadstead/core";
import type { CheckResult } from "../finding.js";
import type { CloudProgram } from "../inventory/cloud-programs.js";

/** A rule about cloud resources of one type that Checkov does not have. */
export interface CloudRule {
  readonly id: string;
  readonly type: string;
  /** What is wrong; undefined where nothing is. */
  readonly broken: (inputs: Readonly<Record<string, JsonValue>>) => string | undefined;
}

interface BlockDevice {
  readonly deviceName?: string;
  readonly ebs?: { readonly encrypted?: string | boolean };
}

/** A disk that a template does not mention is encrypted where its image or the account says so, and else not. */
export const encryptedDisks: CloudRule = {
  id: "encrypted-disks",
  type: "aws:ec2/launchTemplate:LaunchTemplate",
  broken: ({ blockDeviceMappings = [] }) => {
    const devices = blockDeviceMappings as unknown as readonly BlockDevice[];
    if (devices.length === 0) return "leaves it to its image whether disks are encrypted";
    const plain = devices.filter(({ ebs }) => ebs !== undefined && String(ebs.encrypted) !== "true");
    return plain.length === 0
      ? undefined
      : `does not encrypt ${plain.map(({ deviceName = "a disk" }) => deviceName).join(", ")}`;
  },
};

export const cloudRules: readonly CloudRule[] = [encryptedDisks];

/** A result for each rule and resource of its type. */
export function judgeCloudsByOwnRules(clouds: readonly CloudProgram[]): readonly CheckResult[] {
  return clouds.flatMap(({ name: file, resources }) =>
    cloudRules.flatMap(({ id, type, broken }) =>
      resources
        .filter((resource) => resource.type === type)
        .map(({ name, inputs }) => {
          const message = broken(inputs);
          return {
            scanner: "own rules" as const,
            check: id,
            target: `${type} ${name}`,
            file,
            passed: message === undefined,
            message: message ?? "",
          };
        }),
    ),
  );
}
