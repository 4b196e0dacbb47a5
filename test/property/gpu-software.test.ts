import { type ClusterLayout, layoutCluster, type PoolLayout, type Taint } from "@roadstead/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { gpuSoftwareManifests } from "../../packages/cluster/src/gpu-software/gpu-software-manifests.js";
import { arbitrarySpec } from "./arbitrary-spec.js";
import { plainOptions, targets } from "./layout-options.js";

/** The fields that device plugin 0.19.3 and 0.20.0 both know, of those that matter here. */
const knownFields: Readonly<Record<string, readonly string[]>> = {
  "": ["version", "flags", "sharing"],
  flags: ["migStrategy", "failOnInitError", "deviceDiscoveryStrategy", "plugin"],
  "flags.plugin": ["passDeviceSpecs", "deviceListStrategy", "deviceIDStrategy"],
  sharing: ["timeSlicing"],
  "sharing.timeSlicing": ["renameByDefault", "failRequestsGreaterThanOne", "resources"],
  "sharing.timeSlicing.resources": ["name", "replicas"],
};

interface ParsedConfig {
  readonly version: string;
  readonly flags: { readonly migStrategy: string };
  readonly sharing?: {
    readonly timeSlicing: { readonly resources: readonly { readonly name: string; readonly replicas: number }[] };
  };
}

interface PlainToleration {
  readonly key: string;
  readonly operator: string;
  readonly value?: string;
  readonly effect?: string;
}

interface PlainDaemonSet {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly template: {
      readonly spec: {
        readonly tolerations: readonly PlainToleration[];
        readonly affinity: {
          readonly nodeAffinity: {
            readonly requiredDuringSchedulingIgnoredDuringExecution: {
              readonly nodeSelectorTerms: readonly {
                readonly matchExpressions: readonly { readonly key: string; readonly values: readonly string[] }[];
              }[];
            };
          };
        };
      };
    };
  };
}

describe.each(targets)("the GPU software of any valid spec on %s", (_name, capabilities) => {
  const layout = arbitrarySpec(capabilities).map((spec) =>
    layoutCluster(spec, { ...plainOptions(capabilities), location: "here" }),
  );
  const gpuPools = (of: ClusterLayout) => of.pools.filter((pool) => pool.accelerator !== undefined);
  const daemonSets = (of: ClusterLayout, kind: "devicePlugin" | "dcgmExporter") =>
    gpuSoftwareManifests(of, "cloud")
      .flat()
      .filter((object) => object.kind === kind)
      .map((object) => object.args as unknown as PlainDaemonSet);

  it("has a config for each GPU pool, of known fields only, that advertises what the layout says", () => {
    fc.assert(
      fc.property(layout, (any) => {
        const configs = configsOf(any);
        expect(Object.keys(configs)).toEqual(gpuPools(any).map(({ name }) => name));
        for (const pool of gpuPools(any)) {
          const config = configs[pool.name] ?? expect.fail(`no config for ${pool.name}`);
          expect(unknownFields(config)).toEqual([]);
          expect(advertised(config, pool)).toBe(pool.allocatable.gpu);
        }
      }),
    );
  });

  it("covers every node of a GPU pool and no node of another pool", () => {
    fc.assert(
      fc.property(layout, (any) => {
        const metered = gpuPools(any).filter((pool) => pool.gpuStack?.metrics === "roadstead");
        for (const [kind, pools] of [
          ["devicePlugin", gpuPools(any)],
          ["dcgmExporter", metered],
        ] as const) {
          const admitted = daemonSets(any, kind).map((it) =>
            any.pools.filter((pool) => admits(it, pool)).map(({ name }) => name),
          );
          expect(admitted).toEqual(pools.map(({ name }) => [name]));
        }
      }),
    );
  });

  it("tolerates every taint of its pool", () => {
    fc.assert(
      fc.property(layout, (any) => {
        for (const [index, daemonSet] of daemonSets(any, "devicePlugin").entries()) {
          const { tolerations } = daemonSet.spec.template.spec;
          const untolerated = gpuPools(any)[index]?.taints.filter(
            (taint) => !tolerations.some((toleration) => tolerates(toleration, taint)),
          );
          expect(untolerated).toEqual([]);
        }
      }),
    );
  });

  it("has names that Kubernetes takes, each once", () => {
    fc.assert(
      fc.property(layout, (any) => {
        const all = [...daemonSets(any, "devicePlugin"), ...daemonSets(any, "dcgmExporter")].map(
          (it) => it.metadata.name,
        );
        expect(new Set(all).size).toBe(all.length);
        for (const name of all) expect(name).toMatch(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
        for (const key of Object.keys(configsOf(any))) expect(key).toMatch(/^[-._a-zA-Z0-9]{1,253}$/);
      }),
    );
  });
});

function configsOf(layout: ClusterLayout): Record<string, ParsedConfig> {
  const configMap = gpuSoftwareManifests(layout, "cloud")
    .flat()
    .find((object) => object.kind === "devicePluginConfig");
  const data = (configMap?.args.data ?? {}) as Record<string, string>;
  return Object.fromEntries(Object.entries(data).map(([pool, text]) => [pool, parse(text) as ParsedConfig]));
}

/** Paths of fields that the plugin does not know. */
function unknownFields(value: unknown, path = ""): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => unknownFields(item, path));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const own = path === "" ? key : `${path}.${key}`;
    return (knownFields[path] ?? []).includes(key) ? unknownFields(member, own) : [own];
  });
}

/** `nvidia.com/gpu` per node, as the plugin would count: replicas of whole GPUs, or the MIG instances it finds. */
function advertised(config: ParsedConfig, pool: PoolLayout): number {
  const { gpusPerNode = 0, sharing } = pool.accelerator ?? {};
  const [resource] = config.sharing?.timeSlicing.resources ?? [];
  if (resource === undefined) {
    const instances = config.flags.migStrategy === "single" && sharing?.mode === "mig" ? sharing.sharesPerGpu : 1;
    return gpusPerNode * instances;
  }
  expect(resource.name).toBe("nvidia.com/gpu");
  expect(resource.replicas).toBeGreaterThanOrEqual(2);
  return gpusPerNode * resource.replicas;
}

function admits(daemonSet: PlainDaemonSet, pool: PoolLayout): boolean {
  const { nodeAffinity } = daemonSet.spec.template.spec.affinity;
  return nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms.some((term) =>
    term.matchExpressions.every(({ key, values }) => values.includes(pool.labels[key] ?? "")),
  );
}

/** As the scheduler decides. */
function tolerates(toleration: PlainToleration, taint: Taint): boolean {
  if (toleration.key !== taint.key) return false;
  if (toleration.effect !== undefined && toleration.effect !== taint.effect) return false;
  return toleration.operator === "Exists" || (toleration.value ?? "") === (taint.value ?? "");
}
