import { setTimeout as delay } from "node:timers/promises";
import type { ControlPlane } from "../control-plane/index.js";
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
  readonly zone?: string;
  /** GPUs that its image or provider advertises by itself; when left out only a device plugin on the node can. */
  readonly advertisedGpus?: number;
  readonly maxPods: number;
}

export const gpuResource = "nvidia.com/gpu";
const hardwareAnnotation = "bench.roadstead.dev/hardware";
const readyMilliseconds = 20_000;

/** Returns when the scheduler may use the node. Its labels win over those that a kubelet sets. */
export async function joinNode(plane: ControlPlane, node: FakeNode): Promise<void> {
  const client = nodesClient(plane);
  const { name, labels, taints, providerId, hardware, zone } = node;
  const resources = resourcesOf(node);
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
    status: { capacity: resources, allocatable: resources },
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

function resourcesOf({ hardware, maxPods, advertisedGpus }: FakeNode): Record<string, string> {
  return {
    cpu: String(hardware.vcpu),
    memory: `${hardware.memoryMib}Mi`,
    "ephemeral-storage": "100Gi",
    pods: String(maxPods),
    ...(advertisedGpus === undefined ? {} : { [gpuResource]: String(advertisedGpus) }),
  };
}

function isReady(node: Node | undefined): boolean {
  const conditions = node?.status.conditions ?? [];
  const taints = node?.spec.taints ?? [];
  return (
    conditions.some(({ type, status }) => type === "Ready" && status === "True") &&
    !taints.some(({ key }) => key === "node.kubernetes.io/not-ready")
  );
}
