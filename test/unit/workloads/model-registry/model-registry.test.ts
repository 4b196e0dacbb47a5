import type { DeploymentArgs } from "@pulumi/kubernetes/apps/v1/deployment.js";
import { fakeCluster } from "@roadstead/cluster/testing";
import { type ClusterSpec, redactMap } from "@roadstead/core";
import { type Plan, planProgram } from "@roadstead/plan";
import { ExistingModelRegistry, ModelClient, ModelRegistry } from "@roadstead/workloads";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { smallCluster } from "../../../servers/small-cluster.js";
import { clusterSpec, objectOf, planRegistries, planRegistry } from "./planned-registry.js";

const exposure = {
  host: "models.example.com",
  auth: "basic",
  tls: { certificate: "upstream", ca: "-----BEGIN CERTIFICATE-----" },
  via: { gateway: { name: "public", namespace: "gateways" }, from: { namespace: "envoy-gateway-system" } },
} as const;

interface Pod {
  readonly containers: readonly {
    readonly env: readonly { readonly name: string; readonly value?: string }[];
    readonly image: string;
    readonly readinessProbe: object;
    readonly livenessProbe: object;
  }[];
}

function serverPod(plan: Plan): Pod {
  const spec = objectOf(plan, "Deployment", "mlflow")["spec"] as unknown as { template: { spec: Pod } };
  return spec.template.spec;
}

function serverVariable(plan: Plan, name: string): string | undefined {
  return serverPod(plan).containers[0]?.env.find((variable) => variable.name === name)?.value;
}

function problemsOf(plan: Plan): string[] {
  return plan.problems.map(({ rule, path }) => `${rule} at ${path}`);
}

function summaryOf(plan: Plan, name: string): unknown {
  return redactMap(plan.resources.find((resource) => resource.name === name)?.outputs ?? {})["summary"];
}

describe("a model registry", () => {
  it("answers to every name that its Service has in the cluster, with a port and without", async () => {
    const hosts = serverVariable(await planRegistry({ namespace: "ml" }), "MLFLOW_SERVER_ALLOWED_HOSTS")?.split(",");
    for (const name of ["mlflow", "mlflow.ml", "mlflow.ml.svc", "mlflow.ml.svc.cluster.local"]) {
      expect(hosts).toContain(name);
      expect(hosts).toContain(`${name}:*`);
    }
    expect(hosts).not.toContain("*");
  });

  it("answers to its exposed name, and to pages of that name alone", async () => {
    const plan = await planRegistry({ expose: exposure });
    expect(serverVariable(plan, "MLFLOW_SERVER_ALLOWED_HOSTS")?.split(",")).toContain("models.example.com");
    expect(serverVariable(plan, "MLFLOW_SERVER_CORS_ALLOWED_ORIGINS")).toBe("https://models.example.com");
  });

  it("has no job runner and no way in from outside unless it is asked to", async () => {
    const plan = await planRegistry();
    expect(serverVariable(plan, "MLFLOW_SERVER_ENABLE_JOB_EXECUTION")).toBe("false");
    expect(plan.resources.filter(({ type }) => /Ingress:|HTTPRoute|ServiceMonitor/.test(type))).toEqual([]);
  });

  it("says that it works only after the database answered, and that it lives without", async () => {
    const [server] = serverPod(await planRegistry()).containers;
    expect(server?.readinessProbe).toMatchObject({
      exec: { command: ["python", expect.stringContaining("readiness")] },
    });
    expect(server?.livenessProbe).toMatchObject({ httpGet: { path: "/health" } });
  });

  it("dumps its databases before the servers of another version start", async () => {
    const [old, next] = await Promise.all([planRegistry({ version: "3.16.0" }), planRegistry({ version: "3.17.2" })]);
    const names = [old, next].map((plan) => dumpJobName(plan));
    expect(new Set(names).size).toBe(2);
    expect(dumpJobName(await planRegistry({ version: "3.17.2", size: "large" }))).toBe(names[1]);
    const server = next?.resources.find(({ type, name }) => type.endsWith(":Deployment") && name === "models-server");
    expect(server?.dependencies.some((urn) => urn.endsWith("models-dump-before-upgrade"))).toBe(true);
  });

  it("runs a Job that failed again by the next `up`, which would wait for the failed one for ever", async () => {
    const jobs = (await planRegistry()).resources.filter(({ type }) => type.endsWith(":Job"));
    expect(jobs.map(({ name }) => name).sort()).toEqual(["models-dump-before-upgrade", "models-users"]);
    for (const { name, inputs } of jobs) {
      const { annotations } = redactMap(inputs)["metadata"] as { readonly annotations?: Record<string, string> };
      expect(annotations, name).toMatchObject({ "pulumi.com/replaceUnready": "true" });
    }
  });

  it("is started again with another password of its database, which its running servers do not hear of", async () => {
    const plan = await planProgram(() => void new ModelRegistry("models", { cluster: smallCluster() }));
    const server = plan.resources.find(({ type, name }) => type.endsWith(":Deployment") && name === "models-server");
    const logins = plan.resources.filter(({ name }) => /^models-database-mlflow(_auth)?-password$/.test(name));
    expect(logins).toHaveLength(2);
    expect(server?.propertyDependencies["spec"]).toEqual(expect.arrayContaining(logins.map(({ urn }) => urn)));
  });

  it("keeps keys and namespace from `destroy` unless protection is off", async () => {
    const kept = async (deletionProtection: boolean) =>
      (await planRegistry({ deletionProtection })).resources.filter(({ protect }) => protect === true).length;
    expect(await kept(true)).toBe(7);
    expect(await kept(false)).toBe(0);
  });

  it("puts no secret in plain into its inputs and outputs", async () => {
    const plan = await planRegistry({ expose: exposure });
    const text = JSON.stringify(plan.resources.map(({ inputs, outputs }) => [redactMap(inputs), redactMap(outputs)]));
    expect(text).not.toContain("models-database-mlflow-password");
    expect(text).toContain("<secret");
  });

  it("changes its objects as a transform says", async () => {
    const deployment = (args: DeploymentArgs) => ({
      ...args,
      metadata: { name: "mlflow", namespace: "models", annotations: { team: "ml" } },
    });
    const plan = await planRegistries(
      (cluster) => void new ModelRegistry("models", { cluster, transform: { deployment } }),
    );
    expect(objectOf(plan, "Deployment", "mlflow").metadata["annotations"]).toEqual({ team: "ml" });
  });

  it("refuses everything at once, what its stores refuse too, and makes nothing", async () => {
    const problem = { rule: "cluster/store-size", path: "objectStore.sizeGib", message: "is too small" };
    const plan = await planProgram(() => {
      const cluster = fakeCluster("cloud", clusterSpec, { storeProblems: [problem] });
      new ModelRegistry("models", { cluster, version: "3.9.0", artifacts: { sizeGib: 1 } });
    });
    expect(problemsOf(plan)).toEqual([
      "cluster/store-size at artifacts.sizeGib",
      "cluster/store-size at artifacts.sizeGib",
      "models/version-floor at version",
    ]);
    expect(plan.resources.filter(({ type }) => type.startsWith("kubernetes:"))).toEqual([]);
  });

  it("refuses the namespace of another one on the same cluster, and takes it on another cluster", async () => {
    const twice = await planProgram(() => {
      const cluster = fakeCluster("cloud", clusterSpec);
      new ModelRegistry("models", { cluster });
      new ModelRegistry("more", { cluster, namespace: "models" });
    });
    expect(problemsOf(twice)).toEqual(["models/duplicate at namespace"]);
    const apart = await planProgram(() => {
      new ModelRegistry("models", { cluster: fakeCluster("cloud", clusterSpec) });
      new ModelRegistry("more", { cluster: fakeCluster("onprem", clusterSpec), namespace: "models" });
    });
    expect(problemsOf(apart)).toEqual([]);
  });
});

describe("a reference to a model", () => {
  it("is plain, and says where the registry is", async () => {
    let reference: unknown;
    await planRegistries((cluster) => {
      const models = new ModelRegistry("models", { cluster, expose: exposure });
      reference = models.model("fraud", { alias: "champion" });
    });
    expect(reference).toEqual({
      kind: "model",
      component: "models",
      cluster: "cloud",
      url: "http://mlflow.models.svc:5000",
      exposure: { url: "https://models.example.com", ca: "private" },
      model: "fraud",
      alias: "champion",
      uri: "models:/fraud@champion",
    });
  });

  it("is the same to an MLflow that runs already, a managed one too", async () => {
    const references: unknown[] = [];
    await planRegistries(() => {
      const login = { username: "reader", password: pulumi.secret("canary") };
      const own = new ExistingModelRegistry("own", { url: "https://mlflow.example.com", login });
      const managed = new ExistingModelRegistry("managed", { sageMaker: { arn: pulumi.output("arn:…") } });
      references.push(own.model("fraud", { version: 3 }), managed.model("fraud", { version: 3 }));
    });
    const model = { kind: "model", model: "fraud", version: 3, uri: "models:/fraud/3" };
    expect(references).toEqual([
      { ...model, component: "own", url: "https://mlflow.example.com" },
      { ...model, component: "managed" },
    ]);
  });
});

describe("a client of a registry", () => {
  const other = { ...clusterSpec, tags: { ...clusterSpec.tags, environment: "onprem" } } satisfies ClusterSpec;

  it("signs in inside of the cluster, and is known to the network policy by its label", async () => {
    let labels: unknown;
    const plan = await planRegistries((cluster) => {
      const registry = new ModelRegistry("models", { cluster });
      labels = new ModelClient("training", { registry, cluster, namespace: "training", access: "write" }).pod.labels;
    });
    expect(labels).toEqual({ "roadstead.dev/client-of.models": "true" });
    const policy = JSON.stringify(objectOf(plan, "NetworkPolicy", "mlflow"));
    expect(policy).toContain("roadstead.dev/client-of.models");
    const secret = objectOf(plan, "Secret", "training");
    expect(secret).toMatchObject({ metadata: { namespace: "training" } });
    expect(summaryOf(plan, "training")).toMatchObject({ kind: "client", notes: [] });
  });

  it("of another cluster gets the exposed URL and the authority's certificate, and the plan says what it must reach", async () => {
    const plan = await planRegistries((cluster) => {
      const registry = new ModelRegistry("models", { cluster, expose: exposure });
      new ModelClient("serving", { registry, cluster: fakeCluster("onprem", other), namespace: "serving" });
    });
    expect(objectOf(plan, "ConfigMap", "serving")["data"]).toEqual({ "ca.crt": exposure.tls.ca });
    expect(summaryOf(plan, "serving")).toMatchObject({
      url: "https://models.example.com",
      notes: [{ code: "must-reach", message: "from the pods of onprem: https://models.example.com" }],
    });
  });

  it("of another cluster is refused where the registry is not exposed", async () => {
    const plan = await planProgram(() => {
      const registry = new ModelRegistry("models", { cluster: fakeCluster("cloud", clusterSpec) });
      new ModelClient("serving", { registry, cluster: fakeCluster("onprem", other), namespace: "serving" });
    });
    expect(problemsOf(plan)).toEqual(["references/not-exposed at registry"]);
  });
});

function dumpJobName(plan: Plan | undefined): string {
  const inputs = plan?.resources.find(({ name }) => name === "models-dump-before-upgrade")?.inputs ?? {};
  return (redactMap(inputs)["metadata"] as { readonly name: string }).name;
}
