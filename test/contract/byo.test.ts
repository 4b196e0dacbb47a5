import { byo } from "@roadstead/byo";
import { kubeconfigText, nodesFor } from "./kubeconfig-text.js";
import { ownedNodesExceptions } from "./owned-nodes-exceptions.js";
import { frozen } from "./standard-spec.js";
import { targetContract } from "./target-contract.js";

targetContract({
  name: "byo",
  make: (pools, { images, secret, stores = false } = {}) =>
    byo(
      frozen({
        kubeconfig: kubeconfigText(secret),
        clusterId: "rke2-berlin",
        distribution: "RKE2 1.34",
        gpuStack: { driver: "user", devicePlugin: "roadstead", metrics: "roadstead", mig: "user" },
        runtimeClassName: "nvidia",
        storageClass: "longhorn",
        pools: nodesFor(pools),
        ...(images === undefined ? {} : { images }),
        ...(stores ? { stores: { objectStore: { inCluster: {} }, database: { inCluster: {} } } } : {}),
      }),
    ),
  isAccess: ({ type }) => /^kubernetes:core\/v1:Node(Patch)?$/.test(type),
  isFirstNode: ({ type }) => type === "kubernetes:core/v1:NodePatch",
  exceptions: ownedNodesExceptions,
});
