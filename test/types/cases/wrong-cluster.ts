// Clusters that do not compile. A line with a fault has the expected message in the comments above it.
import { AiCluster, withGpu } from "@roadstead/cluster";
import type { ClusterSpec } from "@roadstead/core";
import { eks } from "@roadstead/eks";
import { gke } from "@roadstead/gke";
import { k3s } from "@roadstead/k3s";

declare const kubeconfig: string;
declare const role: string;

const spec = {
  pools: {
    serving: { accelerator: { model: "l4", gpusPerNode: 1 }, size: { min: 0, max: 8 } },
    web: { node: {}, size: { min: 1, max: 3 } },
  },
  tags: { owner: "ml", costCenter: "1", environment: "dev" },
} satisfies ClusterSpec;

const nodes = ["gpu-1"];

export const unknownOverride = new AiCluster("a", {
  spec,
  // @error Type 'Target<"servin">' is not assignable to type 'Target<"serving" | "web">'
  // @error Type '"servin"' is not assignable to type '"serving" | "web"'. Did you mean '"serving"'?
  target: k3s({ kubeconfig, clusterId: "dc1", pools: { servin: { nodes } } }),
});

export const unknownOverrideOnEks = new AiCluster("a", {
  spec,
  // @error Type '"sevring"' is not assignable to type '"serving" | "web"'. Did you mean '"serving"'?
  target: eks({
    region: "us-east-1",
    network: { create: { zones: ["us-east-1a"] } },
    access: { endpoint: "private", admins: [role], deployer: role },
    pools: { sevring: { machineType: "m7i.xlarge" } },
  }),
});

export const unknownOverrideOnGke = new AiCluster("a", {
  spec,
  // @error Type '"sevring"' is not assignable to type '"serving" | "web"'. Did you mean '"serving"'?
  target: gke({
    project: "ml-platform",
    location: "us-central1",
    network: { create: { zones: ["us-central1-a"] } },
    access: { endpoint: "dns", admins: [], deployer: "user:a@example.com" },
    pools: { sevring: { machineType: "n2-standard-4" } },
  }),
});

const cluster = new AiCluster("a", {
  spec,
  target: k3s({ kubeconfig, clusterId: "dc1", pools: { serving: { nodes }, web: { nodes } } }),
});

// @error Argument of type '"servin"' is not assignable to parameter of type '"serving" | "web"'
cluster.gpu("servin");

// @error Argument of type 'string' is not assignable to parameter of type 'GpuBinding'
withGpu({ containers: [{ name: "main" }] }, "serving", 1);

const literal = {
  pools: { serving: { accelerator: { model: "l4", gpusPerNode: 1 }, size: { min: 0, max: 8 } } },
  tags: { owner: "ml", costCenter: "1", environment: "dev" },
};
export const literalWithoutSatisfies = new AiCluster("a", {
  // @error The types of 'pools.serving' are incompatible between these types
  // @error Type '{ accelerator: { model: string;
  spec: literal,
  target: k3s({ kubeconfig, clusterId: "dc1", pools: { serving: { nodes } } }),
});

// @error access
export const withoutAccess = eks({ region: "us-east-1", network: { create: { zones: ["us-east-1a"] } } });

// @error Property 'access' is missing
export const withoutAccessOnGke = gke({
  project: "ml-platform",
  location: "us-central1",
  network: { create: { zones: ["us-central1-a"] } },
});

export const openEndpointAsText = eks({
  region: "us-east-1",
  network: { create: { zones: ["us-east-1a"] } },
  // @error Type '"public"' is not assignable to type
  access: { endpoint: "public", admins: [role], deployer: role },
});
