import * as pulumi from "@pulumi/pulumi";
import {
  clusterComponents,
  clusterRules,
  type GpuBinding,
  gpuBinding,
  imageProblems,
  transformed,
} from "@roadstead/cluster";
import { gpuTaint, type ImageOptions, type PoolLayout, type Problem, SpecError } from "@roadstead/core";
import { clusterProblems, optionProblems } from "../../packages/cluster/src/cluster-problems.js";
import { devicePluginConfig } from "../../packages/cluster/src/gpu-software/device-plugin-config.js";
import { podGpuProblems } from "../../packages/cluster/src/pod-gpu-problems.js";
import { fakeTarget } from "../unit/cluster/fake-target.js";
import { cpuPool, gpuPool, layoutOf } from "../unit/cluster/layouts.js";
import { type RuleCase, ruleCase } from "./rule-case.js";

export const rules = clusterRules;

const spec = { pools: {}, tags: { owner: "ml", costCenter: "1", environment: "test" } };
const pools = [gpuPool("serving"), cpuPool("web")];
const gpu: GpuBinding = {
  resourceName: "nvidia.com/gpu",
  maxPerPod: 8,
  nodeSelector: { "roadstead.dev/pool": "serving" },
  tolerations: [{ key: gpuTaint.key, operator: "Exists", effect: "NoSchedule" }],
  runtimeClassName: "nvidia",
  podSecurity: "restricted",
};

type Pod = Parameters<typeof podGpuProblems>[0];

const ofName = (name: string) => clusterProblems(name, spec, fakeTarget(layoutOf(pools)));
const ofImages = (images: ImageOptions) => imageProblems(images, "eks.images", clusterComponents);
const ofPool = (name: string) => problemsOf(() => gpuBinding(pools, name));
const ofConfig = (pool: PoolLayout) => problemsOf(() => devicePluginConfig(pool));
const ofOptions = (protect: boolean) => optionProblems({ protect });
// As a program without types may give it.
const ofTransform = (result: unknown) =>
  problemsOf(() => transformed(() => result as object, {}, { name: "cloud-cluster" }));
const ofCount = (count: number) => podGpuProblems({ containers: [{ name: "main" }] }, gpu, count, undefined);
const ofPod = (pod: Partial<Pod>) => podGpuProblems({ containers: [{ name: "main" }], ...pod }, gpu, 2, undefined);
const ofContainer = (name: string) => podGpuProblems({ containers: [{ name: "main" }] }, gpu, 1, name);

function problemsOf(run: () => unknown): readonly Problem[] {
  try {
    run();
    return [];
  } catch (error) {
    if (error instanceof SpecError) return error.problems;
    throw error;
  }
}

const nameMessage = (got: string) =>
  "name: must be at most 30 lower-case letters, digits and dashes, start with a letter and not end with a dash, " +
  `got "${got}" [cluster/name]`;
const mirrorMessage = (got: string) =>
  `eks.images.mirror: must be a registry host with an optional port and path, got "${got}"; ` +
  'leave out the scheme and the last slash: "registry.example.com/mirror" [cluster/image-mirror]';
const pinnedMessage = (got: string) =>
  `eks.images.overrides.device-plugin: must be an image with a fixed tag or a digest, got "${got}"; ` +
  'write "registry/name:tag" or "registry/name@sha256:…", and no "latest" [cluster/image-pinned]';
const plainHint = "put the Outputs deeper, or set it after withGpu [cluster/pod-plain]";

const nameCases: readonly RuleCase[] = [
  ["capitals", "Cloud", "cloud"],
  ["a digit in front", "1st", "first"],
  ["a dash at the end", "cloud-", "cloud"],
  ["31 letters", "a".repeat(31), "a".repeat(30)],
].map(([name = "", broken = "", valid = ""]) =>
  ruleCase(ofName, { rule: "cluster/name", name: `a name with ${name}`, broken, valid, message: nameMessage(broken) }),
);

const programCases: readonly RuleCase[] = [
  ruleCase(ofOptions, {
    rule: "cluster/protect",
    name: "a protected AiCluster",
    broken: true,
    valid: false,
    message:
      "opts.protect: would protect every pool as well, and a protected pool can be neither replaced nor dropped; " +
      "leave it out: the spec's deletionProtection, on by default, keeps the cluster and its pools from `destroy` " +
      "[cluster/protect]",
  }),
  ruleCase(ofTransform, {
    rule: "cluster/transform-result",
    name: "a transform that changes its arguments and returns nothing",
    broken: undefined,
    valid: {},
    message:
      "cloud-cluster: has a transform that gives back no arguments, got undefined; " +
      "return the arguments, changed or not [cluster/transform-result]",
  }),
];

const imageCases: readonly RuleCase[] = [
  ...["https://registry.example.com", "registry.example.com/"].map((broken) =>
    ruleCase(ofImages, {
      rule: "cluster/image-mirror",
      name: `the mirror ${broken}`,
      broken: { mirror: broken },
      valid: { mirror: "registry.example.com" },
      message: mirrorMessage(broken),
    }),
  ),
  ruleCase(ofImages, {
    rule: "cluster/image-pull-secret",
    name: "a pull secret that no Secret can be called",
    broken: { pullSecret: "Mirror_Login" },
    valid: { pullSecret: "mirror-login" },
    message:
      "eks.images.pullSecret: must be the name of a Kubernetes Secret: lower-case letters, digits, dashes and dots, " +
      'got "Mirror_Login" [cluster/image-pull-secret]',
  }),
  ruleCase(ofImages, {
    rule: "cluster/image-component",
    name: "an override of a component that is not there",
    broken: { overrides: { deviceplugin: "registry.example.com/plugin:v1" } },
    valid: { overrides: { "device-plugin": "registry.example.com/plugin:v1" } },
    message:
      "eks.images.overrides.deviceplugin: is not a component whose image can be set here; " +
      'allowed: device-plugin, dcgm-exporter, postgres, versitygw, rclone, curl, mlflow, feast; did you mean "device-plugin"? [cluster/image-component]',
  }),
  ...["registry.example.com/plugin", "registry.example.com:5000/plugin:latest"].map((broken) =>
    ruleCase(ofImages, {
      rule: "cluster/image-pinned",
      name: `the image ${broken}`,
      broken: { overrides: { "device-plugin": broken } },
      valid: { overrides: { "device-plugin": "registry.example.com:5000/plugin:v1" } },
      message: pinnedMessage(broken),
    }),
  ),
];

const poolCases: readonly RuleCase[] = [
  ruleCase(ofPool, {
    rule: "cluster/gpu-pool",
    name: "GPUs of a pool without any",
    broken: "web",
    valid: "serving",
    message: "pools.web: is not a pool with GPUs; allowed: serving [cluster/gpu-pool]",
  }),
  ruleCase(ofPool, {
    rule: "cluster/gpu-pool",
    name: "GPUs of a pool that is not there",
    broken: "servin",
    valid: "serving",
    message: 'pools.servin: is not a pool with GPUs; allowed: serving; did you mean "serving"? [cluster/gpu-pool]',
  }),
  ruleCase(ofConfig, {
    rule: "cluster/device-plugin-sharing",
    name: "MPS, whose control daemon is not yet here",
    broken: gpuPool("serving", { sharing: { mode: "mps", replicas: 4, sharesPerGpu: 4 } }),
    valid: gpuPool("serving", { sharing: { mode: "time-slicing", replicas: 4, sharesPerGpu: 4 } }),
    message:
      'pools.serving.accelerator.sharing.mode: has no device plugin configuration yet, got "mps"; ' +
      "allowed: exclusive, time-slicing, mig [cluster/device-plugin-sharing]",
  }),
];

const podCases: readonly RuleCase[] = [
  ...[0, 1.5, 9].map((broken) =>
    ruleCase(ofCount, {
      rule: "cluster/pod-gpu-count",
      name: `${broken} of 8 GPUs`,
      broken,
      valid: 8,
      message: `count: must be a whole number of GPUs that one pod can use, got ${broken}; allowed: 1 to 8 [cluster/pod-gpu-count]`,
    }),
  ),
  ruleCase(ofContainer, {
    rule: "cluster/pod-container",
    name: "a container that is not there",
    broken: "mian",
    valid: "main",
    message: 'podSpec.containers: has no container "mian"; allowed: main [cluster/pod-container]',
  }),
  ruleCase(ofPod, {
    rule: "cluster/pod-gpu-resource",
    name: "a container that asks for another number of GPUs",
    broken: { containers: [{ name: "main", resources: { limits: { "nvidia.com/gpu": "1" } } }] },
    valid: { containers: [{ name: "main", resources: { limits: { "nvidia.com/gpu": "2" } } }] },
    message:
      'podSpec.containers[0].resources.limits["nvidia.com/gpu"]: contradicts the GPU pool, got "1"; allowed: 2; ' +
      "leave it out: withGpu sets it [cluster/pod-gpu-resource]",
  }),
  ruleCase(ofPod, {
    rule: "cluster/pod-node-selector",
    name: "a pod that selects another pool",
    broken: { nodeSelector: { "roadstead.dev/pool": "web" } },
    valid: { nodeSelector: { zone: "a" } },
    message:
      'podSpec.nodeSelector["roadstead.dev/pool"]: contradicts the GPU pool, got "web"; allowed: serving; ' +
      "leave it out: withGpu sets it [cluster/pod-node-selector]",
  }),
  ruleCase(ofPod, {
    rule: "cluster/pod-runtime-class",
    name: "a pod with another runtime class",
    broken: { runtimeClassName: "gvisor" },
    valid: { runtimeClassName: "nvidia" },
    message:
      'podSpec.runtimeClassName: contradicts the GPU pool, got "gvisor"; allowed: nvidia; ' +
      "leave it out: withGpu sets it [cluster/pod-runtime-class]",
  }),
  ruleCase(ofPod, {
    rule: "cluster/pod-plain",
    name: "tolerations that are an Output",
    broken: { tolerations: pulumi.output([]) },
    valid: { tolerations: [pulumi.output({ key: "team", operator: "Exists" })] },
    message: `podSpec.tolerations: must be a plain value, for withGpu merges with it, got an Output; ${plainHint}`,
  }),
  ruleCase(ofPod, {
    rule: "cluster/pod-plain",
    name: "containers that are an Output",
    broken: { containers: pulumi.output([{ name: "main" }]) },
    valid: { containers: [{ name: "main", image: pulumi.output("image") }] },
    message: `podSpec.containers: must be a plain value, for withGpu merges with it, got an Output; ${plainHint}`,
  }),
];

export const cases: readonly RuleCase[] = [...nameCases, ...programCases, ...imageCases, ...poolCases, ...podCases];
