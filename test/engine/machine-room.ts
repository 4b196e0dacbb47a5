import {
  adminClient,
  findLeftovers,
  lastingLeftovers,
  type LeasedControlPlane,
  leaseControlPlane,
} from "../bench/control-plane/index.js";
import {
  type FakeNode,
  joinNode,
  keepNodesAlive,
  type NodeHardware,
  provisionVolumes,
  volumeProvisioner,
} from "../bench/nodes/index.js";
import { openClusterProxy } from "../bench/providers/cluster-proxy.js";

/** A server that the user owns, with its GPUs prepared as the docs ask: driver, MIG devices and taint are there. */
export interface OwnedNode {
  readonly name: string;
  readonly gpus?: {
    readonly model: string;
    readonly count: number;
    readonly migProfile?: string;
    /** By a device plugin of the user's own: so many devices. */
    readonly advertised?: number;
  };
  /** Beside that of GPUs. */
  readonly taints?: FakeNode["taints"];
}

/** A cluster that nobody makes: the user's own nodes on a control plane. */
export interface MachineRoom {
  readonly plane: LeasedControlPlane;
  readonly kubeconfig: string;
  /** Labels and taints of every node: what is the user's own must survive. */
  nodes(): Promise<unknown>;
  /** What a program left behind, beside the nodes and the runtime class of the room itself. */
  leftovers(): Promise<string[]>;
  /** Ends the work of device plugins and provisioners: from then on the room stays as it is. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** By model: name as the driver gives it, memory, and how many devices of a profile one GPU is cut into. */
const products: Readonly<
  Record<string, { product: string; memoryMib: number; migDevices?: Readonly<Record<string, number>> }>
> = {
  l4: { product: "NVIDIA-L4", memoryMib: 23_034 },
  t4: { product: "Tesla-T4", memoryMib: 15_360 },
  "a100-40": {
    product: "NVIDIA-A100-SXM4-40GB",
    memoryMib: 40_960,
    migDevices: { "1g.5gb": 7, "2g.10gb": 3, "3g.20gb": 2, "7g.40gb": 1 },
  },
};

const gpuTaint = { key: "nvidia.com/gpu", value: "present", effect: "NoSchedule" };

/** Of k3s, and the one that users of other clusters name in these tests. */
const storageClasses = ["local-path", "standard"];

/** @param live whether device plugins and the provisioner of volumes work by themselves; else a test calls `advertiseGpus`. @default true */
export async function openMachineRoom(nodes: readonly OwnedNode[], live = true): Promise<MachineRoom> {
  const plane = await leaseControlPlane();
  const client = adminClient(plane);
  const endpoint = await openClusterProxy(plane, () => true);
  // k3s makes it where it finds NVIDIA's runtime; on other clusters it comes with the container toolkit's set-up.
  await client.create({
    apiVersion: "node.k8s.io/v1",
    kind: "RuntimeClass",
    metadata: { name: "nvidia" },
    handler: "nvidia",
  });
  for (const name of storageClasses) {
    await client.create({
      apiVersion: "storage.k8s.io/v1",
      kind: "StorageClass",
      metadata: { name },
      provisioner: volumeProvisioner,
    });
  }
  for (const node of nodes) {
    await joinNode(plane, {
      name: node.name,
      labels: { "kubernetes.io/hostname": node.name, "rack.example.com/row": "7" },
      taints: [...(node.gpus === undefined ? [] : [gpuTaint]), ...(node.taints ?? [])],
      hardware: { vcpu: 64, memoryMib: 262_144, ...hardwareOf(node) },
      ...(node.gpus?.advertised === undefined ? {} : { advertisedGpus: node.gpus.advertised }),
      maxPods: 110,
    });
  }
  const settle = live ? keepNodesAlive(plane) : () => Promise.resolve();
  return {
    plane,
    kubeconfig: plane.adminKubeconfig.replace(plane.endpoint, `https://${endpoint.address}`),
    async nodes() {
      const items = await client.list("v1", "Node");
      return items.map(({ metadata, spec }) => ({
        name: metadata.name,
        labels: withoutPrefix(Object.entries(metadata.labels ?? {}), ([key]) => key),
        taints: withoutPrefix((spec as { taints?: { key: string }[] } | undefined)?.taints ?? [], ({ key }) => key),
      }));
    },
    leftovers: () =>
      lastingLeftovers(plane, undefined, async () => {
        // The provisioner has ended with all that worked by itself.
        await provisionVolumes(plane);
        return (await findLeftovers(plane)).filter(({ name }) => !isOfTheRoom.test(name));
      }),
    settle,
    async close() {
      try {
        await settle();
      } finally {
        await endpoint.close();
        for (const { name } of nodes) await client.delete({ apiVersion: "v1", kind: "Node", name });
        await client.delete({ apiVersion: "node.k8s.io/v1", kind: "RuntimeClass", name: "nvidia" });
        for (const name of storageClasses)
          await client.delete({ apiVersion: "storage.k8s.io/v1", kind: "StorageClass", name });
        await plane.release();
      }
    },
  };
}

const isOfTheRoom = new RegExp(
  `\\bNode |^node\\.k8s\\.io/v1/RuntimeClass nvidia$|^storage\\.k8s\\.io/v1/StorageClass (${storageClasses.join("|")})$`,
);

/** Without what Kubernetes itself adds to a node, some time after it joined. */
const withoutPrefix = <T>(items: readonly T[], keyOf: (item: T) => string): T[] =>
  items.filter((item) => !/^(node|beta)\.kubernetes\.io\//.test(keyOf(item)));

function hardwareOf({ name, gpus }: OwnedNode): Pick<NodeHardware, "gpus"> {
  if (gpus === undefined) return {};
  const { model, count, migProfile } = gpus;
  const known = products[model];
  if (known === undefined) throw new Error(`${name}: no product is known for ${model}`);
  const { product, memoryMib, migDevices } = known;
  if (migProfile === undefined) return { gpus: { count, product, memoryMib } };
  const migDevicesPerGpu = migDevices?.[migProfile];
  if (migDevicesPerGpu === undefined) throw new Error(`${name}: ${model} is not cut into ${migProfile}`);
  return { gpus: { count, product, memoryMib, migProfile, migDevicesPerGpu } };
}
