import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { benchSuite } from "../bench/bench-suite.js";
import { adminClient } from "../bench/control-plane/index.js";
import type { Stack, UpdateResult } from "../bench/engine/index.js";
import { openWorld, type World } from "./world.js";

const projectDir = fileURLToPath(new URL("programs/gke-stores", import.meta.url));
const types = {
  bucketMember: "gcp:storage/bucketIAMMember:BucketIAMMember",
  cluster: "gcp:container/cluster:Cluster",
  instance: "gcp:sql/databaseInstance:DatabaseInstance",
  password: "random:index/randomPassword:RandomPassword",
  use: "gcp:serviceaccount/iAMMember:IAMMember",
} as const;
const well = { exitCode: 0, diagnostics: [] };
const allSame = { same: expect.any(Number) as number };

// The tests follow each other: one cluster's life.
benchSuite("the stores of a component on GKE", () => {
  let world: World;
  let stack: Stack;

  beforeAll(async () => {
    const caller = "serviceAccount:ci@example.com";
    // Whoever makes pools for a cluster that exists may give accounts to nodes.
    const grants = [{ role: "roles/iam.serviceAccountUser", member: caller }];
    world = await openWorld({ gcp: { caller, grants }, live: true });
    stack = await world.openStack({ projectDir, stack: "dev" });
    stack.configure({ name: "ai", workload: "models", deletionProtection: "false" });
  });
  afterAll(() => world.close());

  const outcome = ({ exitCode, diagnostics }: UpdateResult) => ({ exitCode, diagnostics });
  const made = (type: string) => world.gcp.calls.filter((call) => call.type === type && call.error === undefined);
  const stores = () => world.gcp.existing().filter((line) => /^(sql|storage|secretmanager|compute\/(a|f))/.test(line));

  it("are taken by Google, with the databases that are made in them", async () => {
    expect(outcome(await stack.up())).toEqual(well);
    expect(stores().map((line) => line.replace(/-[0-9a-f]{8}\b/, "-<suffix>"))).toEqual([
      "compute/address projects/my-ml-project/regions/us-central1/addresses/ai-dev-models-database-<suffix>",
      "compute/forwardingRule projects/my-ml-project/regions/us-central1/forwardingRules/ai-dev-models-database-<suffix>",
      "secretmanager/secret projects/my-ml-project/secrets/ai-dev-models-database-<suffix>-admin",
      "secretmanager/secretVersion projects/my-ml-project/secrets/ai-dev-models-database-<suffix>-admin/versions/1",
      "sql/instance projects/my-ml-project/instances/ai-dev-models-database-<suffix>",
      "sql/user projects/my-ml-project/instances/ai-dev-models-database-<suffix>/users/roadstead",
      "storage/bucket my-ml-project-ai-dev-models-artifacts",
      expect.stringMatching(/^storage\/bucket\/iamMember .*\/roles\/storage\.objectUser\//),
      expect.stringMatching(/^storage\/bucket\/iamMember .*\/roles\/storage\.objectViewer\/.*\/read below a prefix$/),
    ]);
  });

  it("let the pods of one ServiceAccount act as an account that may use this bucket, and nothing else", async () => {
    const { plane } = world.gcp.clusters()[0] ?? expect.fail("no cluster");
    const account = "ai-dev-models-server@my-ml-project.iam.gserviceaccount.com";
    const server = await adminClient(plane).get({
      apiVersion: "v1",
      kind: "ServiceAccount",
      name: "server",
      namespace: "models",
    });
    expect(server?.metadata.annotations?.["iam.gke.io/gcp-service-account"]).toBe(account);

    const [use, ...others] = made(types.use).filter(
      ({ inputs }) => inputs["role"] === "roles/iam.workloadIdentityUser",
    );
    expect(others).toEqual([]);
    expect(use?.inputs["member"]).toBe("serviceAccount:my-ml-project.svc.id.goog[models/server]");
    expect(use?.start).toBeGreaterThan(made(types.cluster)[0]?.end ?? Infinity);
    const granted = world.gcp.calls.filter(({ inputs }) => inputs["member"] === `serviceAccount:${account}`);
    expect(new Set(granted.map(({ type }) => type))).toEqual(new Set([types.bucketMember]));
    const conditions = granted.map(({ inputs }) => (inputs["condition"] as { expression?: string })?.expression);
    expect(conditions.filter((it) => it !== undefined)).toEqual([
      'resource.name.startsWith("projects/_/buckets/my-ml-project-ai-dev-models-artifacts/objects/shared/") || ' +
        'api.getAttribute("storage.googleapis.com/objectListPrefix", "").startsWith("shared/")',
    ]);
  });

  it("show no password, in the state or to whom it is not for", async () => {
    const { resources = [] } = (await stack.export()).deployment;
    const plain = JSON.stringify(resources);
    const passwords = made("gcp:sql/user:User").map(({ inputs }) => String(inputs["password"]));
    expect(passwords).toEqual([expect.stringMatching(/^[A-Za-z0-9]{40}$/)]);
    expect(resources.filter(({ type }) => type === types.password).length).toBe(2);
    for (const password of passwords) {
      expect(plain).not.toContain(password);
      const told = world.gcp.calls.filter(({ inputs }) => JSON.stringify(inputs).includes(password));
      expect(told.map(({ type }) => type).sort()).toEqual([
        "gcp:secretmanager/secretVersion:SecretVersion",
        "gcp:sql/user:User",
      ]);
    }
  });

  it("stay as they are when a disk has grown by itself", async () => {
    const { id, inputs } = made(types.instance)[0] ?? expect.fail("no server");
    const settings = { ...(inputs["settings"] as object), diskSize: 35 };
    const change = { id, urn: "", type: types.instance, olds: inputs, state: inputs, news: { ...inputs, settings } };
    await world.gcp.provider().update({ ...change, ignoreChanges: [], preview: false });
    expect((await stack.refresh()).summary).toEqual({ update: 1, ...allSame });
    const up = await stack.up();
    expect({ ...outcome(up), summary: up.summary }).toEqual({ ...well, summary: allSame });
  });

  it("are the same for a cluster that exists, in the subnet that the factory names", async () => {
    const outputs = (await stack.export()).deployment.resources?.find(({ type }) => type === types.cluster)?.outputs;
    const { dnsEndpointConfig: dns } = outputs?.["controlPlaneEndpointsConfig"] as {
      dnsEndpointConfig: { endpoint: string };
    };
    const existing = JSON.stringify({ name: outputs?.["name"], endpoint: dns.endpoint });
    const config = { name: "team", workload: "features", deletionProtection: "false", existing };
    const added = await world.openStack({ projectDir, stack: "dev-2", config });
    const before = world.gcp.existing();
    expect(outcome(await added.up())).toEqual(well);
    const kinds = (lines: readonly string[]) => lines.map((line) => line.split(" ")[0]).sort();
    const both = stores();
    expect(kinds(both.filter((line) => line.includes("team-dev-2-features")))).toEqual(
      kinds(both.filter((line) => line.includes("ai-dev-models"))),
    );
    expect(outcome(await added.destroy())).toEqual(well);
    expect(world.gcp.existing()).toEqual(before);
  });

  it("go without a trace when nothing protects them", async () => {
    expect(outcome(await stack.destroy())).toEqual(well);
    expect(world.gcp.existing()).toEqual([]);
  });
});
