import { gke } from "@roadstead/gke";
import { describe, expect, it } from "vitest";
import { child, config, nameOf } from "../plan-cluster.js";
import { ofWorkload, planStores, spec } from "./plan-stores.js";

const plan = await planStores();

describe("the stores of a component on GKE", () => {
  it("have names that are public API", () => {
    const lines = ofWorkload(plan).map(({ type, name }) => `${type.slice(type.lastIndexOf(":") + 1)} ${name}`);
    expect(lines.sort()).toEqual([
      "Account ai-models-mlflow",
      "Address models-database-address",
      "Bucket models-artifacts-bucket",
      "BucketIAMMember ai-models-mlflow-models-artifacts-write",
      "DatabaseInstance models-database-instance",
      "ForwardingRule models-database-endpoint",
      "IAMMember ai-models-mlflow-use",
      "RandomId models-database-instance-suffix",
      "RandomPassword models-database-instance-admin-password",
      "RandomPassword models-database-mlflow-password",
      "Secret models-database-admin-secret",
      "SecretVersion models-database-admin-secret-version",
      "User models-database-admin",
    ]);
  });

  it("are not made until somebody asks", () => {
    const cluster = plan.resources.filter(({ parent }) => parent === child(plan, "ai").urn).map(({ type }) => type);
    expect(cluster.filter((type) => /storage|sql|secretmanager|servicenetworking|forwardingRule/.test(type))).toEqual(
      [],
    );
  });

  it("never include a key of a service account or of Cloud Storage", () => {
    expect(plan.resources.filter(({ type }) => /serviceaccount\/key|hmacKey/i.test(type))).toEqual([]);
  });

  it("all say their project, but for those that another one's id names", () => {
    const byParent = /IAMMember$|SecretVersion$/;
    for (const { type, name, inputs } of ofWorkload(plan)) {
      if (type.startsWith("gcp:") && !byParent.test(type)) expect(inputs["project"], name).toBe("my-ml-project");
    }
  });

  it("are made with the provider of the cluster, though they belong to the component", async () => {
    const other = await planStores({ ownProvider: true });
    const providers = ofWorkload(other).filter(({ type }) => type.startsWith("gcp:"));
    expect(new Set(providers.map(({ provider }) => nameOf(provider ?? "")))).toEqual(new Set(["other"]));
  });

  it("carry the tags of spec and factory, as far as they take any", () => {
    const labels = { owner: "ml-platform", "cost-center": "4711", environment: "dev" };
    const of = (type: string) => ofWorkload(plan).find((resource) => resource.type.endsWith(`:${type}`))?.inputs;
    for (const type of ["Bucket", "Secret", "Address", "ForwardingRule"]) {
      expect(of(type)?.["labels"], type).toMatchObject(labels);
    }
    expect(of("DatabaseInstance")?.["settings"]).toMatchObject({ userLabels: labels });
  });

  it("have a transform for every child on Google Cloud", async () => {
    const seen = new Set<string>();
    const note = <Args>(args: Args, { name }: { readonly name: string }): Args => {
      seen.add(name);
      return args;
    };
    const transform = {
      bucket: note,
      bucketGrant: note,
      databaseAddress: note,
      databaseAdmin: note,
      databaseEndpoint: note,
      databaseInstance: note,
      databaseSecret: note,
      databaseSecretVersion: note,
      workloadAccount: note,
      workloadAccountUse: note,
    };
    const changed = await planStores({ own: { ...config, transform } });
    const children = ofWorkload(changed).filter(({ type }) => type.startsWith("gcp:"));
    expect(children.map(({ name }) => name).filter((name) => !seen.has(name))).toEqual([]);
  });
});

describe("the protection of stores", () => {
  const data = [
    "models-artifacts-bucket",
    "models-database-admin-secret",
    "models-database-admin-secret-version",
    "models-database-instance",
    "models-database-instance-admin-password",
    "models-database-instance-suffix",
  ];
  const kept = (of: typeof plan) =>
    ofWorkload(of)
      .filter(({ protect, retainOnDelete }) => protect && retainOnDelete)
      .map(({ name }) => name)
      .filter((name) => name !== "models-database-mlflow-password");

  it("holds what has data, by Pulumi, by the provider and by Google", () => {
    expect(kept(plan).sort()).toEqual(data);
    expect(child(plan, "models-artifacts-bucket").inputs["forceDestroy"]).toBe(false);
    expect(child(plan, "models-database-instance").inputs).toMatchObject({
      deletionProtection: true,
      settings: { deletionProtectionEnabled: true, finalBackupConfig: { enabled: true } },
    });
    expect(child(plan, "models-database-admin-secret").inputs["deletionProtection"]).toBe(true);
  });

  it.each([
    ["of the cluster", { of: { ...spec, deletionProtection: false } }],
    ["of the store", { objectStore: { deletionProtection: false }, database: { deletionProtection: false } }],
  ])("is off as a whole with the one %s, and then nothing is left", async (_, options) => {
    const open = await planStores(options);
    expect(kept(open)).toEqual([]);
    expect(child(open, "models-artifacts-bucket").inputs).toMatchObject({
      forceDestroy: true,
      softDeletePolicy: { retentionDurationSeconds: 0 },
    });
    expect(child(open, "models-database-instance").inputs).toMatchObject({
      deletionProtection: false,
      settings: { deletionProtectionEnabled: false, finalBackupConfig: { enabled: false } },
    });
    expect(child(open, "models-database-admin-secret").inputs["deletionProtection"]).toBe(false);
  });
});

describe("the plan's notes on stores", () => {
  const apis = (stores: object) =>
    gke({ ...config, stores })
      .layout(spec)
      .notes.filter(({ code, path }) => code === "needs-api" && path === "gke.stores")
      .map(({ message }) => message.slice(message.indexOf(":") + 2));

  it("tell the APIs that workloads need, where the stores are Google's", () => {
    expect(apis({})).toEqual([
      ["compute", "iamcredentials", "secretmanager", "sqladmin", "storage"]
        .map((api) => `${api}.googleapis.com`)
        .join(", "),
    ]);
    expect(apis({ database: { inCluster: {} } })).toEqual(["iamcredentials.googleapis.com, storage.googleapis.com"]);
    expect(apis({ objectStore: { inCluster: {} }, database: { inCluster: {} } })).toEqual([]);
  });
});
