/** What EKS publishes about an add-on. */
export interface AddOnFacts {
  readonly defaultVersion: string;
  /** Keys of its configuration, from the schema that DescribeAddonConfiguration gives out. */
  readonly configuration: readonly string[];
  /** Service accounts that Pod Identity can give a role to. */
  readonly serviceAccounts: readonly string[];
}

const pods = ["affinity", "nodeSelector", "podAnnotations", "podLabels", "resources", "tolerations"];

/**
 * Add-ons of AWS.
 * https://docs.aws.amazon.com/eks/latest/userguide/workloads-add-ons-available-eks.html
 */
export const addOnCatalog: Readonly<Record<string, AddOnFacts>> = {
  // https://github.com/aws/eks-charts/tree/master/stable/aws-vpc-cni
  "vpc-cni": {
    defaultVersion: "v1.20.4-eksbuild.2",
    configuration: [...pods, "enableNetworkPolicy", "enableWindowsIpam", "env", "eniConfig", "init", "nodeAgent"],
    serviceAccounts: ["aws-node"],
  },
  "kube-proxy": {
    defaultVersion: "v1.36.0-eksbuild.2",
    configuration: [...pods, "ipvs", "mode"],
    serviceAccounts: [],
  },
  // https://docs.aws.amazon.com/eks/latest/userguide/coredns-add-on-create.html
  coredns: {
    defaultVersion: "v1.13.1-eksbuild.1",
    configuration: [
      ...pods,
      ...["autoScaling", "computeType", "corefile", "podDisruptionBudget", "replicaCount", "topologySpreadConstraints"],
    ],
    serviceAccounts: [],
  },
  "eks-pod-identity-agent": {
    defaultVersion: "v1.3.8-eksbuild.2",
    configuration: [...pods, "agent", "priorityClassName", "updateStrategy"],
    serviceAccounts: [],
  },
  // https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/charts/aws-ebs-csi-driver/values.yaml
  "aws-ebs-csi-driver": {
    defaultVersion: "v1.54.0-eksbuild.1",
    configuration: ["additionalDaemonSets", "controller", "defaultStorageClass", "node", "proxy", "sidecars"],
    serviceAccounts: ["ebs-csi-controller-sa"],
  },
  "metrics-server": {
    defaultVersion: "v0.8.0-eksbuild.5",
    configuration: [...pods, "addonResizer", "args", "podDisruptionBudget", "replicas", "updateStrategy"],
    serviceAccounts: [],
  },
  // https://github.com/aws/eks-node-monitoring-agent/blob/main/charts/eks-node-monitoring-agent/values.yaml
  "eks-node-monitoring-agent": {
    defaultVersion: "v1.4.1-eksbuild.1",
    configuration: ["dcgmAgent", "monitoringAgent", "nodeAgent", "updateStrategy"],
    serviceAccounts: [],
  },
};

/** What a cluster comes with unless it is told not to. */
export const selfManagedAddOns = ["vpc-cni", "kube-proxy", "coredns"] as const;
