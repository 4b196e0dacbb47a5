import { type ByoConfig, byo } from "@roadstead/byo";
import { ownedNodesRules } from "@roadstead/cluster/owned-nodes";
import type { ClusterSpec, Problem } from "@roadstead/core";
import { type K3sConfig, k3s } from "@roadstead/k3s";
import { kubeconfigText } from "../unit/owned-nodes/kubeconfig-text.js";
import { type RuleCase, ruleCase, servingPool, tags } from "./rule-case.js";

export const rules = ownedNodesRules;

type Untyped = Readonly<Record<string, unknown>>;

const plain = { ...servingPool, size: { min: 1, max: 2 } };
const mig = {
  ...plain,
  accelerator: { model: "a100-40", gpusPerNode: 1, sharing: { mode: "mig", profile: "1g.5gb" } },
};
const good: Untyped = {
  kubeconfig: kubeconfigText(),
  clusterId: "dc1",
  pools: { serving: { nodes: ["gpu-1"] } },
  storageClass: "longhorn",
};

/** Problems of one serving pool on k3s; what is said replaces the factory's config or adds to it. */
function onK3s({ pool = plain, ...config }: Untyped): readonly Problem[] {
  const spec = { pools: { serving: pool }, tags } as unknown as ClusterSpec;
  return k3s({ ...good, ...config } as unknown as K3sConfig).validate(spec);
}

/** The same on a cluster that the user describes. */
function onByo({ pool = plain, ...config }: Untyped): readonly Problem[] {
  const spec = { pools: { serving: pool }, tags } as unknown as ClusterSpec;
  const gpuStack = { driver: "user", devicePlugin: "user", metrics: "user" };
  return byo({ ...good, gpuStack, ...config } as unknown as ByoConfig).validate(spec);
}

const nodes = (...names: readonly unknown[]) => ({ pools: { serving: { nodes: names } } });
const server = (address: string, rest: Untyped = {}) => ({
  kubeconfig: kubeconfigText({ cluster: { server: address, ...rest } }),
});

export const cases: readonly RuleCase[] = [
  ruleCase(onK3s, {
    rule: "owned-nodes/unknown-key",
    name: "the storage class of another name",
    broken: { storageclass: "fast" },
    valid: { storageClass: "fast" },
    message:
      "k3s.storageclass: is not a key here; allowed: kubeconfig, context, clusterId, location, pools, images, stores, tags, " +
      'transform, gpuStack, runtimeClassName, storageClass; did you mean "storageClass"? [owned-nodes/unknown-key]',
  }),
  ruleCase(onByo, {
    rule: "owned-nodes/unknown-key",
    name: "a pool with a machine type",
    broken: { pools: { serving: { nodes: ["gpu-1"], machineType: "dgx" } } },
    valid: { pools: { serving: { nodes: ["gpu-1"] } } },
    message: "byo.pools.serving.machineType: is not a key here; allowed: nodes [owned-nodes/unknown-key]",
  }),
  ruleCase(onK3s, {
    rule: "owned-nodes/cluster-id",
    name: "a cluster without an id",
    broken: { clusterId: undefined },
    valid: { clusterId: "dc1" },
    message:
      "k3s.clusterId: is missing; " +
      'name the cluster with at most 63 lower-case letters, digits and dashes, such as "dc1" [owned-nodes/cluster-id]',
  }),
  ruleCase(onByo, {
    rule: "owned-nodes/cluster-id",
    name: "an id with capitals",
    broken: { clusterId: "DC1" },
    valid: { clusterId: "dc1" },
    message:
      'byo.clusterId: is no DNS label, got "DC1"; ' +
      'name the cluster with at most 63 lower-case letters, digits and dashes, such as "dc1" [owned-nodes/cluster-id]',
  }),
  ruleCase(onK3s, {
    rule: "owned-nodes/kubeconfig-missing",
    name: "no kubeconfig",
    broken: { kubeconfig: undefined },
    valid: { kubeconfig: kubeconfigText() },
    message:
      "k3s.kubeconfig: is empty; the Kubernetes provider would take the kubeconfig of the machine it runs on; " +
      "give the kubeconfig's text, for example from a secret of the stack's configuration [owned-nodes/kubeconfig-missing]",
  }),
  ruleCase(onByo, {
    rule: "owned-nodes/kubeconfig-missing",
    name: "an empty kubeconfig",
    broken: { kubeconfig: "\n" },
    valid: { kubeconfig: kubeconfigText() },
    message:
      "byo.kubeconfig: is empty; the Kubernetes provider would take the kubeconfig of the machine it runs on; " +
      "give the kubeconfig's text, for example from a secret of the stack's configuration [owned-nodes/kubeconfig-missing]",
  }),
  ruleCase(onK3s, {
    rule: "owned-nodes/kubeconfig-syntax",
    name: "a path instead of a kubeconfig",
    broken: { kubeconfig: "~/.kube/config" },
    valid: { kubeconfig: kubeconfigText() },
    message:
      "k3s.kubeconfig: is not a kubeconfig: no YAML or JSON with lists of clusters, users and contexts; " +
      "give the file's text, not its path [owned-nodes/kubeconfig-syntax]",
  }),
  ruleCase(onK3s, {
    rule: "owned-nodes/kubeconfig-context",
    name: "a kubeconfig without a current context",
    broken: { kubeconfig: kubeconfigText({ currentContext: "" }) },
    valid: { kubeconfig: kubeconfigText({ currentContext: "" }), context: "dc1" },
    message:
      "k3s.kubeconfig: has no current context; allowed: dc1; name one with `context` [owned-nodes/kubeconfig-context]",
  }),
  ruleCase(onK3s, {
    rule: "owned-nodes/kubeconfig-context",
    name: "a context that the kubeconfig lacks",
    broken: { context: "dc2" },
    valid: { context: "dc1" },
    message:
      'k3s.kubeconfig: has no such context, got "dc2"; allowed: dc1; ' +
      "name one with `context` [owned-nodes/kubeconfig-context]",
  }),
  ruleCase(onK3s, {
    rule: "owned-nodes/kubeconfig-reference",
    name: "a context whose user is missing",
    broken: { kubeconfig: kubeconfigText({ userName: "somebody" }) },
    valid: { kubeconfig: kubeconfigText({ userName: "admin" }) },
    message:
      'k3s.kubeconfig: lacks the cluster or the user that the context names, got "dc1"; ' +
      "export the context with `kubectl config view --minify --flatten` [owned-nodes/kubeconfig-reference]",
  }),
  ruleCase(onK3s, {
    rule: "owned-nodes/kubeconfig-server",
    name: "an API server without encryption",
    broken: server("http://10.0.0.10:6443"),
    valid: server("https://10.0.0.10:6443"),
    message:
      'k3s.kubeconfig: has no https address of the API server, got "http://10.0.0.10:6443"; ' +
      "set `server` to https://<host>:<port> [owned-nodes/kubeconfig-server]",
  }),
  ruleCase(onByo, {
    rule: "owned-nodes/kubeconfig-server",
    name: "an address without a scheme",
    broken: server("10.0.0.10:6443"),
    valid: server("https://10.0.0.10:6443"),
    message:
      'byo.kubeconfig: has no https address of the API server, got "10.0.0.10:6443"; ' +
      "set `server` to https://<host>:<port> [owned-nodes/kubeconfig-server]",
  }),
  ruleCase(onK3s, {
    rule: "owned-nodes/kubeconfig-tls",
    name: "an API server whose certificate is not verified",
    broken: server("https://10.0.0.10:6443", { "insecure-skip-tls-verify": true }),
    valid: server("https://10.0.0.10:6443", { "tls-server-name": "dc1.example.com" }),
    message:
      "k3s.kubeconfig: does not verify the certificate of the API server, so anyone on the way could take its place, " +
      "got insecure-skip-tls-verify: true; " +
      "remove it and give `certificate-authority-data`, or `tls-server-name` where only the name differs " +
      "[owned-nodes/kubeconfig-tls]",
  }),
  ruleCase(onK3s, {
    rule: "owned-nodes/pool-missing",
    name: "a pool of the spec without nodes",
    broken: { pools: {} },
    valid: nodes("gpu-1"),
    message:
      "k3s.pools.serving: is a pool of the spec, and no nodes are named for it; " +
      'name them: pools: { "serving": { nodes: ["…"] } }, or leave the pool out of this cluster\'s spec ' +
      "[owned-nodes/pool-missing]",
  }),
  ruleCase(onK3s, {
    rule: "owned-nodes/no-nodes",
    name: "an empty list of nodes",
    broken: nodes(),
    valid: nodes("gpu-1"),
    message:
      "k3s.pools.serving.nodes: names no node; name at least one, as `kubectl get nodes` prints it [owned-nodes/no-nodes]",
  }),
  ruleCase(onK3s, {
    rule: "owned-nodes/no-nodes",
    name: "an empty list of nodes for a pool that may be empty elsewhere",
    broken: { ...nodes(), pool: { ...plain, size: { min: 0, max: 2 } } },
    valid: { ...nodes("gpu-1"), pool: { ...plain, size: { min: 0, max: 2 } } },
    message:
      "k3s.pools.serving.nodes: names no node; name at least one, as `kubectl get nodes` prints it [owned-nodes/no-nodes]",
  }),
  ruleCase(onK3s, {
    rule: "owned-nodes/fewer-than-min",
    name: "fewer nodes than the pool's least size",
    broken: { ...nodes("gpu-1"), pool: { ...plain, size: { min: 2, max: 4 } } },
    valid: { ...nodes("gpu-1", "gpu-2"), pool: { ...plain, size: { min: 2, max: 4 } } },
    message:
      "k3s.pools.serving.nodes: names fewer nodes than the pool's size.min of 2, got 1; " +
      "name more nodes or lower size.min [owned-nodes/fewer-than-min]",
  }),
  ruleCase(onK3s, {
    rule: "owned-nodes/more-than-max",
    name: "more nodes than the pool's largest size",
    broken: nodes("gpu-1", "gpu-2", "gpu-3"),
    valid: nodes("gpu-1", "gpu-2"),
    message:
      "k3s.pools.serving.nodes: names more nodes than the pool's size.max of 2, got 3; " +
      "name fewer nodes or raise size.max [owned-nodes/more-than-max]",
  }),
  ruleCase(onK3s, {
    rule: "owned-nodes/node-name",
    name: "a node name with capitals",
    broken: nodes("GPU-1"),
    valid: nodes("gpu-1"),
    message:
      'k3s.pools.serving.nodes[0]: is no name of a Kubernetes node, got "GPU-1"; ' +
      "lower-case letters, digits, dashes and dots, as `kubectl get nodes` prints it [owned-nodes/node-name]",
  }),
  ruleCase(onByo, {
    rule: "owned-nodes/node-name",
    name: "a node name with an empty label",
    broken: nodes("gpu-1..example.com"),
    valid: nodes("gpu-1.example.com"),
    message:
      'byo.pools.serving.nodes[0]: is no name of a Kubernetes node, got "gpu-1..example.com"; ' +
      "lower-case letters, digits, dashes and dots, as `kubectl get nodes` prints it [owned-nodes/node-name]",
  }),
  ruleCase(onK3s, {
    rule: "owned-nodes/node-twice",
    name: "a node that is named twice in a pool",
    broken: nodes("gpu-1", "gpu-1"),
    valid: nodes("gpu-1", "gpu-2"),
    message:
      'k3s.pools.serving.nodes[1]: is named by k3s.pools.serving.nodes[0] already, got "gpu-1"; ' +
      "name each node in one pool, once [owned-nodes/node-twice]",
  }),
  ruleCase(onTwoPools, {
    rule: "owned-nodes/node-twice",
    name: "a node in two pools",
    broken: ["gpu-1", "gpu-1"],
    valid: ["gpu-1", "gpu-2"],
    message:
      'k3s.pools.training.nodes[0]: is named by k3s.pools.serving.nodes[0] already, got "gpu-1"; ' +
      "name each node in one pool, once [owned-nodes/node-twice]",
  }),
  ruleCase(onK3s, {
    rule: "owned-nodes/storage-class",
    name: "a storage class with a space",
    broken: { storageClass: "local path" },
    valid: { storageClass: "local-path" },
    message:
      'k3s.storageClass: is no name of a Kubernetes object, got "local path"; ' +
      "lower-case letters, digits, dashes and dots [owned-nodes/storage-class]",
  }),
  ruleCase(onByo, {
    rule: "owned-nodes/runtime-class",
    name: "an empty runtime class",
    broken: { runtimeClassName: "" },
    valid: { runtimeClassName: undefined },
    message:
      'byo.runtimeClassName: is no name of a Kubernetes object, got ""; ' +
      "lower-case letters, digits, dashes and dots [owned-nodes/runtime-class]",
  }),
  ruleCase(onK3s, {
    rule: "owned-nodes/tag-duplicate",
    name: "a cost centre in another spelling",
    broken: { tags: { "cost-center": "4712" } },
    valid: { tags: { rack: "r7" } },
    message:
      "k3s.tags.cost-center: is a tag of the spec already; say it in one of the two places [owned-nodes/tag-duplicate]",
  }),
  ruleCase(onK3s, {
    rule: "owned-nodes/layer-owner",
    name: "a device plugin that nobody provides on k3s",
    broken: { gpuStack: { devicePlugin: "provider" } },
    valid: { gpuStack: { devicePlugin: "user" } },
    message:
      'k3s.gpuStack.devicePlugin: is no owner of this layer, got "provider"; allowed: roadstead, user ' +
      "[owned-nodes/layer-owner]",
  }),
  ruleCase(onByo, {
    rule: "owned-nodes/layer-owner",
    name: "a driver that Roadstead would install",
    broken: { gpuStack: { driver: "roadstead", devicePlugin: "user", metrics: "user" } },
    valid: { gpuStack: { driver: "user", devicePlugin: "user", metrics: "user" } },
    message:
      'byo.gpuStack.driver: is not yet something that Roadstead does on your nodes, got "roadstead"; ' +
      "allowed: image, provider, user [owned-nodes/layer-owner]",
  }),
  ruleCase(onK3s, {
    rule: "owned-nodes/layer-owner",
    name: "a misspelt owner",
    broken: { gpuStack: { metrics: "roadsted" } },
    valid: { gpuStack: { metrics: "roadstead" } },
    message:
      'k3s.gpuStack.metrics: is no owner of this layer, got "roadsted"; allowed: roadstead, user; ' +
      'did you mean "roadstead"? [owned-nodes/layer-owner]',
  }),
  ruleCase(onByo, {
    rule: "owned-nodes/mig-owner",
    name: "a MIG pool whose GPUs nobody partitions",
    broken: { pool: mig },
    valid: { pool: mig, gpuStack: { driver: "user", devicePlugin: "user", metrics: "user", mig: "user" } },
    message:
      'byo.gpuStack.mig: is missing, and pool "serving" uses MIG; allowed: provider, user; ' +
      "say who partitions the GPUs; Roadstead does not do it on your nodes yet [owned-nodes/mig-owner]",
  }),
];

function onTwoPools([serving, training]: readonly string[]): readonly Problem[] {
  const spec = { pools: { serving: plain, training: plain }, tags } as unknown as ClusterSpec;
  const pools = { serving: { nodes: [serving] }, training: { nodes: [training] } };
  return k3s({ ...good, pools } as unknown as K3sConfig).validate(spec);
}
