import { eks } from "@roadstead/eks";
import { clusterExists } from "./cluster-exists.js";
import { frozen } from "./standard-spec.js";
import { targetContract } from "./target-contract.js";

targetContract({
  name: "eks",
  golden: "eks-existing",
  make: (pools, { images, cluster = "ai", secret = "Y2E=" } = {}) =>
    eks(
      frozen({
        region: "us-east-1",
        existing: {
          name: `research-${cluster}`,
          endpoint: "https://research.example.com",
          ca: secret,
          oidcIssuer: `https://oidc.example.com/research-${cluster}`,
          kubernetesVersion: "1.35",
          gpuStack: { devicePlugin: "roadstead", metrics: "roadstead" },
          vpcCniRole: "node",
          podIdentityAgent: true,
          storageClass: "gp3",
          vpcId: "vpc-0123456789abcdef0",
          nodeSecurityGroupId: "sg-0123456789abcdef0",
        },
        network: {
          subnets: [
            { id: "subnet-0123456789abcdef0", zone: "us-east-1a" },
            { id: "subnet-0123456789abcdef1", zone: "us-east-1b" },
          ],
          egress: "nat",
        },
        access: { deployer: "arn:aws:iam::111122223333:role/deployer" },
        autoscaler: "cluster-autoscaler",
        pools: Object.fromEntries(pools.map((pool) => [pool, {}])),
        ...(images === undefined ? {} : { images }),
      }),
    ),
  isAccess: ({ type }) => type === "pulumi:providers:kubernetes",
  isFirstNode: ({ type }) => type === "pulumi:providers:kubernetes",
  tags: { owner: "ml-platform", costCenter: "4711", environment: "dev", project: "recommender" },
  exceptions: [clusterExists],
});
