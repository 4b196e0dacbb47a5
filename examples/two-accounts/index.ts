// Two AWS accounts and two regions in one program: each cluster gets its account's provider and its own credentials.
import { AiCluster } from "@roadstead/cluster";
import type { ClusterSpec } from "@roadstead/core";
import { eks } from "@roadstead/eks";
import { Provider } from "@pulumi/aws/provider.js";

const spec = {
  pools: { serving: { accelerator: { model: "l4", gpusPerNode: 1 }, size: { min: 0, max: 4 } } },
  tags: { owner: "ml-platform", costCenter: "4711", environment: "shared" },
} satisfies ClusterSpec;

const deployers = {
  dev: "arn:aws:iam::111122223333:role/ci-deployer",
  prod: "arn:aws:iam::444455556666:role/ci-deployer",
};

const devAccount = new Provider("dev-account", {
  region: "us-east-1",
  assumeRoles: [{ roleArn: deployers.dev }],
});
const prodAccount = new Provider("prod-account", {
  region: "us-west-2",
  assumeRoles: [{ roleArn: deployers.prod }],
});

const dev = new AiCluster(
  "dev",
  {
    spec: { ...spec, tags: { ...spec.tags, environment: "dev" }, deletionProtection: false },
    target: eks({
      region: "us-east-1",
      network: { create: { zones: ["us-east-1a", "us-east-1b"] } },
      access: { endpoint: { public: ["203.0.113.0/24"] }, admins: [], deployer: deployers.dev },
    }),
  },
  { providers: [devAccount] },
);

const prod = new AiCluster(
  "prod",
  {
    spec: { ...spec, tags: { ...spec.tags, environment: "prod" } },
    target: eks({
      region: "us-west-2",
      network: {
        create: { cidr: "10.8.0.0/16", zones: ["us-west-2a", "us-west-2b", "us-west-2c"], nat: "per-zone" },
      },
      access: {
        endpoint: "private",
        admins: ["arn:aws:iam::444455556666:role/on-call"],
        deployer: deployers.prod,
      },
    }),
  },
  { providers: [prodAccount] },
);

export const kubeconfigs = { dev: dev.kubeconfig, prod: prod.kubeconfig };
