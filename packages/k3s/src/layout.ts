import type { StoresConfig } from "@roadstead/cluster";
import { hasGpus, layoutOwnedNodes } from "@roadstead/cluster/owned-nodes";
import type { ClusterLayout, ClusterSpec, Note } from "@roadstead/core";
import { k3sCapabilities } from "./capabilities.js";
import type { K3sConfig } from "./config.js";
import { k3sGpuStack } from "./gpu-stack.js";

/** RuntimeClass that k3s makes when it finds the NVIDIA runtime at start. */
export const defaultRuntimeClassName = "nvidia";

/** StorageClass that k3s brings. Its volumes stand on one node's disk. */
export const defaultStorageClass = "local-path";

/** Without a word about stores, they are in the cluster. */
export const defaultStores: StoresConfig = { objectStore: { inCluster: {} }, database: { inCluster: {} } };

/** Resolves a spec that has no problems onto the nodes that the factory names. */
export function layoutK3s(spec: ClusterSpec, config: K3sConfig): ClusterLayout {
  return layoutOwnedNodes(spec, config, {
    capabilities: k3sCapabilities,
    gpuStack: k3sGpuStack(config.gpuStack),
    runtimeClassName: config.runtimeClassName ?? defaultRuntimeClassName,
    notes: [...hostNotes(spec, config), ...storageNotes(config), ...storesNotes(config)],
  });
}

function hostNotes(spec: ClusterSpec, { gpuStack, runtimeClassName }: K3sConfig): readonly Note[] {
  if (!hasGpus(spec)) return [];
  const host: Note = {
    code: "host-driver",
    path: "k3s.pools",
    message:
      "driver and NVIDIA container toolkit are yours; k3s finds the toolkit when it starts, " +
      `and makes the RuntimeClass ${runtimeClassName ?? defaultRuntimeClassName}`,
  };
  if (gpuStack?.devicePlugin !== undefined) return [host];
  return [
    host,
    {
      code: "device-plugin-assumed",
      path: "k3s.gpuStack.devicePlugin",
      message:
        "not stated, so Roadstead installs the device plugin; " +
        'say "user" where GPU Operator or another plugin advertises nvidia.com/gpu already',
    },
  ];
}

function storageNotes({ storageClass }: K3sConfig): readonly Note[] {
  if (storageClass !== undefined && storageClass !== defaultStorageClass) return [];
  return [
    {
      code: "local-storage",
      path: "k3s.storageClass",
      message: "local-path volumes stand on one node's disk and are lost with it",
    },
  ];
}

/** Databases and buckets that workloads ask for, where the disk of one node is all that keeps them. */
function storesNotes({ storageClass, stores }: K3sConfig): readonly Note[] {
  const classes = Object.values({ ...defaultStores, ...stores }).flatMap((place) =>
    "inCluster" in place ? [place.inCluster.storageClass ?? storageClass ?? defaultStorageClass] : [],
  );
  if (!classes.includes(defaultStorageClass)) return [];
  return [
    {
      code: "local-stores",
      path: "k3s.stores",
      message:
        "databases and buckets of workloads, and the dumps in them, are in the cluster and go with that disk; " +
        "name an object store elsewhere to keep them",
    },
  ];
}
