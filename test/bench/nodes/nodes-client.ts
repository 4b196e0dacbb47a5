import { adminClient, type ControlPlane, type KubernetesClient } from "../control-plane/index.js";

const clients = new Map<string, KubernetesClient>();

/** One client for each plane, which asks only once what the plane serves. */
export function nodesClient({ id }: Pick<ControlPlane, "id">): KubernetesClient {
  const client = clients.get(id) ?? adminClient({ id });
  clients.set(id, client);
  return client;
}
