import { shortHash } from "@roadstead/core";

// Limits: https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html, IAM CreateRole,
// EC2 CreateLaunchTemplate.
const longestClusterName = 100;
const longestRoleName = 64;
const longestLaunchTemplateName = 128;

/** Name of the EKS cluster where the factory gives none: `<component>-<stack>`, with what EKS refuses made dashes. */
export function defaultClusterName(component: string, stack: string): string {
  const name = `${component}-${stack}`.replace(/[^A-Za-z0-9_-]/g, "-");
  return bounded(name, longestClusterName);
}

/**
 * Name of an IAM role. Roles are global in an account, so the region is in the hash, and so is the path, which
 * IAM cannot change.
 */
export function roleName(clusterName: string, purpose: string, region: string, path: string): string {
  const tail = `-${purpose}-${shortHash({ clusterName, purpose, region, path })}`;
  return clusterName.slice(0, longestRoleName - tail.length) + tail;
}

/** Name of the launch template of a node group; follows the group's own name. */
export function launchTemplateName(clusterName: string, groupName: string): string {
  return bounded(`${clusterName}-${groupName}`, longestLaunchTemplateName);
}

function bounded(name: string, longest: number): string {
  if (name.length <= longest) return name;
  const tail = `-${shortHash(name)}`;
  return name.slice(0, longest - tail.length) + tail;
}
