import type { StoreRequest } from "@roadstead/cluster";
import type { Problem } from "@roadstead/core";
import type { EksConfig } from "@roadstead/eks";
import { identityProblems, storeProblems } from "../../packages/eks/src/stores/store-problems.js";
import { eksCase, onEks, onExisting, role, subnets } from "./eks-config.js";
import type { RuleCase } from "./rule-case.js";

const where = { vpcId: "vpc-0123456789abcdef0", nodeSecurityGroupId: "sg-0123456789abcdef0" };

/** Problems of a request on a cluster that exists, where this differs. */
const onRequest = (request: StoreRequest, existing: object = where, network: object = { subnets, egress: "nat" }) => {
  const config = { region: "us-east-1", existing: { podIdentityAgent: true, ...existing }, network };
  return storeProblems({ ...config, access: { deployer: role("deployer") } } as EksConfig<string>, request);
};
const database = { databases: ["mlflow"] };
const onDatabase = (existing: object): readonly Problem[] => onRequest({ database }, existing);

export const cases: readonly RuleCase[] = [
  eksCase(
    (rds: object) => onEks({ stores: { database: { rds } } }),
    ["eks/database-class", "a machine of EC2 in the place of a class"],
    [{ instanceClass: "m8g.large" }, { instanceClass: "db.m8g.large" }],
    'eks.stores.database.rds.instanceClass: is no class of RDS, got "m8g.large"; did you mean "db.m8g.large"?',
  ),
  eksCase(
    (rds: object) => onEks({ stores: { database: { rds } } }),
    ["eks/database-class", "a size in the place of a class"],
    [{ instanceClass: "large" }, {}],
    'eks.stores.database.rds.instanceClass: is no class of RDS, got "large"; write one such as "db.m8g.large"',
  ),
  eksCase(
    (rds: object) => onEks({ stores: { database: { rds } } }),
    ["eks/unknown-key", "a misspelt class"],
    [{ instanceclass: "db.m8g.large" }, { instanceClass: "db.m8g.large" }],
    "eks.stores.database.rds.instanceclass: is not a key here; allowed: instanceClass; " +
      'did you mean "instanceClass"?',
  ),
  eksCase(
    (stores: object) => onEks({ stores }),
    ["eks/required", "a word in the place of a database"],
    [{ database: "rds" }, { database: { rds: {} } }],
    'eks.stores.database: is not of the type that is wanted, got "rds"',
  ),
  eksCase(
    (account: string) => onEks({ iam: { workloadRoles: { [account]: role("models") } } }),
    ["eks/workload-role", "a role of a service account in no namespace"],
    ["mlflow", "models/mlflow"],
    "eks.iam.workloadRoles.mlflow: is not a namespace and a service account with a slash between them; " +
      'write them as in "models/mlflow"',
  ),
  eksCase(
    (arn: string) => onEks({ iam: { workloadRoles: { "models/mlflow": arn } } }),
    ["eks/role-arn", "the name of a workload's role"],
    ["models", role("models")],
    'eks.iam.workloadRoles.models/mlflow: must be the ARN of an IAM role, got "models"; ' +
      'one is such as "arn:aws:iam::111122223333:role/deployer"',
  ),
  eksCase(
    (change: object) => onExisting(change),
    ["eks/database-network", "the name of a VPC"],
    [{ vpcId: "research" }, { vpcId: where.vpcId }],
    'eks.existing.vpcId: must be the id of a VPC, got "research"; one is such as "vpc-0123456789abcdef0"',
  ),
  eksCase(
    onDatabase,
    ["eks/database-network", "a database on a cluster that exists in an unknown network"],
    [{ nodeSecurityGroupId: where.nodeSecurityGroupId }, where],
    "eks.existing.vpcId: must be given for a database of RDS to be reached from the cluster; " +
      "give it, or name another place in eks.stores.database",
  ),
  eksCase(
    (network: object) => onRequest({ database }, where, network),
    ["eks/database-zones", "a database in one zone"],
    [
      { subnets: subnets.slice(0, 1), egress: "nat" },
      { subnets, egress: "nat" },
    ],
    "eks.network.subnets: must have private subnets in two zones for a database of RDS, got us-east-1a; " +
      "add a subnet in another zone, or name another place in eks.stores.database",
  ),
  eksCase(
    (sizeGib: number) => onRequest({ database: { ...database, sizeGib } }),
    ["eks/database-size", "a volume that gp3 does not have"],
    [10, 20],
    "database.sizeGib: is no size that RDS has, got 10; allowed: 20 to 65536 GiB",
  ),
  eksCase(
    (existing: object) => onRequest({ objectStore: {} }, existing),
    ["eks/existing-pod-identity", "a bucket without the agent that hands out its rights"],
    [{ podIdentityAgent: false }, { podIdentityAgent: true }],
    "eks.existing.podIdentityAgent: must be true for pods to sign in to their bucket, got false; " +
      "install the add-on eks-pod-identity-agent, or name another store in eks.stores.objectStore",
  ),
  eksCase(
    (account: string) => identityProblems(account, new Set(["models/mlflow"])),
    ["eks/identity-duplicate", "a second role for one service account"],
    ["models/mlflow", "models/feast"],
    "identity.models/mlflow: has an identity already, and EKS gives a service account one role; " +
      "name all grants in one call, or use another service account",
  ),
];
