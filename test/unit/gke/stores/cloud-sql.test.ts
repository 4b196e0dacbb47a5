import { type GkeConfig, gke } from "@roadstead/gke";
import { describe, expect, it } from "vitest";
import { child, config, inputs, nameOf } from "../plan-cluster.js";
import { attemptStores, inputsOf, ofWorkload, planStores, spec } from "./plan-stores.js";

const type = "gcp:sql/databaseInstance:DatabaseInstance";
const plan = await planStores();
const settings = (of: typeof plan) => inputsOf(of, type)["settings"] as Record<string, unknown>;

describe("a database server on GKE", () => {
  it("has no public address, and takes TLS only (CKV_GCP_11, CKV_GCP_60)", () => {
    expect(settings(plan)["ipConfiguration"]).toEqual({
      ipv4Enabled: false,
      sslMode: "ENCRYPTED_ONLY",
      pscConfigs: [{ pscEnabled: true, allowedConsumerProjects: ["my-ml-project"] }],
    });
  });

  it("is reached by an address in the cluster's own subnet", () => {
    const address = child(plan, "models-database-address");
    expect(address.propertyDependencies["subnetwork"]?.map(nameOf)).toContain("ai-subnetwork");
    const endpoint = child(plan, "models-database-endpoint");
    expect(endpoint.propertyDependencies["target"]?.map(nameOf)).toEqual(["models-database-instance"]);
    expect(endpoint.propertyDependencies["ipAddress"]?.map(nameOf)).toEqual(["models-database-address"]);
    expect(endpoint.inputs["loadBalancingScheme"]).toBe("");
  });

  it("can go back to any moment, for as many days as was asked (CKV_GCP_14)", async () => {
    const backup = { enabled: true, location: "us-central1", pointInTimeRecoveryEnabled: true };
    expect(settings(plan)["backupConfiguration"]).toMatchObject({
      ...backup,
      transactionLogRetentionDays: 7,
      backupRetentionSettings: { retainedBackups: 7 },
    });
    const month = await planStores({ database: { backupDays: 30 } });
    expect(settings(month)["backupConfiguration"]).toMatchObject({
      ...backup,
      transactionLogRetentionDays: 7,
      backupRetentionSettings: { retainedBackups: 30 },
    });
    const plus: GkeConfig = { ...config, stores: { database: { cloudSql: { edition: "ENTERPRISE_PLUS" } } } };
    expect(settings(await planStores({ own: plus, database: { backupDays: 30 } }))).toMatchObject({
      tier: "db-perf-optimized-N-2",
      backupConfiguration: { transactionLogRetentionDays: 30 },
    });
  });

  it("is small and in one zone, unless somebody says otherwise", async () => {
    expect(settings(plan)).toMatchObject({
      edition: "ENTERPRISE",
      tier: "db-custom-1-3840",
      availabilityType: "ZONAL",
      diskSize: 20,
    });
    const large: GkeConfig = { ...config, stores: { database: { cloudSql: { tier: "db-custom-4-16384" } } } };
    const wanted = await planStores({ own: large, database: { highAvailability: true, sizeGib: 100 } });
    expect(settings(wanted)).toMatchObject({
      tier: "db-custom-4-16384",
      availabilityType: "REGIONAL",
      diskSize: 100,
    });
  });

  it("grows by itself, and is not made anew for that", () => {
    expect(settings(plan)["diskAutoresize"]).toBe(true);
    expect(child(plan, "models-database-instance").ignoreChanges).toEqual(["settings.diskSize"]);
  });

  it("logs connections, waits and temporary files, and no statements (CKV_GCP_51 to CKV_GCP_57, CKV_GCP_109, CKV_GCP_110)", async () => {
    const flags = settings(plan)["databaseFlags"] as { name: string; value: string }[];
    const logged = ["log_checkpoints", "log_connections", "log_disconnections", "log_lock_waits"];
    for (const name of logged) expect(flags).toContainEqual({ name, value: "on" });
    expect(flags).toContainEqual({ name: "log_temp_files", value: "0" });
    expect(flags).toContainEqual({ name: "log_min_duration_statement", value: "-1" });
    expect(flags.map(({ name }) => name)).not.toContain("log_statement");
    const own: GkeConfig = {
      ...config,
      stores: { database: { cloudSql: { flags: { max_connections: "200", log_temp_files: "1024" } } } },
    };
    const changed = settings(await planStores({ own }))["databaseFlags"];
    expect(changed).toContainEqual({ name: "max_connections", value: "200" });
    expect(changed).toContainEqual({ name: "log_temp_files", value: "1024" });
  });

  it("has an administrator whose password stands in Secret Manager too, in the cluster's region", () => {
    expect(inputs(plan, "models-database-admin")).toMatchObject({ name: "roadstead", deletionPolicy: "ABANDON" });
    expect(inputs(plan, "models-database-admin-secret")["replication"]).toEqual({
      userManaged: { replicas: [{ location: "us-central1" }] },
    });
    const password = ["models-database-instance-admin-password"];
    const version = child(plan, "models-database-admin-secret-version");
    expect(version.propertyDependencies["secretData"]?.map(nameOf)).toEqual(password);
    expect(child(plan, "models-database-admin").propertyDependencies["password"]?.map(nameOf)).toEqual(password);
  });

  it("is there, with its address and its administrator, before databases are made in it", () => {
    const setup = plan.resources.find(({ type: it }) => it === "kubernetes:batch/v1:Job") ?? expect.fail("no Job");
    expect(setup.dependencies.map(nameOf)).toEqual(
      expect.arrayContaining(["models-database-instance", "models-database-endpoint", "models-database-admin"]),
    );
  });
});

describe("a database server for a GKE cluster that exists", () => {
  const existing: GkeConfig = {
    project: "my-ml-project",
    location: "us-central1",
    existing: {
      name: "research",
      endpoint: "gke-1a2b3c.us-central1.gke.goog",
      clusterId: "research-2026",
      zones: ["us-central1-a"],
      gpuStack: "provider",
    },
  };
  const endpoint = { network: "research", subnetwork: "research-nodes" };

  it("has its address where the factory says", async () => {
    const own = { ...existing, stores: { database: { cloudSql: { endpoint } } } };
    const made = await planStores({ own });
    expect(inputs(made, "models-database-address")["subnetwork"]).toBe("research-nodes");
    expect(inputs(made, "models-database-endpoint")["network"]).toBe("research");
  });

  it("is a Problem where nobody says it, before there is a server", async () => {
    const { plan: refused, errors } = await attemptStores({ own: existing });
    expect(errors).toContain("gke.stores.database: must name a subnet for the address of a database");
    expect(ofWorkload(refused).filter((resource) => resource.type === type)).toEqual([]);
  });

  it("is nobody's problem where databases are elsewhere", async () => {
    const { errors } = await attemptStores({ own: { ...existing, stores: { database: { inCluster: {} } } } });
    expect(errors).toBe("");
  });
});

describe("what the factory says of Cloud SQL", () => {
  const problems = (cloudSql: object) =>
    gke({ ...config, stores: { database: { cloudSql } } })
      .validate(spec)
      .map(({ path, hint }) => `${path.replace("gke.stores.database.cloudSql.", "")}: ${hint ?? ""}`);

  it.each([
    ["db-custom-3-8192", "db-custom-4-8192"],
    ["db-custom-1-2048", "db-custom-1-3840"],
    ["db-custom-2-8000", "db-custom-2-8192"],
    ["db-custom-1-16384", "db-custom-1-6656"],
    ["db-custom-32-8192", "db-custom-32-29696"],
  ])("has no machine type %s, and the nearest is %s", (tier, near) => {
    expect(problems({ tier })).toEqual([`tier: did you mean "${near}"?`]);
    expect(problems({ tier: near })).toEqual([]);
  });

  it("has a machine type of the edition", () => {
    expect(problems({ tier: "db-perf-optimized-N-4" })).toEqual(['tier: write edition: "ENTERPRISE_PLUS"']);
    expect(problems({ tier: "db-perf-optimized-N-4", edition: "ENTERPRISE_PLUS" })).toEqual([]);
    expect(problems({ tier: "db-custom-2-8192", edition: "ENTERPRISE_PLUS" })).toHaveLength(1);
    expect(problems({ tier: "n1-standard-1" })).toHaveLength(1);
    expect(problems({ tier: "db-g1-small" })).toEqual([]);
  });

  it("writes no password into the log", () => {
    expect(problems({ flags: { log_statement: "ddl" } })).toEqual([expect.stringContaining("flags.log_statement")]);
    expect(problems({ flags: { log_statement: "none" } })).toEqual([]);
  });

  it("has no disk that Cloud SQL does not make", async () => {
    const { errors } = await attemptStores({ database: { sizeGib: 9 } });
    expect(errors).toContain("database.sizeGib: is no size that Cloud SQL has");
  });
});
