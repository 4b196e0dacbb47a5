/** Rules of a cluster's name, options, images and stores, and of what a pod asks of its GPUs, with what each checks. Ids are stable. */
export const clusterRules = {
  "cluster/name": "The name fits into the names of everything in the cluster.",
  "cluster/protect": "The cluster is protected by its spec, so that its pools can still be replaced and dropped.",
  "cluster/transform-result": "A transform gives the arguments back.",
  "cluster/image-mirror": "A mirror is a registry host with an optional port and path.",
  "cluster/image-pull-secret": "A pull secret has a valid name.",
  "cluster/image-component": "An image override names a component that the target runs.",
  "cluster/image-pinned": "An image override has a fixed tag or a digest.",
  "cluster/gpu-pool": "A pod asks for the GPUs of a pool that has some.",
  "cluster/device-plugin-sharing": "The device plugin is asked for a sharing mode that it is set up for.",
  "cluster/pod-gpu-count": "A pod asks for a whole number of GPUs that one pod can use.",
  "cluster/pod-container": "The container that gets the GPUs stands in the pod spec.",
  "cluster/pod-gpu-resource": "The container asks for no other number of GPUs.",
  "cluster/pod-node-selector": "The pod selects no other nodes than the pool's.",
  "cluster/pod-runtime-class": "The pod has no other runtime class than the pool's.",
  "cluster/pod-plain": "What is merged with the GPU binding is a plain value.",
  "cluster/no-object-store": "An object store is asked for where there is a place for one.",
  "cluster/no-database": "A database is asked for where there is a place for one.",
  "cluster/store-size": "The volume of a store is large enough.",
  "cluster/store-days": "Backups and overwritten objects are kept for a whole number of days.",
  "cluster/store-prefix": "A prefix is made of plain words, each with a slash after it.",
  "cluster/database-name": "A database has a name that can also be a login, once.",
  "cluster/database-login": "Every database that a workload asks for has a login, where somebody else makes them.",
  "cluster/grant-store": "An identity is granted stores of its own cluster.",
  "cluster/grant-keys": "The stores of an identity take the same keys.",
} as const satisfies Readonly<Record<`cluster/${string}`, string>>;

export type ClusterRule = keyof typeof clusterRules;
