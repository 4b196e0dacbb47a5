/**
 * Policies that AWS manages and a cluster needs, with their paths.
 * https://docs.aws.amazon.com/eks/latest/userguide/security-iam-awsmanpol.html
 */
export const managedPolicies: readonly string[] = [
  "AmazonEC2ContainerRegistryPullOnly",
  "AmazonEC2ContainerRegistryReadOnly",
  "AmazonEKSClusterPolicy",
  "AmazonEKSVPCResourceController",
  "AmazonEKSWorkerNodePolicy",
  "AmazonEKS_CNI_Policy",
  "AmazonSSMManagedInstanceCore",
  "service-role/AmazonEBSCSIDriverPolicy",
  "service-role/AmazonEFSCSIDriverPolicy",
];
