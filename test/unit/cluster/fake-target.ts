import { Namespace } from "@pulumi/kubernetes/core/v1/namespace.js";
import * as k8s from "@pulumi/kubernetes/provider.js";
import * as pulumi from "@pulumi/pulumi";
import type { GpuSoftwareTransforms, Target } from "@roadstead/cluster";
import type { Capabilities, ClusterLayout, Problem } from "@roadstead/core";

const capabilities: Capabilities = {
  target: "fake",
  machineTypes: "owned",
  capacityKinds: {
    "on-demand": "yes",
    spot: "never",
    reserved: "never",
    "capacity-block": "never",
    "flex-start": "never",
  },
  sharing: { exclusive: "yes", "time-slicing": "yes", mps: "not-yet", mig: "yes" },
  systemPool: false,
  interconnect: "never",
};

/** A target that makes a provider and two resources in the place of access and a pool. */
export function fakeTarget(
  layout: ClusterLayout,
  options: { problems?: readonly Problem[]; transforms?: GpuSoftwareTransforms } = {},
): Target<never> {
  return {
    name: "fake",
    capabilities,
    overrides: [],
    validate: () => options.problems ?? [],
    layout: () => layout,
    provision: (_, cluster) => {
      const opts = { parent: cluster.parent };
      const kubeconfig = pulumi.output("kubeconfig-canary");
      const provider = new k8s.Provider(`${cluster.name}-kubernetes`, { kubeconfig }, opts);
      const access = new Namespace(`${cluster.name}-access`, {}, { ...opts, provider });
      const pool = new Namespace(`${cluster.name}-pool-a`, {}, { ...opts, provider });
      return {
        provider,
        kubeconfig,
        storageClass: "fast",
        ready: [access],
        resources: [access, pool],
        ...(options.transforms === undefined ? {} : { gpuSoftware: options.transforms }),
      };
    },
  };
}
