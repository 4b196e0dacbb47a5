import type { SchedulerNode } from "../../../../contract/scheduler.js";
import { instanceType, nvidiaGpus } from "../ec2/instance-types.js";
import type { EmulatedNodeGroup } from "../index.js";
import { parseMib } from "./pod-requests.js";

/** A node as Cluster Autoscaler imagines it before there is one. */
export interface TemplateNode extends SchedulerNode {
  readonly cpus: number;
  readonly memoryMib: number;
  /** None where no tag says it: a pod that asks for some fits nowhere then. */
  readonly diskMib: number;
  /** As the tags say it, by resource name. */
  readonly resources: Readonly<Record<string, string>>;
}

const prefix = "k8s.io/cluster-autoscaler/node-template/";

/**
 * The node of a group that has none, from the tags of its autoscaling group and its instance type alone.
 * https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/aws/README.md#auto-discovery-setup
 */
export function templateNode({ name, tags, instanceTypes, region }: EmulatedNodeGroup): TemplateNode {
  const [typeName = ""] = instanceTypes;
  const type = instanceType(typeName);
  if (type === undefined) throw new Error(`EC2 has no instance type ${typeName}`);
  const resources = under(tags, "resources/");
  return {
    name: `template-node-for-${name}`,
    labels: {
      "kubernetes.io/os": "linux",
      "kubernetes.io/arch": type.architectures.includes("arm64") ? "arm64" : "amd64",
      "node.kubernetes.io/instance-type": typeName,
      "topology.kubernetes.io/region": region,
      ...under(tags, "label/"),
    },
    taints: Object.entries(under(tags, "taint/")).flatMap(([key, value]) => {
      // A value without an effect is no taint to the autoscaler.
      const match = /^(.*):(NoSchedule|NoExecute|PreferNoSchedule)$/.exec(value);
      return match === null ? [] : [{ key, value: match[1] ?? "", effect: match[2] ?? "" }];
    }),
    cpus: type.vcpus,
    memoryMib: type.memoryMib,
    diskMib: parseMib(resources["ephemeral-storage"] ?? "0"),
    // The type's own GPUs, unless a tag says what becomes of them.
    gpus: Number(resources["nvidia.com/gpu"] ?? nvidiaGpus(type)),
    resources,
  };
}

function under(tags: Readonly<Record<string, string>>, part: string): Readonly<Record<string, string>> {
  const start = prefix + part;
  return Object.fromEntries(
    Object.entries(tags).flatMap(([key, value]) => (key.startsWith(start) ? [[key.slice(start.length), value]] : [])),
  );
}
