/*
 * What the autoscaler may do in the cluster. Every rule is used by the version we pin: see its own example,
 * https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/aws/examples/
 */

const look = ["get", "list", "watch"];

/** Rights in the whole cluster: see what wants to run where, taint nodes, evict pods. */
export const clusterRules = [
  { apiGroups: [""], resources: ["events"], verbs: ["create", "patch"] },
  { apiGroups: [""], resources: ["pods/eviction"], verbs: ["create"] },
  { apiGroups: [""], resources: ["pods/status"], verbs: ["update"] },
  { apiGroups: [""], resources: ["nodes"], verbs: [...look, "update"] },
  {
    apiGroups: [""],
    resources: [
      ...["namespaces", "pods", "services", "replicationcontrollers"],
      ...["persistentvolumeclaims", "persistentvolumes"],
    ],
    verbs: look,
  },
  { apiGroups: ["apps"], resources: ["daemonsets", "replicasets", "statefulsets"], verbs: look },
  { apiGroups: ["batch"], resources: ["jobs", "cronjobs"], verbs: look },
  { apiGroups: ["policy"], resources: ["poddisruptionbudgets"], verbs: look },
  {
    apiGroups: ["storage.k8s.io"],
    resources: ["storageclasses", "csinodes", "csidrivers", "csistoragecapacities", "volumeattachments"],
    verbs: look,
  },
  { apiGroups: ["resource.k8s.io"], resources: ["deviceclasses", "resourceclaims", "resourceslices"], verbs: look },
];

/** Rights in its own namespace: its status, its priorities, and the lease by which one replica leads. */
export const namespaceRules = [
  { apiGroups: [""], resources: ["configmaps"], verbs: ["create", "list", "watch"] },
  {
    apiGroups: [""],
    resources: ["configmaps"],
    resourceNames: ["cluster-autoscaler-status", "cluster-autoscaler-priority-expander"],
    verbs: ["get", "update", "delete"],
  },
  { apiGroups: ["coordination.k8s.io"], resources: ["leases"], verbs: ["create"] },
  {
    apiGroups: ["coordination.k8s.io"],
    resources: ["leases"],
    resourceNames: ["cluster-autoscaler"],
    verbs: ["get", "update"],
  },
];
