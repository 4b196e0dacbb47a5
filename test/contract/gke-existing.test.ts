import { gke } from "@roadstead/gke";
import { clusterExists } from "./cluster-exists.js";
import { runsNoPod } from "./runs-no-pod.js";
import { frozen } from "./standard-spec.js";
import { targetContract } from "./target-contract.js";

const where = { network: "research", subnetwork: "research-pods" };

targetContract({
  name: "gke",
  golden: "gke-existing",
  make: (pools, { images, cluster = "ai", secret = "Y2E=", stores = false } = {}) =>
    gke(
      frozen({
        project: "my-ml-project",
        location: "us-central1",
        existing: {
          name: `research-${cluster}`,
          endpoint: "203.0.113.7",
          ca: secret,
          clusterId: `research-${cluster}-2026`,
          zones: ["us-central1-a", "us-central1-c"],
          gpuStack: "provider",
        },
        pools: Object.fromEntries(pools.map((pool) => [pool, {}])),
        ...(images === undefined ? {} : { images }),
        ...(stores ? { stores: { database: { cloudSql: { endpoint: where } } } } : {}),
      }),
    ),
  isAccess: ({ type }) => type === "pulumi:providers:kubernetes",
  isFirstNode: ({ type }) => type === "pulumi:providers:kubernetes",
  tags: { owner: "ml-platform", "cost-center": "4711", environment: "dev", project: "recommender" },
  exceptions: [...runsNoPod, clusterExists],
});
