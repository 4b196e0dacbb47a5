import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { parse, stringify } from "yaml";
import { benchSuite } from "../../bench/bench-suite.js";
import {
  adminClient,
  type ControlPlane,
  kubeconfigConnection,
  KubernetesClient,
  leaseControlPlane,
  type LeasedControlPlane,
  leftovers,
} from "../../bench/control-plane/index.js";
import { processesThatMention } from "../../bench/processes.js";

const polling = { timeout: 120_000, interval: 50 };
const configMap = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings" } };

benchSuite("a control plane of the bench", () => {
  let plane: LeasedControlPlane;
  let admin: KubernetesClient;

  beforeAll(async () => {
    plane = await leaseControlPlane();
    admin = adminClient(plane);
  });
  afterAll(() => plane.release());

  it("is on loopback, says its version, and has only what every cluster has", async () => {
    expect(plane.endpoint).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    expect(plane.kubernetesVersion).toMatch(/^v1\.\d+\.\d+$/);
    await vi.waitFor(async () => expect(await leftovers(plane)).toEqual([]), polling);
  });

  it("refuses a field that Kubernetes does not know", async () => {
    const object = { ...configMap, binaryDate: {} };
    await expect(admin.apply(object)).rejects.toThrow(/binaryDate/);
    await expect(admin.create(object)).rejects.toThrow(/binaryDate/);
  });

  it("passes on what the server warns of", async () => {
    const metadata = { name: "warned", annotations: { "scheduler.alpha.kubernetes.io/critical-pod": "" } };
    const spec = { containers: [{ name: "main", image: "example.org/main:1" }] };
    await admin.create({ apiVersion: "v1", kind: "Pod", metadata, spec }, { dryRun: true });
    expect(admin.warnings).toEqual([expect.stringContaining("critical-pod")]);
  });

  it("holds pods to the level of their namespace", async () => {
    const labels = { "pod-security.kubernetes.io/enforce": "restricted" };
    await admin.apply({ apiVersion: "v1", kind: "Namespace", metadata: { name: "strict", labels } });
    const spec = { containers: [{ name: "main", image: "example.org/main:1" }] };
    const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "plain", namespace: "strict" }, spec };
    await expect(admin.create(pod)).rejects.toThrow(/violates PodSecurity/);
  });

  it("tells what is left, and deletes a namespace with all that is in it", async () => {
    await admin.apply({ apiVersion: "v1", kind: "Namespace", metadata: { name: "strict" } });
    await admin.apply({ ...configMap, metadata: { name: "settings", namespace: "strict" } });
    expect(await leftovers(plane)).toEqual(
      expect.arrayContaining(["v1/ConfigMap strict/settings", "v1/Namespace strict"]),
    );
    const namespace = { apiVersion: "v1", kind: "Namespace", name: "strict" };
    expect(await admin.delete(namespace)).toBe(true);
    await vi.waitFor(async () => expect(await admin.get(namespace)).toBeUndefined(), polling);
    await vi.waitFor(async () => expect(await leftovers(plane)).toEqual([]), polling);
    expect(await admin.delete(namespace)).toBe(false);
  });

  it("lets a token in, with the rights of its groups, until the token is taken back", async () => {
    const user = await clientWithToken(plane, "made-up");
    const list = (): Promise<number> =>
      user.request({ method: "GET", path: "/api/v1/nodes" }).then(({ status }) => status);
    expect(await list()).toBe(401);
    plane.setTokens({ "made-up": { username: "someone", groups: ["a-group"] } });
    expect(await list()).toBe(403);
    plane.setTokens({ "made-up": { username: "someone", groups: ["system:masters"] } });
    expect(await list()).toBe(200);
    plane.setTokens({});
    expect(await list()).toBe(401);
  });
});

benchSuite("control planes of a run", () => {
  let main: OtherRun;

  beforeAll(async () => (main = await startOtherRun()));
  afterAll(() => main.process.kill("SIGKILL"));
  beforeEach(() => void vi.stubEnv("ROADSTEAD_BENCH_RUN", `${main.process.pid}:${main.dir}`));
  afterEach(() => vi.unstubAllEnvs());

  it("are handed on when they were left clean, and stopped from any process when they were not", async () => {
    const [id = ""] = main.planes;
    // Nobody else leases in that run.
    writeFileSync(join(main.dir, "planes", id, "free"), "");
    const first = await leaseControlPlane();
    await first.release();
    const second = await leaseControlPlane();
    expect([first.id, second.id]).toEqual([id, id]);
    expect(processesThatMention(id)).toHaveLength(6);
    await adminClient(second).apply({ ...configMap, metadata: { name: "settings", namespace: "default" } });
    await second.release();
    expect(processesThatMention(id)).toEqual([]);
    expect(existsSync(join(main.dir, "planes", id))).toBe(false);
  });

  it("end when one of their parts dies, and tell its last words", async () => {
    const [, id = ""] = main.planes;
    const admin = adminClient({ id });
    const [storage = 0] = processesThatMention(join(id, "etcd"));
    process.kill(storage, "SIGKILL");
    await vi.waitFor(() => expect(processesThatMention(id)).toEqual([]), polling);
    await expect(admin.list("v1", "Node")).rejects.toThrow(`${id} is gone: etcd ended with SIGKILL`);
  });

  it("end with all that the run wrote when its main process is killed", async () => {
    const [, , id = ""] = main.planes;
    expect(processesThatMention(id)).toHaveLength(6);
    main.process.kill("SIGKILL");
    await vi.waitFor(() => expect(existsSync(main.dir)).toBe(false), polling);
    // Its last deed was not yet its end.
    await vi.waitFor(() => expect(processesThatMention(main.dir)).toEqual([]), polling);
  });
});

interface OtherRun {
  readonly process: ChildProcess;
  readonly dir: string;
  readonly planes: readonly string[];
}

/** A run of its own, with three planes. */
async function startOtherRun(): Promise<OtherRun> {
  const script = fileURLToPath(new URL("plane-owner.ts", import.meta.url));
  const env = { ...process.env };
  delete env["ROADSTEAD_BENCH_RUN"];
  const child = spawn(process.execPath, ["--import", "tsx", script], { env, stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  return { process: child, ...(JSON.parse(line.toString()) as { dir: string; planes: string[] }) };
}

async function clientWithToken(plane: ControlPlane, token: string): Promise<KubernetesClient> {
  const config = parse(plane.adminKubeconfig) as { users: { user: unknown }[] };
  config.users = config.users.map((entry) => ({ ...entry, user: { token } }));
  return new KubernetesClient(await kubeconfigConnection(stringify(config)));
}
