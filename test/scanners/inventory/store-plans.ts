import * as pulumi from "@pulumi/pulumi";
import { AiCluster } from "@roadstead/cluster";
import type { ClusterSpec } from "@roadstead/core";
import { eks } from "@roadstead/eks";
import { planProgram } from "@roadstead/plan";
import { bucketPolicy } from "../../../packages/eks/src/stores/bucket-policy.js";
import { storeAccessPolicy } from "../../../packages/eks/src/stores/store-access-policy.js";
import { type CloudProgram, cloudPrograms } from "./cloud-programs.js";

const spec: ClusterSpec = {
  pools: { etl: { node: { minVcpu: 8 }, size: { min: 1, max: 1 } } },
  tags: { owner: "ml-platform", costCenter: "4711", environment: "prod" },
};
const region = "us-east-1";

class Workload extends pulumi.ComponentResource {
  constructor(name: string) {
    super("test:index:Workload", name);
  }
}

/** A component on EKS with a bucket, a database and an identity, as it is by default. */
export async function storePrograms(): Promise<readonly CloudProgram[]> {
  const plan = await planProgram(() => {
    const target = eks({
      region,
      network: { create: { zones: [`${region}a`, `${region}b`] } },
      access: { endpoint: "private", admins: [], deployer: "arn:aws:iam::111122223333:role/ci-deployer" },
    });
    const cluster = new AiCluster("ai", { spec, target });
    const owner = { parent: new Workload("models") };
    const dumps = cluster.objectStore("models-artifacts", { namespace: "models" }, owner);
    const grants = [
      { store: dumps, access: "write" },
      { store: dumps, access: "read", prefix: "shared/" },
    ] as const;
    cluster.identity("models", "server", grants, owner);
    cluster.database(
      "models-database",
      { namespace: "models", databases: ["mlflow"], dumps, highAvailability: true },
      owner,
    );
  });
  if (!plan.complete) throw new Error(plan.diagnostics.map(({ message }) => message).join("\n"));
  // A plan cannot tell the policies: they name the bucket and the key.
  const policies = new Map(
    plan.resources.flatMap(({ type, name, urn }) => {
      if (!name.includes("models")) return [];
      const policy =
        type === "aws:s3/bucketPolicy:BucketPolicy"
          ? bucketPolicy("arn:aws:s3:::models")
          : type === "aws:iam/rolePolicy:RolePolicy"
            ? storeAccessPolicy(region, [{ bucket: "models", prefix: "", access: "write" }], keyArn)
            : undefined;
      return policy === undefined ? [] : [[urn, { policy }] as const];
    }),
  );
  return cloudPrograms([{ name: "stores on eks", plan }], policies).map((program) => ({
    ...program,
    resources: program.resources.filter(({ urn }) => urn.includes("test:index:Workload$")),
  }));
}

const keyArn = `arn:aws:kms:${region}:111122223333:key/1`;
