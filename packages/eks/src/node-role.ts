import { dnsSuffixOf } from "./partition.js";
import { type ProvisionedRole, provisionRole } from "./role.js";
import type { Scope } from "./scope.js";

/**
 * The role of every node: join the cluster and pull images, nothing else. vpc-cni has a role of its own, so a pod
 * that got at a node's credentials could not change network interfaces.
 *
 * @param withCni also lets the node give out addresses, for a cluster whose vpc-cni works so
 */
export function provisionNodeRole(scope: Scope, withCni: boolean): ProvisionedRole {
  return provisionRole(scope, {
    purpose: "node",
    services: [`ec2.${dnsSuffixOf(scope.region)}`],
    managedPolicies: [
      "AmazonEKSWorkerNodePolicy",
      "AmazonEC2ContainerRegistryPullOnly",
      ...(withCni ? ["AmazonEKS_CNI_Policy"] : []),
    ],
  });
}
