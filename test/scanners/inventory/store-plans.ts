import * as pulumi from "@pulumi/pulumi";
import { AiCluster, type Target } from "@roadstead/cluster";
import type { ClusterSpec } from "@roadstead/core";
import { eks } from "@roadstead/eks";
import { gke } from "@roadstead/gke";
import { type Plan, planProgram } from "@roadstead/plan";
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

/** A component on each cloud with a bucket, a database and an identity, as it is by default. */
export async function storePrograms(): Promise<readonly CloudProgram[]> {
  return [...(await onEks()), ...(await onGke())];
}

/** The plan of a component that asks for every store, as it is by default. */
async function storePlan(target: () => Target<string>): Promise<Plan> {
  const plan = await planProgram(() => {
    const cluster = new AiCluster("ai", { spec, target: target() });
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
  return plan;
}

async function onGke(): Promise<readonly CloudProgram[]> {
  const plan = await storePlan(() =>
    gke({
      project: "my-ml-project",
      location: "us-central1",
      network: { create: { zones: ["us-central1-a", "us-central1-c"] } },
      access: { endpoint: "private", admins: [], deployer: "serviceAccount:ci@example.com" },
    }),
  );
  return ofWorkload(cloudPrograms([{ name: "stores on gke", plan }]));
}

async function onEks(): Promise<readonly CloudProgram[]> {
  const plan = await storePlan(() =>
    eks({
      region,
      network: { create: { zones: [`${region}a`, `${region}b`] } },
      access: { endpoint: "private", admins: [], deployer: "arn:aws:iam::111122223333:role/ci-deployer" },
    }),
  );
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
  return ofWorkload(cloudPrograms([{ name: "stores on eks", plan }], policies));
}

/** The clusters themselves are scanned as programs of their own. */
function ofWorkload(programs: readonly CloudProgram[]): readonly CloudProgram[] {
  return programs.map((program) => ({
    ...program,
    resources: program.resources.filter(({ urn }) => urn.includes("test:index:Workload$")),
  }));
}

const keyArn = `arn:aws:kms:${region}:111122223333:key/1`;
