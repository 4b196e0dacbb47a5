import * as gcp from "@pulumi/gcp/provider.js";
import * as pulumi from "@pulumi/pulumi";
import { AiCluster } from "@roadstead/cluster";
import { isDefaultProvider, isStack } from "@roadstead/core";
import { gke, type GkeConfig } from "@roadstead/gke";
import { type Plan, planProgram } from "@roadstead/plan";
import { describe, expect, it } from "vitest";
import { child, config, inputs, nameOf, planCluster, spec } from "./plan-cluster.js";

const plan = await planCluster();

/** Everything of the program, without the stack and the engine's own providers. */
function own(of: Plan) {
  return of.resources.filter((resource) => !isStack(resource) && !isDefaultProvider(resource));
}

/** Logical names of all that a child waits for, directly or not. */
function everythingBefore(name: string): readonly string[] {
  const before = new Set<string>();
  const add = (urn: string): void => {
    if (before.has(nameOf(urn))) return;
    before.add(nameOf(urn));
    child(plan, nameOf(urn)).dependencies.forEach(add);
  };
  child(plan, name).dependencies.forEach(add);
  return [...before];
}

/** Type chain and name of every resource, a line each. */
function urnLines(urns: readonly string[]): string {
  const lines = urns.map((urn) => urn.split("::").slice(2).join("::"));
  return `${lines.sort().join("\n")}\n`;
}

describe("the children of a cluster on GKE", () => {
  it("have names that are public API", async () => {
    await expect(urnLines(own(plan).map(({ urn }) => urn))).toMatchFileSnapshot("../../golden/gke/urns.txt");
  });

  it("come in an order that also holds, backwards, when they go", async () => {
    const lines = own(plan)
      .filter(({ kind, name }) => kind !== "component" && name !== "ai-deletion-guard")
      .map(({ name, dependencies }) => `${name} <- ${dependencies.map(nameOf).sort().join(", ")}`);
    await expect(`${lines.sort().join("\n")}\n`).toMatchFileSnapshot("../../golden/gke/edges.txt");
  });

  it("are the same when everything is known", async () => {
    expect(urnLines(await urnsWithKnownOutputs())).toBe(urnLines(own(plan).map(({ urn }) => urn)));
  });

  it("all belong to the cluster", () => {
    const component = child(plan, "ai").urn;
    const strays = own(plan).filter(({ urn, parent }) => urn !== component && parent !== component);
    expect(strays).toEqual([]);
  });

  it("all say their project, and their region where they have one", () => {
    // These are named by a resource that has the project in its own id.
    const byParent = [
      "gcp:kms/cryptoKey:CryptoKey",
      "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember",
      "gcp:serviceaccount/iAMMember:IAMMember",
    ];
    const onGoogle = own(plan).filter(({ type }) => type.startsWith("gcp:") && !byParent.includes(type));
    expect(onGoogle.length).toBeGreaterThan(10);
    for (const { name } of onGoogle) expect(inputs(plan, name)["project"], name).toBe("my-ml-project");
    for (const name of ["ai-subnetwork", "ai-router", "ai-nat"]) {
      expect(inputs(plan, name)["region"]).toBe("us-central1");
    }
  });
});

describe("the order of a cluster on GKE", () => {
  it("has access before the first Kubernetes object and after the last, and as long as there is a cluster", () => {
    expect(everythingBefore("ai-cluster")).toContain("ai-admin-group-platform@example.com");
    expect(child(plan, "ai-kubernetes").dependencies.map(nameOf)).toEqual(
      expect.arrayContaining([
        "ai-admin-group-platform@example.com",
        "ai-admin-serviceAccount-ci@my-ml-project.iam.gserviceaccount.com",
      ]),
    );
  });

  it("has the nodes' rights and their way to the internet before any node, of the throw-away pool too", () => {
    for (const name of ["ai-cluster", "ai-system-on-demand", "ai-serving-spot"]) {
      expect(everythingBefore(name), name).toEqual(
        expect.arrayContaining(["ai-nat", "ai-node-container.defaultNodeServiceAccount"]),
      );
    }
  });

  it("has the deployer's right to give nodes their service account before any node", () => {
    expect(inputs(plan, "ai-node-service-account-use")).toMatchObject({
      role: "roles/iam.serviceAccountUser",
      member: config.access?.deployer,
    });
    expect(child(plan, "ai-cluster").dependencies.map(nameOf)).toContain("ai-node-service-account-use");
  });

  it("has GKE's right to use the key before the cluster that is encrypted with it", () => {
    expect(child(plan, "ai-cluster").dependencies.map(nameOf)).toContain("ai-secrets-key-use");
  });
});

describe("image streaming", () => {
  const off = { imageStreaming: false };
  const pools = { serving: off, desks: off, lab: off, etl: off };
  const grants = async (own: GkeConfig<string>) =>
    (await planCluster(own)).resources.filter(({ name }) => name === "ai-node-serviceusage.serviceUsageConsumer")
      .length;

  it("comes with the role that it wants of nodes with an account of their own, as long as one pool streams", async () => {
    expect(await grants({ ...config, pools, system: off })).toBe(0);
    expect(await grants({ ...config, pools })).toBe(1);
    expect(inputs(plan, "ai-node-serviceusage.serviceUsageConsumer")["role"]).toBe(
      "roles/serviceusage.serviceUsageConsumer",
    );
  });
});

describe("protection", () => {
  it("covers the cluster and its key, and never a pool", () => {
    const guarded = own(plan)
      .filter(({ protect }) => protect)
      .map(({ name }) => name);
    expect(guarded.sort()).toEqual(["ai-cluster", "ai-deletion-guard", "ai-secrets-key"]);
  });

  it("is off altogether where the spec says so", async () => {
    const open = await planCluster(config, { ...spec, deletionProtection: false });
    expect(own(open).filter(({ protect }) => protect)).toEqual([]);
    expect(inputs(open, "ai-cluster")["deletionProtection"]).toBe(false);
  });
});

describe("two clusters in two projects", () => {
  it("stand in one program, each with its own credentials", async () => {
    const both = await planProgram(() => {
      for (const project of ["team-research", "team-serving"]) {
        const provider = new gcp.Provider(project, { project });
        const target = gke({ ...config, project });
        new AiCluster(project.slice(5), { spec, target }, { providers: { gcp: provider } });
      }
    });
    expect(both.problems).toEqual([]);
    for (const name of ["research", "serving"]) {
      const pool = child(both, `${name}-lab-on-demand`);
      expect(inputs(both, pool.name)["project"]).toBe(`team-${name}`);
      expect(nameOf(pool.provider ?? "")).toBe(`team-${name}`);
      expect(nameOf(child(both, `${name}-serving-compute-class`).provider ?? "")).toBe(`${name}-kubernetes`);
    }
  });
});

describe("transforms", () => {
  it("change the arguments of every kind of child before it is made", async () => {
    const changed = await planCluster({
      ...config,
      transform: {
        network: (args) => ({ ...args, mtu: 8896 }),
        cluster: (args) => ({ ...args, enableL4IlbSubsetting: true }),
        nodePool: (args, { pool }) => (pool === "lab" ? { ...args, maxPodsPerNode: 32 } : args),
        computeClass: (args) => ({ ...args, spec: { ...args["spec"], description: "ours" } }),
      },
    });
    expect(inputs(changed, "ai-network")["mtu"]).toBe(8896);
    expect(inputs(changed, "ai-cluster")["enableL4IlbSubsetting"]).toBe(true);
    expect(inputs(changed, "ai-lab-on-demand")["maxPodsPerNode"]).toBe(32);
    expect(Object.keys(inputs(changed, "ai-etl-on-demand"))).not.toContain("maxPodsPerNode");
    expect(inputs(changed, "ai-serving-compute-class")).toMatchObject({ spec: { description: "ours" } });
  });
});

describe("every kind of child", () => {
  // A transform of each kind that leaves everything as it is and keeps the names that it saw.
  async function seenBy(names: Set<string>): Promise<Plan> {
    const see = <Args>(args: Args, child: { readonly name: string }): Args => {
      names.add(child.name);
      return args;
    };
    return planCluster({
      ...config,
      transform: {
        network: see,
        subnetwork: see,
        router: see,
        nat: see,
        nodeServiceAccount: see,
        nodeServiceAccountUse: see,
        projectGrant: see,
        keyRing: see,
        cryptoKey: see,
        cryptoKeyUse: see,
        serviceAgent: see,
        cluster: see,
        nodePool: see,
        computeClass: see,
        provider: see,
        gpuSoftware: { priorityClass: see },
      },
    });
  }

  it("has a transform, but for the guard", async () => {
    const names = new Set<string>();
    const changed = await seenBy(names);
    const children = own(changed).flatMap(({ kind, name }) => (kind === "component" ? [] : [name]));
    expect(children.filter((name) => !names.has(name))).toEqual(["ai-deletion-guard"]);
  });

  it("is told of in the plan where it is changed", () => {
    const target = gke({ ...config, transform: { serviceAgent: (args) => args } });
    expect(target.layout(spec).notes).toContainEqual({
      code: "transform-used",
      path: "gke.transform.serviceAgent",
      message: "changes serviceAgent",
    });
  });
});

describe("a node pool that a transform gives another name", () => {
  it("is named so in the ComputeClass, which would else order pools that are not there", async () => {
    const changed = await planCluster({
      ...config,
      transform: {
        nodePool: (args, { pool }) => ({ ...args, name: `${pool}-mine` }),
      },
    });
    expect(inputs(changed, "ai-serving-compute-class")).toMatchObject({
      spec: { priorities: [{ nodepools: ["serving-mine"] }, { nodepools: ["serving-mine"] }] },
    });
  });
});

async function urnsWithKnownOutputs(): Promise<readonly string[]> {
  const urns: string[] = [];
  await pulumi.runtime.setMocks(
    {
      call: ({ token }) => {
        throw new Error(`an invoke of ${token}`);
      },
      newResource: ({ name, inputs: given }) => ({
        id: `${name}-id`,
        state: {
          ...(given as Record<string, unknown>),
          name: `${name}-physical`,
          email: "nodes@my-ml-project.iam.gserviceaccount.com",
          member: "serviceAccount:agent@example.com",
          endpoint: "203.0.113.9",
          masterAuth: { clusterCaCertificate: "Zm9v" },
          controlPlaneEndpointsConfig: { dnsEndpointConfig: { endpoint: "gke-1a.us-central1.gke.goog" } },
        },
      }),
    },
    "project",
    "dev",
    false,
  );
  const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, callback) => {
    const [, parent = ""] = /^urn:pulumi:dev::project::(.*)::/.exec(request.getParent()) ?? [];
    if (request.getType() !== "pulumi:pulumi:Stack") {
      const chain = parent === "" || parent.endsWith("pulumi:Stack") ? "" : `${parent.split("$").at(-1)}$`;
      urns.push(`urn:pulumi:dev::project::${chain}${request.getType()}::${request.getName()}`);
    }
    register(request, callback);
  };
  new AiCluster("ai", { spec, target: gke(config) });
  await pulumi.runtime.disconnect();
  return urns;
}

interface Monitor {
  registerResource(
    request: { getType(): string; getName(): string; getParent(): string },
    callback: (...result: unknown[]) => void,
  ): void;
}
