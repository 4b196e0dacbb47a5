import { afterAll, expect, it } from "vitest";
import { benchSuite } from "../../bench/bench-suite.js";
import { gcpCloud } from "../../bench/providers/gcp/index.js";
import type { Value } from "../../bench/providers/test-provider.js";
import { caller, changed, Project, projectId, region, type Right, right, types } from "./gcp-requests.js";

type Change = Readonly<Record<string, Value>>;

const condition = (expression: string) => ({ condition: { title: "below", expression } });
const flag = (name: string, value: string) => ({ "settings.databaseFlags": [{ name, value }] });
const rule = (type: string, conditions: Change) => ({ lifecycleRules: [{ action: { type }, condition: conditions }] });
const backup = (name: string) => `settings.backupConfiguration.${name}`;
const access = "settings.ipConfiguration";

/** What is changed, what Google says of it, and a near change that it takes. */
const refusals: readonly (readonly [kind: Right, wrong: Change, says: string, near: Change])[] = [
  ["bucket", { name: "Bench" }, "lower-case", { name: "bench" }],
  ["bucket", { name: "b".repeat(64) }, "3 to 63", { name: "b".repeat(63) }],
  ["bucket", { name: "my-google-models" }, "google", { name: "my-models" }],
  ["bucket", { name: "goog-models" }, "google", { name: "good-models" }],
  ["bucket", { name: "models.example.com" }, "domain", { name: "models-example-com" }],
  ["bucket", { location: "nowhere" }, "region", { location: "EU" }],
  ["bucket", { publicAccessPrevention: "on" }, "enforced", { publicAccessPrevention: "inherited" }],
  [
    "bucket",
    { "softDeletePolicy.retentionDurationSeconds": 3600 },
    "7 to 90",
    { "softDeletePolicy.retentionDurationSeconds": 0 },
  ],
  ["bucket", rule("Remove", { age: 1 }), "one of Delete", rule("Delete", { age: 1 })],
  ["bucket", rule("Delete", {}), "needs a condition", rule("Delete", { numNewerVersions: 3 })],
  [
    "bucket",
    rule("AbortIncompleteMultipartUpload", { daysSinceNoncurrentTime: 7 }),
    "cannot depend",
    rule("AbortIncompleteMultipartUpload", { age: 7 }),
  ],
  ["bucket", { "versioning.status": true }, "no field", { "versioning.enabled": true }],
  ["bucketMember", { role: "roles/container.admin" }, "on a bucket", { role: "roles/storage.objectUser" }],
  ["bucketMember", condition("x".repeat(1001)), "longer than", condition("x".repeat(1000))],
  ["database", { "settings.tier": "db-custom-3-8192" }, "even number", { "settings.tier": "db-custom-4-8192" }],
  ["database", { "settings.tier": "db-custom-1-3000" }, "0.9 to 6.5", { "settings.tier": "db-custom-1-3840" }],
  ["database", { "settings.edition": "ENTERPRISE_PLUS" }, "Invalid Tier", { "settings.tier": "db-g1-small" }],
  ["database", { "settings.edition": "PLUS" }, "one of", { "settings.edition": "ENTERPRISE" }],
  ["database", { "settings.diskSize": 5 }, "10 to 65536", { "settings.diskSize": 10 }],
  ["database", { [`${access}.sslMode`]: "REQUIRED" }, "one of", { [`${access}.sslMode`]: "ENCRYPTED_ONLY" }],
  ["database", { [`${access}.pscConfigs`]: [] }, "Private Service Connect", { [`${access}.ipv4Enabled`]: true }],
  ["database", { [`${access}.privateNetwork`]: "bench" }, "private services access", {}],
  ["database", { [backup("enabled")]: false }, "needs backups", { [backup("startTime")]: "02:00" }],
  ["database", { [backup("startTime")]: "2:00" }, "time of day", { [backup("startTime")]: "02:00" }],
  [
    "database",
    { [backup("transactionLogRetentionDays")]: 8 },
    "1 to 7",
    { [backup("transactionLogRetentionDays")]: 6 },
  ],
  [
    "database",
    { [backup("backupRetentionSettings")]: { retainedBackups: 3 } },
    "longer than backups",
    { [backup("backupRetentionSettings")]: { retainedBackups: 14 } },
  ],
  [
    "database",
    { "settings.availabilityType": "REGIONAL", [backup("pointInTimeRecoveryEnabled")]: false },
    "point-in-time",
    { "settings.availabilityType": "REGIONAL" },
  ],
  ["database", flag("log_everything", "on"), "not one of", flag("log_lock_waits", "on")],
  ["database", flag("log_temp_files", "yes"), "cannot be", flag("log_temp_files", "0")],
  ["database", { name: "b".repeat(90) }, "98", { name: "b".repeat(80) }],
  ["databaseUser", { name: "postgres" }, "is there", { name: "postgres-2" }],
  ["secret", { secretId: "a/b" }, "letters, digits", { secretId: "a_b" }],
  ["secret", { "replication.auto": {} }, "either", { replication: { auto: {} } }],
  ["address", { addressType: "EXTERNAL" }, "of a subnetwork", {}],
];

benchSuite("the emulator of Google Cloud refuses stores by itself", () => {
  const provider = gcpCloud({ project: projectId, caller }).provider();
  const failures = async (kind: Right, change: Change) => {
    const urn = `urn:pulumi:s::p::${types[kind]}::it`;
    const news = changed(right[kind], change);
    const result = await provider.check({ urn, type: types[kind], olds: {}, news, randomSeed: Buffer.alloc(32) });
    return (result.failures ?? []).map(({ property, reason }) => `${property}: ${reason}`).join("\n");
  };

  it.each(refusals)("%s with %j, but not near it", async (kind, wrong, says, near) => {
    expect(await failures(kind, wrong)).toContain(says);
    expect(await failures(kind, near)).toBe("");
  });
});

benchSuite("the emulator of Google Cloud refuses stores by what the project has", () => {
  const cloud = gcpCloud({ project: projectId, caller });
  const project = new Project(cloud);
  const { create, remove, replaced } = project;
  afterAll(() => cloud.close());

  it("a bucket of a name that somebody has, and grants on what is not there", async () => {
    await expect(create("bucketMember", {})).rejects.toThrow("does not exist");
    await create("account", {});
    await expect(create("bucketMember", {})).rejects.toThrow("bench-models was not found");
    await create("bucket", {});
    await expect(create("bucket", {})).rejects.toThrow("409");
    expect(await replaced("bucket", { location: "US" })).toEqual(["location"]);
    expect(await replaced("bucket", { labels: { team: "ml" } })).toEqual([]);
  });

  it("a condition where objects may have rights of their own", async () => {
    await create("bucket", { name: "bench-open", uniformBucketLevelAccess: false });
    const grant = condition('resource.name.startsWith("projects/_/buckets/b/objects/a/")');
    await expect(create("bucketMember", { bucket: "bench-open", ...grant })).rejects.toThrow("uniform");
    await create("bucketMember", {});
    await create("bucketMember", grant);
    await expect(project.update("bucket", { uniformBucketLevelAccess: false })).rejects.toThrow("uniform access");
  });

  it("a Kubernetes account of a project without a pool of identities", async () => {
    const use = {
      serviceAccountId: project.idOf("account"),
      role: "roles/iam.workloadIdentityUser",
      member: `serviceAccount:${projectId}.svc.id.goog[models/server]`,
    };
    await expect(create("accountMember", use)).rejects.toThrow("Identity Pool does not exist");
  });

  it("a user of no server, and a server's name a second time", async () => {
    await expect(create("databaseUser", {})).rejects.toThrow("was not found");
    await create("database", {});
    await create("databaseUser", {});
    await expect(project.update("database", { "settings.diskSize": 15 })).rejects.toThrow("smaller");
    await create("databaseUser", { name: "owner", deletionPolicy: "DELETE" });
  });

  it("an endpoint without its address, for a stranger, or elsewhere", async () => {
    const { outputs } = await create("database", { name: "second" });
    const target = { target: outputs["pscServiceAttachmentLink"] ?? "" };
    await expect(create("address", {})).rejects.toThrow("subnetworks/bench was not found");
    await create("network", {});
    await create("subnetwork", {});
    await expect(create("endpoint", target)).rejects.toThrow("addresses/bench was not found");
    const { outputs: address } = await create("address", {});
    expect(address["address"]).toMatch(/^10\.0\.15\./);
    await expect(create("endpoint", { target: "projects/t/serviceAttachments/none" })).rejects.toThrow("attachment");
    await expect(create("endpoint", { ...target, network: "other" })).rejects.toThrow("not in the network");
    await expect(create("endpoint", { ...target, loadBalancingScheme: "EXTERNAL" })).rejects.toThrow('scheme ""');
    await expect(create("endpoint", { ...target, project: "other-project" })).rejects.toThrow("for ever");
    await create("endpoint", target);
    await expect(remove("address")).rejects.toThrow("already being used");
    await expect(remove("subnetwork")).rejects.toThrow("already being used");
  });

  it("a version of no secret, and the end of a protected one", async () => {
    await expect(create("secretVersion", {})).rejects.toThrow("was not found");
    await create("secret", {});
    await create("secretVersion", {});
    await project.update("secret", { deletionProtection: true });
    await expect(remove("secret")).rejects.toThrow("deletion_protection");
    await project.update("secret", {});
    await remove("secret");
    expect(cloud.existing().filter((line) => line.startsWith("secretmanager"))).toEqual([]);
  });

  it("the end of a protected server, and its name within a week", async () => {
    await project.update("database", { "settings.deletionProtectionEnabled": true });
    await expect(remove("database")).rejects.toThrow("deletion_protection");
    await project.update("database", {});
    await remove("databaseUser");
    expect(cloud.existing()).toContain(`sql/user projects/${projectId}/instances/bench/users/admin`);
    await remove("database");
    expect(cloud.existing().filter((line) => line.includes("/instances/bench/"))).toEqual([]);
    await expect(create("database", {})).rejects.toThrow("a week");
    await create("database", { name: "bench-2", region });
  });
});
