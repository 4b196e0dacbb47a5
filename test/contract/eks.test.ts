import { eks } from "@roadstead/eks";
import { frozen } from "./standard-spec.js";
import { targetContract } from "./target-contract.js";

targetContract({
  name: "eks",
  make: (pools, { images } = {}) =>
    eks(
      frozen({
        region: "us-east-1",
        network: { create: { zones: ["us-east-1a", "us-east-1b"] } },
        access: {
          endpoint: { public: ["203.0.113.0/24"] },
          admins: ["arn:aws:iam::111122223333:role/admin"],
          deployer: "arn:aws:iam::111122223333:role/deployer",
        },
        pools: Object.fromEntries(pools.map((pool) => [pool, {}])),
        ...(images === undefined ? {} : { images }),
      }),
    ),
  isAccess: ({ type }) => /^aws:eks\/access(Entry|PolicyAssociation):/.test(type),
  isFirstNode: ({ type, name }) => type === "aws:eks/nodeGroup:NodeGroup" && name.startsWith("ai-system-"),
  tags: { owner: "ml-platform", costCenter: "4711", environment: "dev", project: "recommender" },
  exceptions: [],
});
