import { type GraphResource, redactMap } from "@roadstead/core";
import { describe, expect, it } from "vitest";
import { manifestFiles } from "../../../../packages/cli/src/manifests/manifest-files.js";
import { askAsRegistry, machineRoom, planStores } from "./declare-stores.js";

const { plan, stores } = await planStores(askAsRegistry);
const golden = (file: string) => `../../../golden/in-cluster/${file}`;
const named = (name: string, kind: string): GraphResource =>
  stores.find((resource) => resource.name === name && resource.type.endsWith(`:${kind}`)) ??
  expect.fail(`no ${kind} ${name}`);
const waitsFor = (later: GraphResource, earlier: GraphResource) => later.dependencies.includes(earlier.urn);

describe("stores in the cluster", () => {
  it("have the children that a reviewer agreed to", async () => {
    expect(plan.exit).toMatchObject({ reason: "finished", code: 0 });
    const lines = stores.map(({ urn }) => `${urn.replace(/^urn:pulumi:dev::project::/, "")}\n`).sort();
    await expect(lines.join("")).toMatchFileSnapshot(golden("urns.txt"));
  });

  it("are the Kubernetes objects that a reviewer agreed to", async () => {
    const own = new Set(stores.map(({ urn }) => urn));
    const text = manifestFiles({ ...plan, resources: plan.resources.filter(({ urn }) => own.has(urn)) })
      .map((file) => `---\n${file.text}`)
      .join("");
    await expect(text).toMatchFileSnapshot(golden("manifests.yaml"));
  });

  it("belong to the workload that asks, are made by the cluster's provider, and wait for its namespace", () => {
    const namespace = stores.find(({ name }) => name === "models-namespace");
    for (const child of stores.filter(({ type }) => type.startsWith("kubernetes:") && !type.includes("Namespace"))) {
      expect(child.provider, child.name).toContain("::onprem-kubernetes");
      expect(child.dependencies, child.name).toContain(namespace?.urn);
    }
  });

  it("are used only when they are set up: server, then bucket and databases, then accounts one after the other", () => {
    const gateway = named("models-artifacts", "StatefulSet");
    const bucket = named("models-artifacts-bucket", "Job");
    const dump = named("onprem-models-models-database-dump-store-key", "Job");
    const server = named("onprem-models-models-server-store-key", "Job");
    const trainer = named("onprem-training-trainer-store-key", "Job");
    const chain = [gateway, bucket, dump, server, trainer];
    for (const [index, later] of chain.entries()) {
      const earlier = chain[index - 1];
      if (earlier !== undefined) expect(waitsFor(later, earlier), later.name).toBe(true);
    }
    expect(waitsFor(named("models-database-setup", "Job"), named("models-database", "StatefulSet"))).toBe(true);
    expect(waitsFor(named("models-database-dump", "CronJob"), named("models-database-setup", "Job"))).toBe(true);
  });

  it("take the step of an account again whenever one before it is, whose policy lacks the account", () => {
    const secretOf = (account: string) => named(`onprem-${account}-store-key-secret`, "RandomPassword");
    const accounts = ["models-models-database-dump", "models-models-server", "training-trainer"];
    for (const account of accounts) {
      expect(waitsFor(named("onprem-training-trainer-store-key", "Job"), secretOf(account)), account).toBe(true);
    }
    expect(waitsFor(named(`onprem-${accounts[0]}-store-key`, "Job"), secretOf("training-trainer"))).toBe(false);
  });

  it("give each account what it was granted and leave those before it theirs", () => {
    const policyOf = (job: string) => {
      const text = JSON.stringify(redactMap(named(job, "Job").inputs));
      const policy = /"name":"POLICY","value":"((?:[^"\\]|\\.)*)"/.exec(text)?.[1] ?? "";
      return JSON.parse(JSON.parse(`"${policy}"`) as string) as {
        readonly Statement: readonly { Principal: { AWS: string[] }; Action: string[]; Resource: string[] }[];
      };
    };
    const { Statement } = policyOf("onprem-training-trainer-store-key");
    const allowed = Statement.filter(({ Principal }) => Principal.AWS.includes("training.trainer"));
    expect(allowed.flatMap(({ Action }) => Action)).toEqual(["s3:GetObject", "s3:ListBucket"]);
    expect(allowed[0]?.Resource).toEqual([expect.stringMatching(/:models-artifacts\/mlflow\/\*$/)]);
    const accounts = new Set(Statement.flatMap(({ Principal }) => Principal.AWS));
    expect([...accounts]).toEqual(["models.models-database-dump", "models.models-server", "training.trainer"]);
    expect(policyOf("onprem-models-models-server-store-key").Statement).toEqual(
      Statement.filter(({ Principal }) => !Principal.AWS.includes("training.trainer")),
    );
  });

  it("are set up by Jobs that the next `up` makes anew where they failed", () => {
    const jobs = stores.filter(({ type }) => type.endsWith(":Job"));
    expect(jobs).toHaveLength(5);
    for (const { name, inputs } of jobs) {
      const { annotations } = redactMap(inputs)["metadata"] as { readonly annotations?: Record<string, string> };
      expect(annotations, name).toEqual({ "pulumi.com/replaceUnready": "true" });
    }
  });

  it("keep their data, and the password that belongs to it, while the cluster is protected", () => {
    const kept = stores.filter(({ protect }) => protect).map(({ type, name }) => `${type} ${name}`);
    expect(kept.sort()).toEqual([
      "kubernetes:core/v1:PersistentVolumeClaim models-artifacts",
      "kubernetes:core/v1:PersistentVolumeClaim models-database",
      "random:index/randomPassword:RandomPassword models-database-admin-password",
    ]);
    expect(named("models-database", "PersistentVolumeClaim").retainOnDelete).toBe(true);
  });

  it("leave nothing where they are not protected", async () => {
    const open = await planStores((cluster, owner) => {
      cluster.objectStore("a", { namespace: "models", deletionProtection: false }, owner);
    });
    expect(open.stores.filter(({ protect, retainOnDelete }) => protect || retainOnDelete)).toEqual([]);
  });

  it("are on the storage class that the factory says, with the objects as a transform changes them", async () => {
    const { stores: changed } = await planStores(
      askAsRegistry,
      machineRoom({
        stores: { objectStore: { inCluster: { storageClass: "bulk" } }, database: { inCluster: {} } },
        storageClass: "fast",
        transform: {
          inCluster: { statefulSet: (args) => ({ ...args, metadata: { name: "mine" } }) },
        },
      }),
    );
    const classes = changed
      .filter(({ type }) => type.endsWith(":PersistentVolumeClaim"))
      .map(({ name, inputs }) => [name, (redactMap(inputs)["spec"] as { storageClassName: string }).storageClassName]);
    expect(Object.fromEntries(classes)).toEqual({ "models-artifacts": "bulk", "models-database": "fast" });
    for (const set of changed.filter(({ type }) => type.endsWith(":StatefulSet"))) {
      expect(redactMap(set.inputs)).toMatchObject({ metadata: { name: "mine" } });
    }
  });
});
