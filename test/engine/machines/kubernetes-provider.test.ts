import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { benchSuite } from "../../bench/bench-suite.js";
import {
  adminClient,
  leaseControlPlane,
  type KubernetesClient,
  type LeasedControlPlane,
} from "../../bench/control-plane/index.js";
import { hostProviders, openStack, type StepRecord } from "../../bench/engine/index.js";
import { type ClusterProxy, openClusterProxy } from "../../bench/providers/cluster-proxy.js";
import { KubernetesLog } from "../../bench/providers/kubernetes-log.js";
import { kubernetesProvider } from "../../bench/providers/kubernetes/index.js";
import { UNKNOWN, type Properties, type TestProvider } from "../../bench/providers/test-provider.js";

const programs = fileURLToPath(new URL("programs", import.meta.url));
const configMapType = "kubernetes:core/v1:ConfigMap";
const container = { name: "main", image: "example.org/app:1" };
const polling = { timeout: 120_000, interval: 50 };
const seed = { randomSeed: Buffer.from("seed") };

function urnOf(type: string, name: string): string {
  return `urn:pulumi:test::objects::${type}::${name}`;
}

function configMap(name: string, data: Properties, metadata: Properties = {}): Properties {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { name, ...metadata }, data };
}

/** One whose pods no node takes. */
function deployment(app: string, spec: Properties, annotations: Properties = {}): Properties {
  const nowhere = { nodeSelector: { "example.org/no": "node" } };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "app", annotations },
    spec: {
      selector: { matchLabels: { app } },
      template: { metadata: { labels: { app } }, spec: { containers: [container], ...nowhere } },
      ...spec,
    },
  };
}

/** What the engine does with one resource, without an engine. */
class Managed {
  readonly provider: TestProvider;
  readonly type: string;
  readonly urn: string;
  id = "";
  inputs: Properties = {};
  state: Properties = {};

  constructor(provider: TestProvider, type: string, name = "thing") {
    this.provider = provider;
    this.type = type;
    this.urn = urnOf(type, name);
  }

  async check(news: Properties): Promise<Properties> {
    const { type, urn, inputs: olds } = this;
    const { inputs, failures = [] } = await this.provider.check({ type, urn, olds, news, ...seed });
    if (failures.length > 0) throw new Error(failures.map(({ property, reason }) => `${property}: ${reason}`).join());
    return inputs;
  }

  async create(news: Properties): Promise<void> {
    this.inputs = await this.check(news);
    const { type, urn, inputs } = this;
    const { id, outputs } = await this.provider.create({ type, urn, inputs, preview: false });
    [this.id, this.state] = [id, outputs];
  }

  async diff(news: Properties, ignoreChanges: readonly string[] = []) {
    const { id, type, urn, inputs: olds, state } = this;
    return this.provider.diff({ id, type, urn, state, olds, news: await this.check(news), ignoreChanges });
  }

  async update(news: Properties): Promise<void> {
    const { id, type, urn, inputs: olds, state } = this;
    const checked = await this.check(news);
    const change = { id, type, urn, state, olds, news: checked, ignoreChanges: [] };
    this.state = await this.provider.update({ ...change, preview: false });
    this.inputs = checked;
  }

  async delete(): Promise<void> {
    const { id, type, urn, inputs: olds, state } = this;
    await this.provider.delete({ id, type, urn, olds, state });
  }
}

benchSuite("the Kubernetes provider of the bench", () => {
  let plane: LeasedControlPlane;
  let endpoint: ClusterProxy;
  let adminKubeconfig: string;
  let admin: KubernetesClient;
  let provider: TestProvider;
  const log = new KubernetesLog();

  async function providerWith(settings: Properties): Promise<TestProvider> {
    const made = kubernetesProvider({ timeoutSeconds: 120 })();
    await made.configure({ kubeconfig: adminKubeconfig, clusterIdentifier: "test", ...settings });
    return made;
  }

  function liveConfigMap(name: string, namespace = "default") {
    return admin.get({ apiVersion: "v1", kind: "ConfigMap", name, namespace });
  }

  beforeAll(async () => {
    plane = await leaseControlPlane();
    admin = adminClient(plane);
    endpoint = await openClusterProxy(plane, () => true);
    adminKubeconfig = plane.adminKubeconfig.replace(plane.endpoint, `https://${endpoint.address}`);
    provider = await providerWith({ enableConfigMapMutable: "true" });
  });
  afterAll(async () => {
    await endpoint.close();
    await plane.release();
  });

  it("brings a program's objects through their whole life on the real engine", async () => {
    const node = { apiVersion: "v1", kind: "Node", metadata: { name: "machine", labels: { theirs: "kept" } } };
    await admin.create(node);
    const life = new KubernetesLog();
    const host = await hostProviders({ kubernetes: kubernetesProvider({ timeoutSeconds: 120 }) });
    const patched = {
      type: "kubernetes:core/v1:NodePatch",
      apiVersion: "v1",
      kind: "Node",
      metadata: { name: "machine", labels: { ours: "set" }, annotations: { "pulumi.com/patchForce": "true" } },
    };
    const objects = (changes: Properties) => {
      const all: Record<string, unknown> = {
        settings: { type: configMapType, ...configMap("settings", { size: "large" }) },
        app: {
          type: "kubernetes:apps/v1:Deployment",
          // Time enough for its controller to say what it lacks.
          ...deployment("app", { replicas: 1 }, { "pulumi.com/timeoutSeconds": "5" }),
        },
        patched,
        ...changes,
      };
      return { objects: JSON.stringify(Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null))) };
    };
    const stack = await openStack({
      projectDir: join(programs, "objects"),
      stack: "test",
      env: host.env,
      config: { kubeconfig: adminKubeconfig, ...objects({}) },
      secretConfig: ["kubeconfig"],
    });
    try {
      const first = await stack.up();
      expect(first.exitCode, first.stdout).not.toBe(0);
      expect(opsOf(first.steps)).toEqual(["create app", "create patched", "create settings"]);
      const said = first.diagnostics.map(({ message }) => message).join("\n");
      expect(said).toMatch(/'app' timed out waiting to be Ready[^]*MinimumReplicasUnavailable/);

      // An update mends what was not ready; the rest stays as it is.
      const scaled = { app: { type: "kubernetes:apps/v1:Deployment", ...deployment("app", { replicas: 0 }) } };
      stack.configure(objects(scaled));
      const second = await stack.up();
      expect(second.exitCode, second.stdout).toBe(0);
      expect(opsOf(second.steps)).toEqual(["same patched", "same settings", "update app"]);

      // What others add is no drift; what they change of ours is.
      const settings = { apiVersion: "v1", kind: "ConfigMap", name: "settings", namespace: "default" };
      await admin.patch(settings, { data: { theirs: "new" } }, { fieldManager: "somebody" });
      await admin.patch(settings, { data: { size: "small" } }, { fieldManager: "kubectl-edit" });
      await stack.refresh();
      const { resources = [] } = (await stack.export()).deployment;
      const refreshed = resources.find(({ type }) => type === configMapType);
      expect(refreshed?.inputs?.["data"]).toEqual({ size: "small" });
      const other = { app: { type: "kubernetes:apps/v1:Deployment", ...deployment("other", { replicas: 0 }) } };
      stack.configure(objects({ ...other, patched: null }));
      const third = await stack.up();
      expect(third.exitCode, third.stdout).toBe(0);
      // The selector cannot change in place, and two Deployments cannot have one name.
      expect(opsOf(third.steps)).toEqual([
        "create-replacement app",
        "delete patched",
        "delete-replaced app",
        "replace app",
        "update settings",
      ]);
      const [removed, made] = ["delete-replaced", "create-replacement"].map((op) =>
        third.steps.find((step) => step.op === op),
      );
      expect(removed?.ended).toBeLessThan(made?.ended ?? 0);
      expect((await liveConfigMap("settings"))?.["data"]).toEqual({ size: "large", theirs: "new" });
      const machine = await admin.get({ apiVersion: "v1", kind: "Node", name: "machine" });
      expect(machine?.metadata.labels).toEqual({ theirs: "kept" });

      expect((await stack.up({ flags: ["--refresh", "--expect-no-changes"] })).exitCode).toBe(0);
      expect((await stack.destroy()).exitCode).toBe(0);
      expect(await liveConfigMap("settings")).toBeUndefined();
      expect(life.warnings()).toEqual([]);
      expect(life.changes().map(({ verb, name = "" }) => `${verb} ${name}`)).toContain("apply machine");
    } finally {
      await stack.remove();
      await host.close();
      await admin.delete({ apiVersion: "v1", kind: "Node", name: "machine" });
    }
  });

  it("refuses to make an object that is there already, and says how to take it", async () => {
    const first = new Managed(provider, configMapType);
    await first.create(configMap("taken", { a: "1" }));
    await expect(new Managed(provider, configMapType, "two").create(configMap("taken", { a: "2" }))).rejects.toThrow(
      /configmaps "taken" already exists/,
    );
    await first.delete();
  });

  it("refuses a field that Kubernetes does not know, in a new object and in one that is there", async () => {
    const known = configMap("strict", { a: "1" });
    await expect(new Managed(provider, configMapType).create({ ...known, dta: {} })).rejects.toThrow(/dta/);
    const resource = new Managed(provider, configMapType);
    await resource.create(known);
    await expect(resource.update({ ...known, dta: {} })).rejects.toThrow(/dta/);
    await resource.delete();
  });

  it("gives a new object a name of its own, keeps it, and puts it in the default namespace", async () => {
    const unnamed = { apiVersion: "v1", kind: "ConfigMap", data: { a: "1" } };
    const resource = new Managed(provider, configMapType, "settings");
    await resource.create(unnamed);
    expect(resource.id).toMatch(/^default\/settings-[0-9a-f]{8}$/);
    expect(await resource.check(unnamed)).toEqual(resource.inputs);
    expect((await resource.diff(unnamed)).changes).toEqual([]);
    const moved = await resource.diff({ ...unnamed, metadata: { namespace: "kube-public" } });
    expect(moved).toMatchObject({ replaces: ["metadata.namespace"], deleteBeforeReplace: false });
    // Its successor gets another name, so that it need not go first.
    const { id, type, urn, inputs: olds, state } = resource;
    const news = await resource.check({ ...unnamed, data: { a: "2" } });
    const careful = await (await providerWith({})).diff({ id, type, urn, state, olds, news, ignoreChanges: [] });
    expect(careful).toMatchObject({ replaces: ["data.a"], deleteBeforeReplace: false });
    await resource.delete();
  });

  it("previews on the server what it knows, and says what it does not", async () => {
    const preview = (inputs: Properties) =>
      provider.create({ type: configMapType, urn: urnOf(configMapType, "p"), inputs, preview: true });
    const known = await preview(configMap("previewed", { a: "1" }, { namespace: "default" }));
    expect(known.outputs["metadata"]).toMatchObject({ uid: expect.any(String) as string });
    const unknown = configMap("previewed", { a: UNKNOWN }, { namespace: "default" });
    expect((await preview(unknown)).outputs).toEqual(unknown);
    expect((await preview(configMap("previewed", {}, { namespace: "to-come" }))).outputs["metadata"]).toEqual({
      name: "previewed",
      namespace: "to-come",
    });
    await expect(preview(configMap("Not_A_Name", {}))).rejects.toThrow(/RFC 1123/);
    expect(await liveConfigMap("previewed")).toBeUndefined();
  });

  it("changes data in place only where the provider is told to", async () => {
    const resource = new Managed(provider, configMapType);
    await resource.create(configMap("mutable", { a: "1" }));
    const news = await resource.check(configMap("mutable", { a: "2" }));
    const { id, type, urn, inputs: olds, state } = resource;
    const request = { id, type, urn, olds, state, news, ignoreChanges: [] };
    expect(await provider.diff(request)).toMatchObject({ changes: ["data.a"], replaces: [] });
    const careful = await (await providerWith({})).diff(request);
    expect(careful).toEqual({ changes: ["data.a"], replaces: ["data.a"], deleteBeforeReplace: true });
    expect((await resource.diff(configMap("mutable", { a: "2" }), ["data"])).changes).toEqual([]);
    await resource.delete();
  });

  it("takes no field from another manager unless it is told to", async () => {
    const resource = new Managed(provider, configMapType);
    await resource.create(configMap("contested", { a: "1", gone: "soon" }));
    await resource.update(configMap("contested", { a: "2" }));
    expect((await liveConfigMap("contested"))?.["data"]).toEqual({ a: "2" });
    const reference = { apiVersion: "v1", kind: "ConfigMap", name: "contested", namespace: "default" };
    await admin.patch(reference, { data: { a: "theirs" } }, { fieldManager: "autoscaler" });
    await expect(resource.update(configMap("contested", { a: "3" }))).rejects.toThrow(/conflict with "autoscaler"/);
    await resource.update(configMap("contested", { a: "3" }, { annotations: { "pulumi.com/patchForce": "true" } }));
    expect((await liveConfigMap("contested"))?.["data"]).toEqual({ a: "3" });
    await resource.delete();
  });

  it("waits for an object to go, for as long as its finalizers hold it", async () => {
    const resource = new Managed(provider, configMapType);
    await resource.create(configMap("held", {}, { finalizers: ["example.org/hold"] }));
    let gone = false;
    const deletion = resource.delete().then(() => (gone = true));
    const marked = async () => expect((await liveConfigMap("held"))?.metadata.deletionTimestamp).toBeDefined();
    await vi.waitFor(marked, polling);
    expect(gone).toBe(false);
    const reference = { apiVersion: "v1", kind: "ConfigMap", name: "held", namespace: "default" };
    await admin.patch(reference, { metadata: { finalizers: null } });
    await deletion;
    expect(await liveConfigMap("held")).toBeUndefined();
  });

  it("waits until workloads run, and says what it lacks of one that never will", async () => {
    await admin.create({ apiVersion: "v1", kind: "Node", metadata: { name: "worker" } });
    // A DaemonSet that no node takes yet, for all of them have the taint of new ones, is ready without a pod.
    await vi.waitFor(async () => {
      const node = await admin.get({ apiVersion: "v1", kind: "Node", name: "worker" });
      expect(node?.["spec"]).not.toHaveProperty("taints");
    }, polling);
    const labels = { app: "waits" };
    const pod = (spec: Properties = {}) => ({ metadata: { labels }, spec: { containers: [container], ...spec } });
    const workload = (kind: string, spec: Properties): Properties => ({
      apiVersion: kind === "Job" ? "batch/v1" : "apps/v1",
      kind,
      metadata: { name: `waits-${kind.toLowerCase()}` },
      spec,
    });
    const selector = { matchLabels: labels };
    const service = (type: string, annotations: Properties = {}): Properties => ({
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: type.toLowerCase(), annotations },
      spec: { type, selector: labels, ports: [{ port: 80 }] },
    });
    const manage = async (manifest: Properties): Promise<Managed> => {
      const type = `kubernetes:${String(manifest["apiVersion"]).replace(/^v1$/, "core/v1")}:${String(manifest["kind"])}`;
      const resource = new Managed(provider, type, "waits");
      await resource.create(manifest);
      return resource;
    };
    const made = await Promise.all([
      manage(workload("Deployment", { selector, template: pod() })),
      manage(workload("DaemonSet", { selector, template: pod() })),
      manage(workload("StatefulSet", { selector, serviceName: "clusterip", template: pod() })),
      manage(workload("Job", { template: pod({ restartPolicy: "Never" }) })),
      manage(service("ClusterIP")),
    ]);
    const [deployed, daemons, stateful, job] = made.map(({ state }) => state["status"]);
    expect(deployed).toMatchObject({ availableReplicas: 1 });
    expect(daemons).toMatchObject({ numberAvailable: 1 });
    expect(stateful).toMatchObject({ readyReplicas: 1 });
    expect(job).toMatchObject({ succeeded: 1 });
    const balanced = new Managed(provider, "kubernetes:core/v1:Service", "balanced");
    const failure = balanced.create(service("LoadBalancer", { "pulumi.com/timeoutSeconds": "1" }));
    await expect(failure).rejects.toMatchObject({
      id: "default/loadbalancer",
      reasons: expect.arrayContaining([expect.stringContaining("not allocated an IP address")]) as string[],
    });
    await admin.delete({ apiVersion: "v1", kind: "Service", name: "loadbalancer" });
    await Promise.all(made.map((resource) => resource.delete()));
    await admin.delete({ apiVersion: "v1", kind: "Node", name: "worker" });
  });

  it("reads all of an object that Pulumi does not manage, and nothing where there is none", async () => {
    const type = "kubernetes:core/v1:Namespace";
    const read = (id: string) => provider.read({ id, type, urn: urnOf(type, "read"), inputs: {}, state: {} });
    const found = await read("kube-system");
    expect(found?.outputs).toMatchObject({ kind: "Namespace", status: { phase: "Active" } });
    expect(found?.inputs).not.toHaveProperty("status");
    expect(await read("nowhere")).toBeUndefined();
  });

  it("records what the server warns of", async () => {
    const before = log.warnings().length;
    const type = "kubernetes:core/v1:Endpoints";
    const resource = new Managed(provider, type);
    await resource.create({ apiVersion: "v1", kind: "Endpoints", metadata: { name: "old" } });
    expect(log.warnings().slice(before)).toEqual([expect.stringContaining("Endpoints is deprecated")]);
    await resource.delete();
  });

  it("says that the server does not know the user, and touches nothing", async () => {
    const stranger = adminKubeconfig.replace(/token: .*/, "token: unknown");
    const mine = new KubernetesLog();
    const refused = kubernetesProvider()();
    await refused.configure({ kubeconfig: stranger });
    const resource = new Managed(refused, configMapType);
    await expect(resource.create(configMap("never", {}))).rejects.toThrow(/unreachable: .*401.*Unauthorized/);
    expect(mine.calls.map(({ status }) => status)).toEqual([401, 401]);
  });

  it("drops what lies in a cluster that is gone only where the program says so", async () => {
    const kubeconfig = adminKubeconfig.replace(/127\.0\.0\.1:\d+/, "127.0.0.1:1");
    const resource = new Managed(await providerWith({ kubeconfig }), configMapType);
    await expect(resource.delete()).rejects.toThrow(/unreachable/);
    const forgetful = new Managed(await providerWith({ kubeconfig, deleteUnreachable: "true" }), configMapType);
    await forgetful.delete();
    const env = { PULUMI_K8S_DELETE_UNREACHABLE: "true" };
    const once = kubernetesProvider({ env })();
    await once.configure({ kubeconfig });
    await new Managed(once, configMapType).delete();
  });
});

function opsOf(steps: readonly StepRecord[]): string[] {
  return steps
    .filter(({ urn }) => urn.includes("::kubernetes:"))
    .map(({ op, urn }) => `${op} ${urn.split("::").at(-1) ?? ""}`)
    .sort();
}
