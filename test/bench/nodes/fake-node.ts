import { setTimeout as delay } from "node:timers/promises";
import type { ControlPlane } from "../control-plane/index.js";
import { allocatableDiskGib, type NodeDisk } from "./node-disk.js";
import { nodesClient } from "./nodes-client.js";
import type { Node, Taint } from "./objects.js";

export interface GpuHardware {
  readonly count: number;
  /** As NVIDIA's driver names it. */
  readonly product: string;
  readonly memoryMib: number;
  /** Set on GPUs that are cut, such as `1g.10gb`, all alike. */
  readonly migProfile?: string;
  readonly migDevicesPerGpu?: number;
}

export interface NodeHardware {
  readonly vcpu: number;
  readonly memoryMib: number;
  readonly gpus?: GpuHardware;
}

/** A machine that joins a cluster: what its kubelet would say of it. */
export interface FakeNode {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
  readonly providerId?: string;
  readonly hardware: NodeHardware;
  /** @default 100 GiB, as on a machine of the user's own of which a test says nothing */
  readonly disk?: NodeDisk;
  readonly zone?: string;
  /** GPUs that its image or provider advertises by itself; when left out only a device plugin on the node can. */
  readonly advertisedGpus?: number;
  readonly maxPods: number;
}

export const gpuResource = "nvidia.com/gpu";
const hardwareAnnotation = "bench.roadstead.dev/hardware";
const ownDisk: NodeDisk = { gib: 100, reservedGib: 0 };
// Only a failure waits this long.
const readyMilliseconds = 120_000;

/** Returns when the scheduler may use the node. Its labels win over those that a kubelet sets. */
export async function joinNode(plane: ControlPlane, node: FakeNode): Promise<void> {
  const client = nodesClient(plane);
  const { name, labels, taints, providerId, hardware, zone } = node;
  await client.create({
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      name,
      labels: {
        "kubernetes.io/arch": "amd64",
        "kubernetes.io/os": "linux",
        "kubernetes.io/hostname": name,
        ...(zone === undefined ? {} : { "topology.kubernetes.io/zone": zone }),
        ...labels,
      },
      annotations: {
        [hardwareAnnotation]: JSON.stringify({ ...hardware, isManaged: node.advertisedGpus !== undefined }),
      },
    },
    spec: { taints, ...(providerId === undefined ? {} : { providerID: providerId }) },
    status: resourcesOf(node),
  });
  const reference = { apiVersion: "v1", kind: "Node", name };
  const deadline = Date.now() + readyMilliseconds;
  while (!isReady((await client.get(reference)) as Node | undefined)) {
    if (Date.now() > deadline) throw new Error(`node ${name} is not ready after ${readyMilliseconds / 1000} s`);
    await delay(50);
  }
}

/** The machine goes, and its pods with it. Does nothing when it is gone already. */
export async function removeNode(plane: ControlPlane, name: string): Promise<void> {
  const client = nodesClient(plane);
  await client.delete({ apiVersion: "v1", kind: "Node", name });
  const pods = await client.list("v1", "Pod", { fieldSelector: `spec.nodeName=${name}` });
  const now = { gracePeriodSeconds: 0 };
  await Promise.all(
    pods.map(({ metadata: { name, namespace = "" } }) =>
      client.delete({ apiVersion: "v1", kind: "Pod", name, namespace }, now),
    ),
  );
}

/** What lies in the node; undefined for one whose GPUs its provider advertises, and for one that is not the bench's. */
export function hardwareOf(node: Node): NodeHardware | undefined {
  const text = node.metadata.annotations?.[hardwareAnnotation];
  const { isManaged, ...hardware } = JSON.parse(text ?? '{"isManaged":true}') as NodeHardware & ManagedMark;
  return isManaged ? undefined : hardware;
}

interface ManagedMark {
  readonly isManaged: boolean;
}

/** Of CPUs and memory all is the pods': what a kubelet reserves of them is little. Of a disk it is not. */
function resourcesOf({ hardware, disk = ownDisk, maxPods, advertisedGpus }: FakeNode) {
  const resources = {
    cpu: String(hardware.vcpu),
    memory: `${hardware.memoryMib}Mi`,
    pods: String(maxPods),
    ...(advertisedGpus === undefined ? {} : { [gpuResource]: String(advertisedGpus) }),
  };
  return {
    capacity: { ...resources, "ephemeral-storage": kibibytes(disk.gib) },
    allocatable: { ...resources, "ephemeral-storage": kibibytes(allocatableDiskGib(disk)) },
  };
}

function kibibytes(gib: number): string {
  return `${Math.floor(gib * 1024 ** 2)}Ki`;
}

function isReady(node: Node | undefined): boolean {
  const conditions = node?.status.conditions ?? [];
  const taints = node?.spec.taints ?? [];
  return (
    conditions.some(({ type, status }) => type === "Ready" && status === "True") &&
    !taints.some(({ key }) => key === "node.kubernetes.io/not-ready")
  );
}
