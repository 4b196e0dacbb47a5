import { KubernetesClient, type Observer } from "./kubernetes-client.js";
import { planeFacts, planeFailure, type ControlPlane } from "./plane.js";

/** A client of a plane with all rights. */
export function adminClient(plane: Pick<ControlPlane, "id">, observe?: Observer): KubernetesClient {
  const facts = planeFacts(plane.id);
  if (facts === undefined) throw new Error(`${plane.id} is gone${because(plane.id)}`);
  const { endpoint, caPem, adminToken } = facts;
  return new KubernetesClient(
    {
      server: endpoint,
      credentials() {
        const failure = planeFailure(plane.id);
        if (failure !== undefined) return Promise.reject(new Error(`${plane.id} is gone: ${failure}`));
        return Promise.resolve({ ca: caPem, headers: { authorization: `Bearer ${adminToken}` } });
      },
    },
    observe,
  );
}

function because(id: string): string {
  const failure = planeFailure(id);
  return failure === undefined ? "" : `: ${failure}`;
}
