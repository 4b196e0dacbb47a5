import { type ClusterLayout, layoutCluster, type PoolLayout } from "@roadstead/core";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { devicePluginConfig } from "../../packages/cluster/src/gpu-software/device-plugin-config.js";
import { gpuSoftwareManifests } from "../../packages/cluster/src/gpu-software/gpu-software-manifests.js";
import { benchSuite } from "../bench/bench-suite.js";
import {
  type DevicePluginMeaning,
  type ParsedDevicePluginConfig,
  parseDevicePluginConfigs,
} from "../bench/device-plugin-parser.js";
import { arbitrarySpec } from "../property/arbitrary-spec.js";
import { plainOptions, targets } from "../property/layout-options.js";

interface RenderedConfig {
  readonly pool: PoolLayout;
  readonly text: string;
  /** Names of the variables that the plugin's container has. */
  readonly environment: readonly string[];
}

interface PlainDaemonSet {
  readonly spec: {
    readonly template: {
      readonly spec: { readonly containers: readonly { readonly env: readonly { name: string }[] }[] };
    };
  };
}

/** https://github.com/NVIDIA/k8s-device-plugin/blob/v0.19.3/cmd/nvidia-device-plugin/main.go */
const overriding = [
  ...["MIG_STRATEGY", "FAIL_ON_INIT_ERROR", "PASS_DEVICE_SPECS", "DEVICE_LIST_STRATEGY", "DEVICE_ID_STRATEGY"],
  ...["DEVICE_DISCOVERY_STRATEGY", "NVIDIA_DRIVER_ROOT", "NVIDIA_DEV_ROOT", "DRIVER_ROOT_CTR_PATH", "MPS_ROOT"],
  ...["GDRCOPY_ENABLED", "GDS_ENABLED", "MOFED_ENABLED", "CDI_ANNOTATION_PREFIX", "NVIDIA_CDI_HOOK_PATH"],
  ...["IMEX_CHANNEL_IDS", "IMEX_REQUIRED", "CDI_FEATURE_FLAGS"],
];

benchSuite("NVIDIA's own parser", () => {
  const rendered = targets.flatMap(([, capabilities]) =>
    fc
      .sample(arbitrarySpec(capabilities), { numRuns: 100, seed: 20261124 })
      .map((spec) => layoutCluster(spec, { ...plainOptions(capabilities), location: "here" }))
      .flatMap(renderedConfigs),
  );

  let parsed: readonly ParsedDevicePluginConfig[];

  beforeAll(() => {
    parsed = parseDevicePluginConfigs(rendered.map(({ text }) => text));
  });

  it("gives every rendered config the meaning of its pool's layout", () => {
    expect(rendered.length).toBeGreaterThanOrEqual(200);
    const modes = new Set(rendered.map(({ pool }) => pool.accelerator?.sharing.mode));
    expect([...modes].sort()).toEqual(["exclusive", "mig", "time-slicing"]);

    expect(parsed.filter(({ error }) => error !== undefined)).toEqual([]);
    for (const [index, { pool }] of rendered.entries()) expect(parsed[index]).toEqual(meaningOf(pool));
  });

  it("counts as many devices per node as the layout hands out", () => {
    for (const [index, { pool }] of rendered.entries()) {
      expect(devicesPerNode(parsed[index] as DevicePluginMeaning, pool)).toBe(pool.allocatable.gpu);
    }
  });

  it("is told nothing else by the environment, which would win over the config", () => {
    const names = rendered.flatMap(({ environment }) => environment);
    expect(new Set(names)).toContain("CONFIG_FILE");
    expect(names.filter((name) => overriding.includes(name))).toEqual([]);
  });

  describe("refuses", () => {
    const [sliced] = rendered.filter(({ pool }) => pool.accelerator?.sharing.mode === "time-slicing");
    const config = devicePluginConfig(sliced?.pool ?? expect.fail("no pool shares its GPUs"));
    const [resource] = config.sharing?.timeSlicing.resources ?? [];

    it.each([
      ["one replica", { ...config, sharing: { timeSlicing: { resources: [{ ...resource, replicas: 1 }] } } }, ">= 2"],
      ["sharing of nothing", { ...config, sharing: { timeSlicing: { resources: [] } } }, "no resources specified"],
      ["another version", { ...config, version: "v2" }, "unknown version"],
      [
        "an unknown way to list devices",
        { ...config, flags: { plugin: { deviceListStrategy: "env" } } },
        "invalid strategy",
      ],
    ])("%s", (_name, wrong, reason) => {
      expect(parseDevicePluginConfigs([stringify(wrong)])).toEqual([
        { error: expect.stringContaining(reason) as string },
      ]);
    });
  });
});

/** The config of each pool as its DaemonSet gets it. */
function renderedConfigs(layout: ClusterLayout): RenderedConfig[] {
  const objects = gpuSoftwareManifests(layout, "cloud").flat();
  const configMap = objects.find((object) => object.kind === "devicePluginConfig");
  const daemonSets = objects.filter((object) => object.kind === "devicePlugin");
  const data = (configMap?.args.data ?? {}) as Record<string, string>;
  return layout.pools
    .filter(({ accelerator }) => accelerator !== undefined)
    .map((pool, index) => {
      const { spec } = daemonSets[index]?.args as unknown as PlainDaemonSet;
      return {
        pool,
        text: data[pool.name] ?? expect.fail(`no config for ${pool.name}`),
        environment: spec.template.spec.containers.flatMap(({ env }) => env.map(({ name }) => name)),
      };
    });
}

/** Written from what the plugin does, not from how the config is made: no field more, no field less, no warning. */
function meaningOf({ accelerator }: PoolLayout): unknown {
  const sharing = accelerator?.sharing;
  const isSliced = sharing?.mode === "time-slicing";
  return {
    sharingStrategy: isSliced ? "time-slicing" : "none",
    config: {
      version: "v1",
      flags: {
        migStrategy: sharing?.mode === "mig" ? "single" : "none",
        failOnInitError: true,
        gdrcopyEnabled: null,
        gdsEnabled: null,
        mofedEnabled: null,
        useNodeFeatureAPI: null,
        deviceDiscoveryStrategy: "nvml",
        plugin: {
          passDeviceSpecs: null,
          deviceListStrategy: ["envvar"],
          deviceIDStrategy: "uuid",
          cdiAnnotationPrefix: null,
          nvidiaCTKPath: null,
          containerDriverRoot: null,
        },
      },
      resources: { gpus: null },
      // The same resource name on every target: neither renamed one by one nor by default.
      sharing: {
        timeSlicing: isSliced
          ? {
              failRequestsGreaterThanOne: true,
              resources: [{ name: "nvidia.com/gpu", devices: "all", replicas: sharing.sharesPerGpu }],
            }
          : {},
      },
      imex: {},
    },
  };
}

/** `nvidia.com/gpu` of a node, as the plugin counts: each device as often as it is replicated. */
function devicesPerNode({ config, sharingStrategy }: DevicePluginMeaning, { accelerator }: PoolLayout): number {
  const { gpusPerNode = 0, sharing } = accelerator ?? {};
  const devicesPerGpu = config.flags.migStrategy === "single" && sharing?.mode === "mig" ? sharing.sharesPerGpu : 1;
  const [resource] = config.sharing.timeSlicing.resources ?? [];
  return gpusPerNode * devicesPerGpu * (sharingStrategy === "time-slicing" ? (resource?.replicas ?? 0) : 1);
}
