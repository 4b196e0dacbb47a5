import { k3s } from "@roadstead/k3s";
import { kubeconfigText, nodesFor } from "./kubeconfig-text.js";
import { ownedNodesExceptions } from "./owned-nodes-exceptions.js";
import { frozen } from "./standard-spec.js";
import { targetContract } from "./target-contract.js";

targetContract({
  name: "k3s",
  make: (pools, { images, secret } = {}) =>
    k3s(
      frozen({
        kubeconfig: kubeconfigText(secret),
        clusterId: "dc1",
        pools: nodesFor(pools),
        ...(images === undefined ? {} : { images }),
      }),
    ),
  isAccess: ({ type }) => /^kubernetes:core\/v1:Node(Patch)?$/.test(type),
  isFirstNode: ({ type }) => type === "kubernetes:core/v1:NodePatch",
  exceptions: ownedNodesExceptions,
});
