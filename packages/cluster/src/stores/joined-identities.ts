import type { WorkloadIdentity } from "./workload-identity.js";

/** One identity of the pods that use stores of several kinds. */
export function joinedIdentities(identities: readonly WorkloadIdentity[]): WorkloadIdentity {
  return {
    annotations: Object.assign(
      {},
      ...identities.map(({ annotations }) => annotations),
    ) as WorkloadIdentity["annotations"],
    env: identities.flatMap(({ env }) => env),
    egress: identities.flatMap(({ egress }) => egress),
    ready: identities.flatMap(({ ready }) => ready),
  };
}
