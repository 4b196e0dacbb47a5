import type { ClusterLayout, PoolLayout } from "@roadstead/core";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { gpuSoftwareManifests } from "../../../packages/cluster/src/gpu-software/gpu-software-manifests.js";
import { eksLike, gkeLike, gpuPool, k3sLike, layoutOf, mig, timeSlicing } from "./layouts.js";

interface PlainDaemonSet {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly template: {
      readonly metadata: { readonly annotations?: Record<string, string>; readonly labels: Record<string, string> };
      readonly spec: {
        readonly serviceAccountName: string;
        readonly runtimeClassName?: string;
        readonly tolerations: readonly Record<string, string>[];
        readonly affinity: {
          readonly nodeAffinity: {
            readonly requiredDuringSchedulingIgnoredDuringExecution: {
              readonly nodeSelectorTerms: readonly {
                readonly matchExpressions: readonly { key: string; operator: string; values: readonly string[] }[];
              }[];
            };
          };
        };
        readonly containers: readonly {
          readonly image: string;
          readonly env: readonly { readonly name: string; readonly value?: string }[];
          readonly securityContext: { readonly capabilities: { readonly drop: string[]; readonly add?: string[] } };
        }[];
      };
    };
  };
}

function objects(layout: ClusterLayout) {
  return gpuSoftwareManifests(layout, "cloud").flat();
}

function daemonSets(layout: ClusterLayout, kind: "devicePlugin" | "dcgmExporter"): PlainDaemonSet[] {
  return objects(layout)
    .filter((object) => object.kind === kind)
    .map((object) => object.args as unknown as PlainDaemonSet);
}

function onlyPlugin(pool: PoolLayout): PlainDaemonSet {
  const [plugin] = daemonSets(layoutOf([pool]), "devicePlugin");
  if (plugin === undefined) throw new Error("no device plugin was rendered");
  return plugin;
}

/** Whether the DaemonSet's required affinity admits a node with these labels, as the scheduler would decide. */
function runsOn(daemonSet: PlainDaemonSet, nodeLabels: Readonly<Record<string, string>>): boolean {
  const { nodeAffinity } = daemonSet.spec.template.spec.affinity;
  return nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms.some((term) =>
    term.matchExpressions.every(
      ({ key, operator, values }) => operator === "In" && values.includes(nodeLabels[key] ?? ""),
    ),
  );
}

describe("the rendered GPU software", () => {
  it.each([
    ["eks-like", eksLike],
    ["k3s-like", k3sLike],
    ["gke-like", gkeLike],
  ])("is the same as the reviewed one: %s", async (name, layout) => {
    const documents = objects(layout).map((object) => stringify(object.args, { aliasDuplicateObjects: false }));
    await expect(documents.join("---\n")).toMatchFileSnapshot(`../../golden/cluster/gpu-software-${name}.yaml`);
  });

  it("leaves everything but the priority classes to a provider that brings it", () => {
    expect(objects(gkeLike).map((object) => object.kind)).toEqual(["priorityClass", "priorityClass"]);
  });

  it("has no metrics objects where nobody or somebody else measures", () => {
    const { metrics: _, ...unmeasured } = gpuPool("a").gpuStack ?? expect.fail();
    for (const gpuStack of [unmeasured, { ...unmeasured, metrics: "user" as const }]) {
      const kinds = objects(layoutOf([gpuPool("a", { gpuStack })])).map((object) => object.kind);
      expect(kinds).toContain("devicePlugin");
      expect(kinds).not.toContain("dcgmExporter");
      expect(kinds).not.toContain("dcgmService");
    }
  });

  it("makes a ServiceMonitor only when asked", () => {
    const kinds = (serviceMonitor: boolean) =>
      objects(layoutOf([gpuPool("a")], { gpuMetrics: { serviceMonitor } })).map((object) => object.kind);
    expect(kinds(true)).toContain("serviceMonitor");
    expect(kinds(false)).not.toContain("serviceMonitor");
  });

  it("gives each object a logical name of its own", () => {
    const names = objects(eksLike).map((object) => `${object.kind} ${object.name}`);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe("placement", () => {
  it("runs on the nodes of its pool and on no others", () => {
    const [serving, training, lab] = [eksLike.pools[1], eksLike.pools[2], eksLike.pools[3]];
    for (const kind of ["devicePlugin", "dcgmExporter"] as const) {
      const [onServing, onTraining, onLab] = daemonSets(eksLike, kind);
      const matrix = [onServing, onTraining, onLab].map((daemonSet) =>
        [serving, training, lab, eksLike.pools[0]].map(
          (pool) => daemonSet !== undefined && pool !== undefined && runsOn(daemonSet, pool.labels),
        ),
      );
      expect(matrix).toEqual([
        [true, false, false, false],
        [false, true, false, false],
        [false, false, true, false],
      ]);
    }
  });

  it("stays away from nodes that have an advertiser of their own, even in a pool of the same name", () => {
    expect(runsOn(onlyPlugin(gpuPool("serving")), gkeLike.pools[1]?.labels ?? {})).toBe(false);
  });

  it("tolerates every taint of its pool, the GPU taint with any value", () => {
    const taints = [
      { key: "team", value: "research", effect: "NoExecute" },
      { key: "maintenance", effect: "NoSchedule" },
    ] as const;
    expect(onlyPlugin(gpuPool("a", { taints })).spec.template.spec.tolerations).toEqual([
      { key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" },
      { key: "team", operator: "Equal", value: "research", effect: "NoExecute" },
      { key: "maintenance", operator: "Exists", effect: "NoSchedule" },
    ]);
  });

  it("uses the runtime class of the pool, and makes none", () => {
    for (const kind of ["devicePlugin", "dcgmExporter"] as const) {
      expect(daemonSets(k3sLike, kind)[0]?.spec.template.spec.runtimeClassName).toBe("nvidia");
      expect(daemonSets(eksLike, kind)[0]?.spec.template.spec).not.toHaveProperty("runtimeClassName");
    }
    expect(JSON.stringify(objects(k3sLike))).not.toContain('"RuntimeClass"');
  });
});

describe("privileges", () => {
  const capabilities = (pool: PoolLayout) =>
    onlyPlugin(pool).spec.template.spec.containers[0]?.securityContext.capabilities;

  it("gives the device plugin SYS_ADMIN on MIG pools only", () => {
    expect(capabilities(gpuPool("a"))).toEqual({ drop: ["ALL"] });
    expect(capabilities(gpuPool("a", { sharing: timeSlicing }))).toEqual({ drop: ["ALL"] });
    expect(capabilities(gpuPool("a", { sharing: mig }))).toEqual({ drop: ["ALL"], add: ["SYS_ADMIN"] });
  });

  it("has no privileged container, no host namespace, no role and no token", () => {
    const text = JSON.stringify(objects(eksLike));
    for (const word of [
      '"privileged":true',
      "hostNetwork",
      "hostPID",
      "hostIPC",
      '"automountServiceAccountToken":true',
    ]) {
      expect(text).not.toContain(word);
    }
    expect(text).not.toMatch(/"kind":"(Cluster)?Role(Binding)?"/);
  });
});

describe("transforms", () => {
  it("get the arguments, the logical name and the pool, and their result is used", () => {
    const seen: unknown[] = [];
    const rendered = gpuSoftwareManifests(eksLike, "cloud", {
      dcgmExporter: (args, child) => {
        seen.push(child);
        return { ...args, metadata: { name: `changed-${child.pool}` } };
      },
    }).flat();
    expect(seen).toEqual(["serving", "training", "lab"].map((pool) => ({ name: `cloud-dcgm-exporter-${pool}`, pool })));
    const exporters = rendered.filter((object) => object.kind === "dcgmExporter");
    expect(exporters.map((object) => object.args.metadata)).toEqual(
      ["serving", "training", "lab"].map((pool) => ({ name: `changed-${pool}` })),
    );
  });
});

describe("a transform that writes into its arguments", () => {
  // Every object in them, however deep, as a hostile transform finds it.
  const scribble = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    Object.values(value).forEach(scribble);
    if (!Array.isArray(value)) Object.assign(value, { scribbled: true });
  };

  it("changes its own child and nothing else, then or later", () => {
    const before = gpuSoftwareManifests(eksLike, "cloud").flat();
    const changed = gpuSoftwareManifests(eksLike, "cloud", {
      devicePlugin: (args) => {
        scribble(args);
        return args;
      },
    }).flat();
    const others = (objects: typeof before) => objects.filter(({ kind }) => kind !== "devicePlugin");
    expect(others(changed)).toEqual(others(before));
    expect(gpuSoftwareManifests(eksLike, "cloud").flat()).toEqual(before);
  });
});

describe("a changed config", () => {
  const checksum = (pool: PoolLayout) =>
    onlyPlugin(pool).spec.template.metadata.annotations?.["roadstead.dev/config-checksum"];

  it("starts new pods of its own pool and of no other", () => {
    const before = layoutOf([gpuPool("a", { sharing: timeSlicing }), gpuPool("b")]);
    const after = layoutOf([gpuPool("a", { sharing: { ...timeSlicing, replicas: 5, sharesPerGpu: 5 } }), gpuPool("b")]);
    const [a1, b1] = daemonSets(before, "devicePlugin");
    const [a2, b2] = daemonSets(after, "devicePlugin");
    expect(a2?.spec.template).not.toEqual(a1?.spec.template);
    expect(b2).toEqual(b1);
  });

  it("starts new pods when a transform makes the change", () => {
    const render = (data: Record<string, string>) =>
      gpuSoftwareManifests(layoutOf([gpuPool("a")]), "cloud", {
        devicePluginConfig: (args) => ({ ...args, data }),
      })
        .flat()
        .find((object) => object.kind === "devicePlugin")?.args.spec;
    expect(render({ a: "version: v1" })).toEqual(render({ a: "version: v1" }));
    expect(render({ a: "version: v1" })).not.toEqual(render({ a: "version: v1\n" }));
  });

  it("is told by the checksum", () => {
    expect(checksum(gpuPool("a"))).toBe(checksum(gpuPool("a")));
    expect(checksum(gpuPool("a", { sharing: mig }))).not.toBe(checksum(gpuPool("a")));
  });
});
