import type { Problem } from "@roadstead/core";

/** Every rule about EKS and about what its factory says, with what it checks. Ids are stable. */
export const eksRules = {
  "eks/region": "The region is an AWS region.",
  "eks/cluster-name": "The cluster's name is one that EKS takes.",
  "eks/log-retention": "Logs are kept for a number of days that CloudWatch Logs knows.",
  "eks/add-on": "A version is said of add-ons that are made.",
  "eks/add-on-version": "The version of an add-on has EKS' form.",
  "eks/two-zones": "The control plane has private subnets in two zones at least.",
  "eks/zone-region": "Every zone is one of the region.",
  "eks/zone-duplicate": "A zone is named once.",
  "eks/cidr": "The network's block is an IPv4 CIDR without bits beyond its prefix.",
  "eks/cidr-size": "The network's block is large enough for pods and small enough for a VPC.",
  "eks/cidr-private": "The network's block is private.",
  "eks/private-subnets": "The user's network has a private subnet for nodes.",
  "eks/subnet-id": "A subnet is named by its id.",
  "eks/subnet-duplicate": "A subnet is named once.",
  "eks/egress-mirror": "Nodes without a way to the internet have an image mirror.",
  "eks/endpoint-empty": "A public endpoint says who reaches it.",
  "eks/endpoint-cidr": "A block that reaches the public endpoint is an IPv4 CIDR.",
  "eks/endpoint-private-range": "A block that reaches the public endpoint is not a private one.",
  "eks/endpoint-anywhere": "A public endpoint that is open to everyone says so.",
  "eks/role-arn": "A role is named by the ARN of an IAM role.",
  "eks/role-partition": "An ARN is of the region's partition.",
  "eks/access-duplicate": "A role is given access once.",
  "eks/iam-path": "The path of the roles has IAM's form.",
  "eks/permissions-boundary": "The permissions boundary is the ARN of an IAM policy.",
  "eks/kms-key": "A KMS key is named by the ARN of a key of the region.",
  "eks/tag-key": "A tag's key is one that AWS takes.",
  "eks/tag-value": "A tag's value is one that AWS takes.",
  "eks/tag-duplicate": "A tag of the factory is not a tag of the spec as well.",
  "eks/tag-count": "A resource has at most 50 tags.",
  "eks/pool-zones": "A pool's zones have subnets for nodes.",
  "eks/replace": "A replacement creates first or deletes first.",
  "eks/release-version": "The release of a node image has EKS' form.",
  "eks/ceiling": "The ceiling of a pool is not below its size.",
  "eks/ceiling-autoscaler": "A ceiling is said where Cluster Autoscaler scales the pool.",
  "eks/gpu-disk": "The disk of a GPU node holds the images of GPU software.",
  "eks/taint-key": "A pool has one taint per key.",
  "eks/group-tags": "The autoscaling group of a pool has at most 50 tags.",
  "eks/existing-gpu-stack": "On a cluster that exists already, somebody says who owns the GPU software.",
  "eks/existing-version": "The autoscaler on a cluster that exists knows the cluster's version.",
  "eks/existing-pod-identity": "The autoscaler on a cluster that exists gets its role by Pod Identity.",
} as const satisfies Readonly<Record<`eks/${string}`, string>>;

export type EksRule = keyof typeof eksRules;

/** A Problem of one of EKS' rules. */
export type EksProblem = Problem & { readonly rule: EksRule };
