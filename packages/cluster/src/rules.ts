/** Rules of a cluster's name and images, and of what a pod asks of its GPUs, with what each asks for. */
export const clusterRules = {
  "cluster/name": "the name fits into the names of everything in the cluster",
  "cluster/image-mirror": "a mirror is a registry host with an optional port and path",
  "cluster/image-pull-secret": "a pull secret has a valid name",
  "cluster/image-component": "an image override names a component that the target runs",
  "cluster/image-pinned": "an image override has a fixed tag or a digest",
  "cluster/gpu-pool": "a pod asks for the GPUs of a pool that has some",
  "cluster/device-plugin-sharing": "the device plugin is asked for a sharing mode that it is set up for",
  "cluster/pod-gpu-count": "a pod asks for a whole number of GPUs that one pod can use",
  "cluster/pod-container": "the container that gets the GPUs stands in the pod spec",
  "cluster/pod-gpu-resource": "the container asks for no other number of GPUs",
  "cluster/pod-node-selector": "the pod selects no other nodes than the pool's",
  "cluster/pod-runtime-class": "the pod has no other runtime class than the pool's",
  "cluster/pod-plain": "what is merged with the GPU binding is a plain value",
} as const;

export type ClusterRule = keyof typeof clusterRules;
