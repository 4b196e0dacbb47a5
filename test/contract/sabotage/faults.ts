import { Namespace } from "@pulumi/kubernetes/core/v1/namespace.js";
import { PersistentVolumeClaim } from "@pulumi/kubernetes/core/v1/persistentVolumeClaim.js";
import type { Provider } from "@pulumi/kubernetes/provider.js";
import * as pulumi from "@pulumi/pulumi";
import { RandomId } from "@pulumi/random/randomId.js";
import { kubeconfigText } from "../kubeconfig-text.js";
import { beside, edited, type Fault, inLayout, inPool } from "./fault.js";

let runs = 0;
let first: Provider | undefined;

/** One fault for each promise that k3s could break, and the case that must find it. */
export const faults: readonly Fault[] = [
  {
    fault: "another name than its capabilities say",
    finds: "knows its own name, and its capabilities have it too",
    sabotage: (target) => ({ ...target, name: "k8s" }),
  },
  {
    fault: "an override that nobody mentioned",
    finds: "has as overrides exactly the pools that its factory mentions",
    sabotage: (target) => ({ ...target, overrides: [...target.overrides, "extra"] }),
  },
  {
    fault: "problems told one at a time",
    finds: "reports all faults of a broken spec at once, sorted by path",
    sabotage: (target) => ({ ...target, validate: (spec) => target.validate(spec).slice(0, 1) }),
  },
  {
    fault: "a broken spec that is carried out",
    finds: "makes nothing of a broken spec: the plan has the component, its problems and no child",
    sabotage: (target) => ({ ...target, validate: () => [] }),
  },
  {
    fault: "a layout that changes by itself",
    finds: "resolves the same spec to the same layout every time",
    sabotage: inLayout((layout) => ({ ...layout, location: `dc${runs++}` })),
  },
  {
    fault: "a layout with a function in it",
    finds: "has a layout that survives JSON: plain data, nothing undefined",
    sabotage: inLayout((layout) => ({ ...layout, images: { mirror: undefined } })),
  },
  {
    fault: "half of the MIG instances",
    finds: "counts what a node can hand out by its sharing mode: whole GPUs, shares, MIG instances, none",
    sabotage: inPool("lab", { allocatable: { gpu: 28 } }),
  },
  {
    fault: "nobody who advertises the GPUs",
    finds: "makes nodes that advertise as many GPUs as the layout promises",
    sabotage: inPool("shared", {
      gpuStack: { devicePlugin: "user", driver: "user", toolkit: "user", sharingConfig: "user" },
    }),
  },
  {
    fault: "GPU nodes without their taint",
    finds: "keeps pods that ask for nothing off nodes with GPUs",
    sabotage: inPool("serving", { taints: [] }),
  },
  {
    fault: "two pools with one pool's label",
    finds: "lets a pod with a pool's GPUs run on that pool's nodes and on no others",
    sabotage: inLayout((layout) => ({
      ...layout,
      pools: layout.pools.map((pool) => ({ ...pool, labels: { ...pool.labels, "roadstead.dev/pool": "serving" } })),
    })),
  },
  {
    fault: "a device plugin that tolerates nothing",
    finds: "runs each DaemonSet on all nodes of its pool, with the pool's runtime class, and on no others",
    transform: { gpuSoftware: { devicePlugin: (args) => edited(args, (pod) => ({ ...pod, tolerations: [] })) } },
  },
  {
    fault: "a device plugin without its affinity",
    finds: "has exactly one device plugin on each node with GPUs: its own, or the one of whoever owns it",
    transform: { gpuSoftware: { devicePlugin: (args) => edited(args, ({ affinity: _, ...pod }) => pod) } },
  },
  {
    fault: "an image from the internet beside the mirror",
    finds: "takes every image from the mirror, with the pull secret",
    transform: {
      gpuSoftware: {
        dcgmExporter: (args) =>
          edited(args, (pod) => ({ ...pod, containers: [{ name: "a", image: "nvcr.io/a/b:1" }] })),
      },
    },
  },
  {
    fault: "an image that moves",
    finds: "pins every image by a tag or digest, never latest",
    transform: {
      gpuSoftware: {
        dcgmExporter: (args) =>
          edited(args, (pod) => ({ ...pod, containers: [{ name: "a", image: "nvcr.io/a/b:latest" }] })),
      },
    },
  },
  {
    fault: "a resource outside of the component",
    finds: "makes every resource a descendant of the component",
    sabotage: beside(() => [new RandomId("orphan", { byteLength: 4 })]),
  },
  {
    fault: "a Kubernetes object by the machine's own kubeconfig",
    finds: "reaches Kubernetes by the cluster's own provider alone, never by a default one",
    sabotage: beside(({ name, parent }) => [new Namespace(`${name}-stray`, {}, { parent })]),
  },
  {
    fault: "a provider that forgets what it cannot reach",
    finds: "has a Kubernetes provider that knows which cluster it reaches and changes configuration in place",
    transform: { provider: (args) => ({ ...args, deleteUnreachable: true }) },
  },
  {
    fault: "a provider that does not know its cluster",
    finds: "has a Kubernetes provider that knows which cluster it reaches and changes configuration in place",
    transform: { provider: ({ clusterIdentifier: _, ...args }) => args },
  },
  {
    fault: "a kubeconfig in plain text",
    finds: "keeps the kubeconfig secret where it goes in and where it comes out",
    transform: { provider: (args) => ({ ...args, kubeconfig: kubeconfigText() }) },
  },
  {
    fault: "a credential in an annotation",
    finds: "shows what the factory was given as a secret nowhere in the plan: no input, output, name, note or message",
    sabotage: beside(({ name, parent }, { provider, kubeconfig }) => {
      const token = pulumi.unsecret(kubeconfig);
      return [new Namespace(`${name}-stray`, { metadata: { annotations: { token } } }, { parent, provider })];
    }),
  },
  {
    fault: "a child that the guard does not know",
    finds: "guards every other child against deletion, by dependency and not by value",
    sabotage: (target) => ({
      ...target,
      provision: (layout, cluster) => {
        new RandomId(`${cluster.name}-unguarded`, { byteLength: 4 }, { parent: cluster.parent });
        return target.provision(layout, cluster);
      },
    }),
  },
  {
    fault: "a protected pool",
    finds: "protects no pool: a protected one could be neither replaced nor dropped",
    sabotage: beside(({ name, parent }) => [
      new RandomId(`${name}-lab-x`, { byteLength: 4 }, { parent, protect: true }),
    ]),
  },
  {
    fault: "protection that cannot be turned off",
    finds: "protects nothing without deletionProtection, and has the same children",
    sabotage: beside(({ name, parent }) => [
      new RandomId(`${name}-data`, { byteLength: 4 }, { parent, protect: true }),
    ]),
  },
  {
    fault: "an object before the way in is open",
    finds: "makes no Kubernetes object before the way in is open, and so none outlives it",
    sabotage: beside(({ name, parent }, { provider }) => [
      new Namespace(`${name}-early`, { metadata: { name: "early" } }, { parent, provider }),
    ]),
  },
  {
    fault: "a child that only `up` has",
    finds: "declares the same children, with the same dependencies, whether outputs are unknown or known",
    sabotage: beside(({ name, parent }) =>
      pulumi.runtime.isDryRun() ? [] : [new RandomId(`${name}-late`, { byteLength: 4 }, { parent })],
    ),
  },
  {
    fault: "an input that the plan shows otherwise",
    finds: "sends at up exactly what the plan showed, with the unknowns filled in",
    sabotage: beside(({ name, parent }) => [
      new RandomId(`${name}-x`, { byteLength: pulumi.runtime.isDryRun() ? 4 : 8 }, { parent }),
    ]),
  },
  {
    fault: "a name that counts up",
    finds: "declares the same graph when it runs again",
    sabotage: beside(({ name, parent }) => [
      new RandomId(`${name}-x`, { byteLength: 4, prefix: `${runs++}` }, { parent }),
    ]),
  },
  {
    fault: "children that are numbered by their pool's place",
    finds: "does not care in which order the pools are written",
    sabotage: (target) => ({
      ...target,
      provision: (layout, cluster) => {
        const made = target.provision(layout, cluster);
        const numbered = layout.pools.map(
          (pool, index) =>
            new RandomId(`${cluster.name}-${pool.name}-${index}`, { byteLength: 4 }, { parent: cluster.parent }),
        );
        return { ...made, resources: [...made.resources, ...numbered] };
      },
    }),
  },
  {
    fault: "one child for the list of all pools",
    finds: "drops with a pool only that pool's children, and leaves those of the others as they are",
    sabotage: (target) => ({
      ...target,
      provision: (layout, cluster) => {
        const made = target.provision(layout, cluster);
        const prefix = layout.pools.map((pool) => pool.name).join();
        const list = new RandomId(`${cluster.name}-etl-list`, { byteLength: 4, prefix }, { parent: cluster.parent });
        return { ...made, resources: [...made.resources, list] };
      },
    }),
  },
  {
    fault: "names that follow the size",
    finds: "keeps every name when only the size of a pool changes",
    sabotage: inLayout((layout) => ({
      ...layout,
      pools: layout.pools.map((pool) => ({
        ...pool,
        groups: pool.groups.map((group) => ({ ...group, name: `${pool.name}-${pool.size.max}` })),
      })),
    })),
  },
  {
    fault: "a namespace that does not fit",
    finds: "keeps to the clouds' limits for names, labels and tags, also with the longest names",
    sabotage: beside(({ name, stack, parent }, { provider }) => [
      new Namespace(`${name}-long`, { metadata: { name: `${name}-${stack}` } }, { parent, provider }),
    ]),
  },
  {
    fault: "two objects of one name",
    finds: "gives no two things one name",
    sabotage: beside(({ name, parent }, { provider }) => [
      new Namespace(`${name}-twin`, { metadata: { name: "gpu-system" } }, { parent, provider }),
    ]),
  },
  {
    fault: "objects that all go to the first cluster of the program",
    finds: "lives beside a second cluster of its kind in one program: no URN and no name is shared",
    sabotage: beside(({ name, parent }, { provider }) => {
      first ??= provider;
      return [new Namespace(`${name}-x`, { metadata: { name: `${name}-x` } }, { parent, provider: first })];
    }),
  },
  {
    fault: "a volume that no workload asked for",
    finds: "makes no store that nobody asks for",
    sabotage: beside(({ name, parent }, { provider }) => [
      new PersistentVolumeClaim(`${name}-spare`, {}, { parent, provider }),
    ]),
  },
  {
    fault: "a protection that stores do not hear of",
    finds: "keeps the data of stores from `destroy` while the cluster is protected",
    sabotage: inLayout((layout) => ({ ...layout, deletionProtection: false })),
  },
];
