/** Rules that every target on owned nodes has, with what each checks. Ids are stable. */
export const ownedNodesRules = {
  "owned-nodes/unknown-key": "Every key of the factory is one that it has at its place.",
  "owned-nodes/cluster-id": "The cluster has an id that is a DNS label.",
  "owned-nodes/kubeconfig-missing": "A kubeconfig is given.",
  "owned-nodes/kubeconfig-syntax": "The kubeconfig is YAML or JSON and has clusters, users and contexts.",
  "owned-nodes/kubeconfig-context": "The context is named and stands in the kubeconfig.",
  "owned-nodes/kubeconfig-reference": "The context's cluster and user stand in the kubeconfig.",
  "owned-nodes/kubeconfig-server": "The API server has an https address.",
  "owned-nodes/kubeconfig-tls": "The certificate of the API server is verified.",
  "owned-nodes/pool-missing": "Every pool of the spec has nodes in the factory.",
  "owned-nodes/no-nodes": "Every pool names at least one node.",
  "owned-nodes/fewer-than-min": "A pool has at least `size.min` nodes.",
  "owned-nodes/more-than-max": "A pool has at most `size.max` nodes.",
  "owned-nodes/node-name": "Node names are DNS subdomains.",
  "owned-nodes/node-twice": "A node belongs to one pool and is named once.",
  "owned-nodes/storage-class": "The storage class is named as Kubernetes names objects.",
  "owned-nodes/runtime-class": "The runtime class is named as Kubernetes names objects.",
  "owned-nodes/tag-duplicate": "A tag of the factory is not a tag of the spec as well.",
  "owned-nodes/layer-owner": "Each GPU layer has an owner that the target knows.",
  "owned-nodes/mig-owner": "Somebody partitions the GPUs of a MIG pool.",
} as const satisfies Readonly<Record<`owned-nodes/${string}`, string>>;

export type OwnedNodesRule = keyof typeof ownedNodesRules;
