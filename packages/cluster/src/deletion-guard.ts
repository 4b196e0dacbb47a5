import type * as pulumi from "@pulumi/pulumi";
import { RandomId } from "@pulumi/random/randomId.js";
import type { ClusterIdentity } from "./target.js";

/**
 * A protected resource that depends on everything of the cluster and has no input from any of it: while it stands,
 * `pulumi destroy` can delete neither the cluster nor a pool, and pools can still be replaced and dropped.
 *
 * It is made whether protected or not, so that turning the protection off is one update.
 */
export function guardDeletion(
  cluster: ClusterIdentity,
  deletionProtection: boolean,
  guarded: readonly pulumi.Resource[],
): pulumi.Resource {
  return new RandomId(
    `${cluster.name}-deletion-guard`,
    { byteLength: 4 },
    { parent: cluster.parent, protect: deletionProtection, dependsOn: [...new Set(guarded)] },
  );
}
