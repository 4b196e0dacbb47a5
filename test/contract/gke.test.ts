import { gke } from "@roadstead/gke";
import { runsNoPod } from "./runs-no-pod.js";
import { frozen } from "./standard-spec.js";
import { targetContract } from "./target-contract.js";

targetContract({
  name: "gke",
  make: (pools, { images } = {}) =>
    gke(
      frozen({
        project: "my-ml-project",
        location: "us-central1",
        network: { create: { zones: ["us-central1-a", "us-central1-c"] } },
        access: { endpoint: "dns", admins: ["group:ml@example.com"], deployer: "serviceAccount:ci@example.com" },
        pools: Object.fromEntries(pools.map((pool) => [pool, {}])),
        ...(images === undefined ? {} : { images }),
      }),
    ),
  isAccess: ({ type, name }) => type === "gcp:projects/iAMMember:IAMMember" && name.startsWith("ai-admin-"),
  isFirstNode: ({ type, name }) => type === "gcp:container/nodePool:NodePool" && name.startsWith("ai-system-"),
  tags: { owner: "ml-platform", "cost-center": "4711", environment: "dev", project: "recommender" },
  exceptions: runsNoPod,
});
