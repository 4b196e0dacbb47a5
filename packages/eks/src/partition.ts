/** Whether a text has the form of an AWS region; zones and regions of isolated partitions have not. */
export function isRegion(text: string): boolean {
  return /^(us-gov|[a-z]{2})-[a-z]+-\d$/.test(text);
}

/** The AWS partition of a region. */
export function partitionOf(region: string): string {
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  if (region.startsWith("cn-")) return "aws-cn";
  return "aws";
}

/** Domain of the region's service principals and endpoints. */
export function dnsSuffixOf(region: string): string {
  return region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
}

/**
 * ARN of a policy that AWS manages.
 * @param policy name with its path: `AmazonEKSClusterPolicy`, `service-role/AmazonEBSCSIDriverPolicy`
 */
export function managedPolicyArn(region: string, policy: string): string {
  return ["arn", partitionOf(region), "iam", "", "aws", `policy/${policy}`].join(":");
}

/** ARN of an access policy of EKS, which access entries are given: `AmazonEKSClusterAdminPolicy`. */
export function clusterAccessPolicyArn(region: string, policy: string): string {
  return ["arn", partitionOf(region), "eks", "", "aws", `cluster-access-policy/${policy}`].join(":");
}
