import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freePort } from "../../bench/free-port.js";
import { answerOf } from "../harness/answer-of.js";
import { ask } from "../harness/ask.js";
import { type ClusterApi, openClusterApi } from "../harness/cluster-api.js";
import { dataOf, findObject, podTemplate } from "../harness/find-object.js";
import { memoryLimitMib } from "../harness/memory-limit.js";
import { memoryMib } from "../harness/memory.js";
import { openPod, type RenderedPod } from "../harness/rendered-pod.js";
import { type RenderedObject, renderObjects } from "../harness/rendered-objects.js";
import { openServerRoom } from "../harness/server-room.js";
import { describeServers } from "../harness/servers-missing.js";
import { sql } from "../harness/sql.js";
import { runJobs, startStore, type StoreServer } from "../harness/store-servers.js";
import type { SupervisedProcess } from "../harness/supervised-process.js";
import { testJob } from "../harness/test-job.js";
import { waitUntil } from "../harness/wait-until.js";
import { features } from "./features.js";
import { readFeatures, writeTrips } from "./scripts.js";

interface FeastServer {
  readonly pod: RenderedPod;
  readonly process: SupervisedProcess;
  readonly port: number;
}

describeServers("a feature store", () => {
  const room = openServerRoom();
  const addresses = new Map<string, string>();
  const options = { dir: room.dir, addresses };
  let objects: readonly RenderedObject[];
  let api: ClusterApi;
  let postgres: StoreServer;
  let online: FeastServer;
  let registry: FeastServer;

  const object = (kind: string, name: RegExp) => findObject(objects, kind, name);
  const secret = (name: string, key: string) => dataOf(objects, "Secret", name)?.[key] ?? "";

  beforeAll(async () => {
    objects = await renderObjects(features);
    [api, postgres] = await Promise.all([openClusterApi(), startStore(objects, /database$/, room.dir)]);
    const gateway = room.keep(await startStore(objects, /data$/, room.dir));
    for (const [from, to] of [room.keep(postgres).address, gateway.address]) addresses.set(from, to);
    for (const kind of ["Namespace", "ServiceAccount", "ClusterRole", "ClusterRoleBinding"]) {
      for (const one of objects.filter((candidate) => candidate.kind === kind)) await api.apply(one);
    }
    await runJobs(objects, /^features-/, options);
  });
  afterAll(async () => {
    await room.close();
    await api.close();
  });

  async function startFeast(role: "online" | "registry"): Promise<FeastServer> {
    const deployment = object("Deployment", new RegExp(`^feast-${role}$`));
    const spec = podTemplate(deployment).spec;
    const ports = new Map<number, number>();
    for (const { containerPort } of spec?.containers[0]?.ports ?? []) ports.set(containerPort, await freePort());
    const [[inside, port] = [0, 0]] = ports;
    const account = spec?.serviceAccountName ?? "";
    const env = {
      ...(await api.podEnv("features", account, join(room.dir, "accounts", role))),
      TEST_METRICS_PORT: String(ports.get(8000) ?? 0),
    };
    const pod = openPod(deployment, objects, { ...options, name: `feast-${role}-0`, ports, env });
    const process = await pod.start();
    addresses.set(`feast-${role}.features.svc:${inside}`, `127.0.0.1:${port}`);
    return room.keep({ pod, process, port });
  }

  const query = (token: string | undefined, ids: readonly number[], port = online.port) =>
    ask({
      port,
      path: "/get-online-features",
      body: { features: ["driver_stats:rate", "driver_stats:trips"], entities: { driver_id: ids } },
      ...(token === undefined ? {} : { token }),
    });

  it("applies the definitions, reading them as a Job of its own identity", async () => {
    const image = podTemplate(object("Deployment", /^feast-online$/)).spec?.containers[0]?.image ?? "";
    const write = testJob("write-trips", "features", {
      image,
      command: ["python", "-c", writeTrips],
      envFrom: [{ secretRef: { name: "loader-store-key" } }],
      env: [
        { name: "BUCKET", value: "features-data" },
        { name: "AWS_REGION", value: "us-east-1" },
        { name: "AWS_ENDPOINT_URL_S3", value: "http://features-data.features.svc:7070" },
      ],
    });
    expect(answerOf(await openPod(write, objects, { ...options, name: "write-trips" }).run())).toBe(1500);
    const [applied = ""] = await runJobs(objects, /^feast-apply-/, options);
    expect(applied).toContain("driver_stats");
  });

  it("copies features to the online store, and writes down when it did", async () => {
    await openPod(object("CronJob", /^feast-materialize$/), objects, { ...options, name: "materialize" }).run();
    const login = {
      port: postgres.port,
      user: "feast_registry",
      database: "feast_registry",
      password: secret("feast-registry-database", "PGPASSWORD"),
    };
    const age = "select mode, succeeded_at > now() - interval '5 minutes' from roadstead.materialization";
    expect(await sql(login, age)).toEqual(["incremental|t"]);
  });

  it("starts its servers with the rendered commands, and their probes say so", async () => {
    [online, registry] = await Promise.all([startFeast("online"), startFeast("registry")]);
    for (const { pod, process } of [online, registry]) {
      await waitUntil(process, () => pod.probe("startupProbe"));
      await waitUntil(process, () => pod.probe("readinessProbe"));
      expect(await pod.probe("livenessProbe")).toBe(true);
    }
  });

  it("gives a pod with its ServiceAccount's token the source's values, and says which keys it does not have", async () => {
    const token = await api.token("default", "default");
    const { status, text } = await query(token, [8, 9, 4242]);
    expect(status).toBe(200);
    const { results } = JSON.parse(text) as { results: readonly { values: unknown[]; statuses: string[] }[] };
    const columns = results.map(({ values, statuses }) => ({ values, statuses }));
    const statuses = ["PRESENT", "PRESENT", "NOT_FOUND"];
    expect(columns).toContainEqual({ values: [8 / 9, 9 / 7, null], statuses });
    expect(columns).toContainEqual({ values: [40, 27, null], statuses });
  });

  it("refuses who has no token, a made-up one, or one of a ServiceAccount that is gone", async () => {
    expect((await query(undefined, [8])).status).toBe(401);
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const claims = {
      sub: "system:serviceaccount:features:feast-server",
      "kubernetes.io": { namespace: "features", serviceaccount: { name: "feast-server" } },
      exp: 4102444800,
    };
    const forged = `${part({ alg: "RS256", typ: "JWT", kid: "1" })}.${part(claims)}.${part("no signature")}`;
    expect((await query(forged, [8])).status).toBe(401);
    await api.apply({ apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "leaver", namespace: "default" } });
    const token = await api.token("default", "leaver");
    expect((await query(token, [8])).status).toBe(200);
    await api.remove("default", "leaver");
    // The API server knows tokens for a moment longer than their accounts.
    await expect.poll(async () => (await query(token, [8])).status, { timeout: 60_000 }).toBe(401);
    for (const path of ["/push", "/materialize", "/materialize-incremental", "/write-to-online-store"]) {
      expect((await ask({ port: online.port, path, body: {} })).status, path).toBe(401);
    }
  });

  it("answers Feast's own client, configured as a FeatureClient says", async () => {
    const image = podTemplate(object("Deployment", /^feast-online$/)).spec?.containers[0]?.image ?? "";
    const container = {
      image,
      command: ["python", "-c", readFeatures],
      envFrom: [{ secretRef: { name: "pricing" } }],
      env: [{ name: "FEAST_OIDC_TOKEN", value: await api.token("default", "default") }],
      volumeMounts: [{ name: "feature-store", mountPath: "/etc/feature-store" }],
    };
    const job = testJob("read", "serving", container, [{ name: "feature-store", configMap: { name: "pricing" } }]);
    const answer = answerOf(await openPod(job, objects, { ...options, name: "read" }).run());
    expect(answer).toEqual({
      views: ["driver_stats"],
      rows: { driver_id: [8, 9, 4242], rate: [8 / 9, 9 / 7, null], trips: [40, 27, null] },
    });
  });

  it.runIf(process.platform === "linux")("stays below four fifths of its limits", () => {
    for (const { process, pod } of [online, registry]) {
      const [container] = pod.spec.containers;
      if (container === undefined) throw new Error(`${process.name} has no container`);
      const used = memoryMib(process.pid);
      expect(used, process.name).toBeGreaterThan(0);
      expect(used, process.name).toBeLessThan(0.8 * memoryLimitMib(container));
    }
  });
});
