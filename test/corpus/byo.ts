import { type ByoConfig, byo, byoRules } from "@roadstead/byo";
import type { ClusterSpec, Problem } from "@roadstead/core";
import { kubeconfigText } from "../unit/owned-nodes/kubeconfig-text.js";
import { type RuleCase, ruleCase, servingPool, tags } from "./rule-case.js";

export const rules = byoRules;

const spec = { pools: { serving: servingPool }, tags } as ClusterSpec;
const gpuStack = { driver: "user", devicePlugin: "user", metrics: "user" };
const ourPlugin = { ...gpuStack, devicePlugin: "roadstead" };
const privilegedHint =
  "let the service accounts of the namespace gpu-system use them and set it to true, " +
  'or leave the device plugin and the metrics to "user" or "provider" [byo/privileged]';

/** Problems of one serving pool; what is said replaces the factory's config or adds to it. */
function onByo(config: object): readonly Problem[] {
  const good = {
    kubeconfig: kubeconfigText(),
    clusterId: "dc1",
    pools: { serving: { nodes: ["gpu-1"] } },
    storageClass: "longhorn",
    gpuStack,
  };
  return byo({ ...good, ...config } as ByoConfig).validate(spec);
}

const nodes = (name: string) => ({ pools: { serving: { nodes: [name] } } });

export const cases: readonly RuleCase[] = [
  ruleCase(onByo, {
    rule: "byo/gpu-stack",
    name: "a device plugin of unknown owner",
    broken: { gpuStack: { ...gpuStack, devicePlugin: undefined } },
    valid: { gpuStack },
    message:
      "byo.gpuStack.devicePlugin: is missing; Roadstead cannot know who owns this layer of your nodes; " +
      "allowed: roadstead, provider, user [byo/gpu-stack]",
  }),
  ruleCase(onByo, {
    rule: "byo/gpu-stack",
    name: "a driver of unknown owner",
    broken: { gpuStack: { ...gpuStack, driver: undefined } },
    valid: { gpuStack: { ...gpuStack, driver: "image" } },
    message:
      "byo.gpuStack.driver: is missing; Roadstead cannot know who owns this layer of your nodes; " +
      "allowed: image, provider, user [byo/gpu-stack]",
  }),
  ruleCase(onByo, {
    rule: "byo/managed-nodes",
    name: "Fargate",
    broken: { distribution: "EKS on Fargate" },
    valid: { distribution: "EKS" },
    message:
      "byo.distribution: Fargate has no nodes that take labels, DaemonSets or GPUs, " +
      'got "EKS on Fargate"; use a cluster whose Linux nodes you own [byo/managed-nodes]',
  }),
  ruleCase(onByo, {
    rule: "byo/managed-nodes",
    name: "GKE Autopilot",
    broken: { distribution: "GKE Autopilot" },
    valid: { distribution: "GKE Standard" },
    message:
      "byo.distribution: GKE Autopilot owns its nodes and refuses changes to them, " +
      'got "GKE Autopilot"; use a cluster whose Linux nodes you own [byo/managed-nodes]',
  }),
  ruleCase(onByo, {
    rule: "byo/managed-nodes",
    name: "EKS Auto Mode",
    broken: { distribution: "EKS (auto mode)" },
    valid: { distribution: "EKS (managed node groups)" },
    message:
      "byo.distribution: EKS Auto Mode owns its nodes and their device plugin, " +
      'got "EKS (auto mode)"; use a cluster whose Linux nodes you own [byo/managed-nodes]',
  }),
  ruleCase(onByo, {
    rule: "byo/managed-nodes",
    name: "Windows",
    broken: { distribution: "AKS with Windows nodes" },
    valid: { distribution: "AKS with Ubuntu nodes" },
    message:
      "byo.distribution: Windows has no NVIDIA container runtime, " +
      'got "AKS with Windows nodes"; use a cluster whose Linux nodes you own [byo/managed-nodes]',
  }),
  ruleCase(onByo, {
    rule: "byo/managed-node",
    name: "a node of Fargate",
    broken: nodes("fargate-ip-10-0-1-23.ec2.internal"),
    valid: nodes("ip-10-0-1-23.ec2.internal"),
    message:
      "byo.pools.serving.nodes[0]: is a node of Fargate, which nobody can own, " +
      'got "fargate-ip-10-0-1-23.ec2.internal"; name Linux nodes that you own [byo/managed-node]',
  }),
  ruleCase(onByo, {
    rule: "byo/managed-node",
    name: "a node of GKE Autopilot",
    broken: nodes("gk3-lab-pool-1-0a1b2c3d-x4y5"),
    valid: nodes("gke-lab-pool-1-0a1b2c3d-x4y5"),
    message:
      "byo.pools.serving.nodes[0]: is a node of GKE Autopilot, which nobody can own, " +
      'got "gk3-lab-pool-1-0a1b2c3d-x4y5"; name Linux nodes that you own [byo/managed-node]',
  }),
  ruleCase(onByo, {
    rule: "byo/two-advertisers",
    name: "a second device plugin on GKE",
    broken: { distribution: "GKE Standard", gpuStack: ourPlugin },
    valid: { distribution: "GKE Standard", gpuStack: { ...gpuStack, devicePlugin: "provider" } },
    message:
      "byo.gpuStack.devicePlugin: would be the second device plugin: GKE brings its own, " +
      'got "roadstead"; allowed: provider [byo/two-advertisers]',
  }),
  ruleCase(onByo, {
    rule: "byo/two-advertisers",
    name: "a second device plugin on Bottlerocket",
    broken: { distribution: "EKS on Bottlerocket", gpuStack: ourPlugin },
    valid: { distribution: "EKS on Amazon Linux", gpuStack: ourPlugin },
    message:
      "byo.gpuStack.devicePlugin: would be the second device plugin: Bottlerocket brings its own, " +
      'got "roadstead"; allowed: provider [byo/two-advertisers]',
  }),
  ruleCase(onByo, {
    rule: "byo/privileged",
    name: "GPU software where host paths are not admitted",
    broken: { allowPrivileged: false, gpuStack: { ...gpuStack, metrics: "roadstead" } },
    valid: { allowPrivileged: false, gpuStack },
    message:
      "byo.allowPrivileged: is false, and the GPU software that Roadstead runs mounts host paths; " + privilegedHint,
  }),
  ruleCase(onByo, {
    rule: "byo/privileged",
    name: "GPU software on OpenShift without a word about host paths",
    broken: { distribution: "OpenShift 4.20", gpuStack: ourPlugin },
    valid: { distribution: "OpenShift 4.20", gpuStack: ourPlugin, allowPrivileged: true },
    message:
      "byo.allowPrivileged: is not stated, and OpenShift admits host paths only with a SecurityContextConstraint; " +
      privilegedHint,
  }),
  ruleCase(onByo, {
    rule: "byo/storage-class-missing",
    name: "a cluster whose storage is not stated",
    broken: { storageClass: undefined },
    valid: { storageClass: "longhorn" },
    message:
      "byo.storageClass: is missing; Roadstead cannot know which storage your cluster has; " +
      "name one of `kubectl get storageclass` [byo/storage-class-missing]",
  }),
];
