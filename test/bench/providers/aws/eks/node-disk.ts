import { parse } from "yaml";
import type { NodeDisk } from "../../../nodes/index.js";
import type { Properties } from "../../test-provider.js";
import { listAt, numberAt, textAt } from "../values.js";
import { readUserData } from "./user-data.js";

// https://awslabs.github.io/amazon-eks-ami/nodeadm/
const reservedGib = 1;

// https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html
const defaultGib = 20;

/**
 * The disk that a node keeps its pods on: the volume of its launch template that its image puts them on, or the local
 * disks of its instance type where its user data joins them.
 *
 * @param localStorageGb of the instance type, as EC2 counts: in powers of ten
 * @param data of the version of the launch template; undefined where the group has none
 */
export function nodeDisk(
  localStorageGb: number,
  amiType: string,
  group: Properties,
  data: Properties | undefined,
): NodeDisk {
  const isBottlerocket = amiType.startsWith("BOTTLEROCKET");
  // Bottlerocket takes settings for user data, and knows no documents of nodeadm.
  const documents = isBottlerocket ? [] : (readUserData(textAt(data, "userData"))?.nodeConfigs ?? []);
  if (localStorageGb > 0 && documents.some(joinsLocalDisks)) {
    return { gib: (localStorageGb * 1e9) / 2 ** 30, reservedGib };
  }
  const device = isBottlerocket ? "/dev/xvdb" : "/dev/xvda";
  const mapping = listAt(data, "blockDeviceMappings").find((each) => textAt(each, "deviceName") === device);
  return { gib: numberAt(mapping, "ebs.volumeSize") ?? numberAt(group, "diskSize") ?? defaultGib, reservedGib };
}

interface NodeConfig {
  readonly spec?: { readonly instance?: { readonly localStorage?: { readonly strategy?: string } } };
}

function joinsLocalDisks(document: string): boolean {
  const config = parse(document) as NodeConfig | null;
  return config?.spec?.instance?.localStorage?.strategy === "RAID0";
}
