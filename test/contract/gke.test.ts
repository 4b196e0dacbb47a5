import { gke } from "@roadstead/gke";
import { expect } from "vitest";
import { podsOf } from "./cloud-nodes.js";
import type { ContractException } from "./contract-target.js";
import { frozen } from "./standard-spec.js";
import { targetContract } from "./target-contract.js";

const runsNoPod: Pick<ContractException, "reason" | "instead"> = {
  reason: "GKE brings driver, device plugin and metrics itself, so the library runs no pod of its own there",
  async instead({ standard }) {
    const plan = await standard();
    expect([...podsOf(plan, "DaemonSet"), ...podsOf(plan, "Deployment")]).toEqual([]);
  },
};

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
  exceptions: [
    { test: "pins every image by a tag or digest, never latest", ...runsNoPod },
    { test: "takes every image from the mirror, with the pull secret", ...runsNoPod },
  ],
});
