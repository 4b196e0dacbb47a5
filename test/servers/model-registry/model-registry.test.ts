import { afterAll, beforeAll, expect, it } from "vitest";
import { freePort } from "../../bench/free-port.js";
import { answerOf } from "../harness/answer-of.js";
import { ask } from "../harness/ask.js";
import { dataOf, findObject, podTemplate } from "../harness/find-object.js";
import { memoryMib } from "../harness/memory.js";
import { memoryLimitMib } from "../harness/memory-limit.js";
import { openPod, type RenderedPod } from "../harness/rendered-pod.js";
import { type RenderedObject, renderObjects } from "../harness/rendered-objects.js";
import { s3Client } from "../harness/s3.js";
import { openServerRoom } from "../harness/server-room.js";
import { describeServers } from "../harness/servers-missing.js";
import { sql, tableHashes } from "../harness/sql.js";
import { runJobs, startStore, type StoreServer } from "../harness/store-servers.js";
import type { SupervisedProcess } from "../harness/supervised-process.js";
import { jobBeside, testJob } from "../harness/test-job.js";
import { waitUntil } from "../harness/wait-until.js";
import { deleteEverything, makeOlderDatabases, trainModels, useChampion } from "./client-scripts.js";
import { registry } from "./registry.js";
import { closedRoutes } from "./routes.js";

describeServers("a model registry", () => {
  const room = openServerRoom();
  let objects: readonly RenderedObject[];
  let postgres: StoreServer;
  let gateway: StoreServer;
  let port: number;
  let first: RenderedPod;
  let server: { readonly pod: RenderedPod; readonly process: SupervisedProcess };
  let options: { readonly dir: string; readonly addresses: ReadonlyMap<string, string> };
  let logged: Readonly<Record<"kept" | "spare" | "keptModel" | "spareModel", string>>;

  const secret = (name: string, key: string) => dataOf(objects, "Secret", name)?.[key] ?? "";
  const loginAt = (user: "admin" | "reader" | "writer") => ({
    username: secret(`mlflow-${user}`, "username"),
    password: secret(`mlflow-${user}`, "password"),
  });
  const database = (name: "mlflow" | "mlflow_auth") => ({
    port: postgres.port,
    user: name,
    database: name,
    password: secret("mlflow-database", name === "mlflow" ? "tracking" : "auth"),
  });
  const object = (kind: string, name: RegExp) => findObject(objects, kind, name);
  const serverContainer = () => podTemplate(object("Deployment", /^mlflow$/)).spec?.containers[0];
  const serverPod = (name: string) => openPod(object("Deployment", /^mlflow$/), objects, { ...options, name, ports });
  const ports = new Map<number, number>();

  /** Runs a script as a user's pod would, with what a ModelClient puts into it. */
  async function client(name: "scoring" | "training", script: string, env: Readonly<Record<string, string>> = {}) {
    runs += 1;
    const namespace = name === "scoring" ? "serving" : "research";
    const job = testJob(`${name}-${runs}`, namespace, {
      image: serverContainer()?.image ?? "",
      command: ["python", "-c", script],
      envFrom: [{ secretRef: { name } }],
      env: [{ name: "HOME", value: "/tmp" }, ...Object.entries(env).map(([key, value]) => ({ name: key, value }))],
    });
    return answerOf(await openPod(job, objects, { ...options, name: job.metadata.name }).run());
  }
  let runs = 0;

  beforeAll(async () => {
    objects = await renderObjects(() => registry());
    postgres = room.keep(await startStore(objects, /database$/, room.dir));
    gateway = room.keep(await startStore(objects, /artifacts$/, room.dir));
    port = await freePort();
    ports.set(5000, port);
    const here = `127.0.0.1:${port}`;
    options = {
      dir: room.dir,
      addresses: new Map([postgres.address, gateway.address, ["mlflow.models.svc:5000", here]]),
    };
    await runJobs(objects, /^models-/, options);
  });
  afterAll(() => room.close());

  it("dumps the databases of an older release before it migrates them, and the dump brings them back", async () => {
    const words = ["python", "-c", makeOlderDatabases];
    const older = jobBeside(object("Deployment", /^mlflow$/), "migrate", { name: "older", words });
    await openPod(older, objects, { ...options, name: "older" }).run();
    const before = await tableHashes(database("mlflow"));
    await runJobs(objects, /^mlflow-dump-/, options);

    const dumps = s3Client({
      port: gateway.port,
      bucket: "models-artifacts",
      accessKeyId: secret("mlflow-dump-store-key", "AWS_ACCESS_KEY_ID"),
      secretAccessKey: secret("mlflow-dump-store-key", "AWS_SECRET_ACCESS_KEY"),
    });
    const [dump = ""] = await dumps.list("dumps/mlflow/");
    expect(dump).toMatch(/^\d{8}T\d{6}Z-before-3\.17\.2\.dump$/);
    const admin = { ...database("mlflow"), user: "postgres", database: "postgres" };
    const password = secret("models-database-admin", "password");
    await sql({ ...admin, password }, "drop database mlflow", "create database mlflow owner mlflow");
    const restoring = [...objects, ...(await renderObjects(() => registry(dump)))];
    await openPod(findObject(restoring, "Job", /^mlflow-restore-tracking-/), restoring, {
      ...options,
      name: "restore",
    }).run();

    expect(before.length).toBeGreaterThan(20);
    expect(await tableHashes(database("mlflow"))).toEqual(before);
  });

  it("migrates them once when two servers start at the same moment", async () => {
    first = serverPod("mlflow-0");
    const [one = "", two = ""] = await Promise.all([first, serverPod("mlflow-1")].map((pod) => pod.initialize()));
    expect(one).toContain("done");
    expect(two).toContain("done");
    expect(await sql(database("mlflow"), "select version_num from alembic_version")).toHaveLength(1);
    expect(await sql(database("mlflow"), "select description from registered_models")).toEqual([
      "from an older release",
    ]);
    expect(await sql(database("mlflow_auth"), "select username, is_admin from users")).toEqual(["admin|t"]);
  });

  it("starts with the rendered command, and its probes say so", async () => {
    server = room.keep({ pod: first, process: await first.start() });
    await waitUntil(server.process, () => first.probe("startupProbe"));
    await waitUntil(server.process, () => first.probe("readinessProbe"));
    expect(await first.probe("livenessProbe")).toBe(true);
  });

  it("has its users after the Job, which may run again", async () => {
    const [first = ""] = await runJobs(objects, /^mlflow-users-/, options);
    const [again = ""] = await runJobs(objects, /^mlflow-users-/, options);
    expect(first).toContain("user reader made");
    expect(again).toContain("user writer is there");
  });

  it("tells a stranger nothing on any route", async () => {
    const answers = closedRoutes.map(async (route) => `${route.path} ${(await ask({ port, ...route })).status}`);
    expect(await Promise.all(answers)).toEqual(closedRoutes.map(({ path }) => `${path} 401`));
  });

  it("answers under each of its names in the cluster, and under no other", async () => {
    const path = "/api/2.0/mlflow/registered-models/search?max_results=1";
    const statusAs = async (host: string) => (await ask({ port, path, host, login: loginAt("reader") })).status;
    const names = ["mlflow", "mlflow.models", "mlflow.models.svc", "mlflow.models.svc.cluster.local"];
    for (const name of names) {
      expect(await statusAs(name), name).toBe(200);
      expect(await statusAs(`${name}:5000`), name).toBe(200);
    }
    expect(await statusAs("mlflow.elsewhere.svc:5000")).toBe(403);
    expect(await statusAs("attacker.example.com")).toBe(403);
  });

  it("takes a model from a writer, and gives it to a reader by its alias", async () => {
    logged = (await client("training", trainModels)) as typeof logged;
    expect(await client("scoring", useChampion)).toEqual({
      prediction: [2, 4],
      heirloom: "from an older release",
      create: "PERMISSION_DENIED",
      alias: "PERMISSION_DENIED",
      log: "PERMISSION_DENIED",
    });
  });

  it("shows its metrics to who signs in", async () => {
    const metrics = await ask({ port, path: "/metrics", login: loginAt("reader") });
    expect(metrics).toMatchObject({
      status: 200,
      text: expect.stringContaining("mlflow_http_request_total") as string,
    });
  });

  it("keeps from garbage collection what an alias needs, and removes the rest", async () => {
    await client("training", deleteEverything, { IDS: JSON.stringify(logged) });
    // As if a month and more had gone by.
    const longAgo = `extract(epoch from now() - interval '40 days') * 1000`;
    await sql(database("mlflow"), `update runs set deleted_time = ${longAgo} where lifecycle_stage = 'deleted'`);
    await sql(database("mlflow"), `update logged_models set last_updated_timestamp_ms = ${longAgo}`);
    const printed = await openPod(object("CronJob", /^mlflow-garbage$/), objects, {
      ...options,
      name: "garbage",
    }).run();
    expect(printed).toContain(`kept run ${logged.kept}`);
    expect(printed).toContain(`kept logged model ${logged.keptModel}`);
    expect(printed).toContain(`removed run ${logged.spare}`);
    expect(printed).toContain(`removed logged model ${logged.spareModel}`);
    expect(await client("scoring", useChampion)).toMatchObject({ prediction: [2, 4] });
  });

  it("is not ready without its database, is not restarted for it either, and comes back with it", async () => {
    await postgres.process.stop("SIGINT");
    expect(await server.pod.probe("readinessProbe")).toBe(false);
    expect(await server.pod.probe("livenessProbe")).toBe(true);
    postgres = room.keep(await startStore(objects, /database$/, room.dir, postgres.port));
    await waitUntil(server.process, () => server.pod.probe("readinessProbe"));
  });

  it.runIf(process.platform === "linux")("stays below four fifths of its limit", () => {
    const container = serverContainer();
    if (container === undefined) throw new Error("the registry has no server");
    const used = memoryMib(server.process.pid);
    expect(used).toBeGreaterThan(0);
    expect(used).toBeLessThan(0.8 * memoryLimitMib(container));
  });

  it("writes no secret into its log", () => {
    const secrets = objects
      .filter(({ kind }) => kind === "Secret")
      .flatMap(({ metadata }) => {
        const data = dataOf(objects, "Secret", metadata.name) ?? {};
        return Object.values(data).filter((value) => value.length >= 20);
      });
    expect(secrets.length).toBeGreaterThan(8);
    expect(secrets.filter((value) => server.process.log().includes(value))).toEqual([]);
  });
});
