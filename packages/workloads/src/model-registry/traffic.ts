import type { NetworkPolicyArgs } from "@pulumi/kubernetes/networking/v1/networkPolicy.js";
import type { NetworkEgress, NetworkPeer } from "@roadstead/cluster";
import { exposurePeers } from "../parts/exposure.js";
import { clientsOf, denyAllPolicy, podPolicy, podsOf } from "../parts/network-policy.js";
import { podSelector } from "../parts/object-labels.js";
import { type RegistryLayout, serverPort } from "./layout.js";
import type { RegistryLinks } from "./links.js";
import type { PodRole } from "./pods.js";

/** Nobody reaches anybody, but for what each role of pods needs. */
export function networkPolicies(layout: RegistryLayout, links: RegistryLinks): readonly NetworkPolicyArgs[] {
  const { identity } = layout;
  const { database, artifacts, dumps } = links;
  const policy = (role: PodRole, name: string, egress: readonly NetworkEgress[], from: readonly NetworkPeer[] = []) =>
    podPolicy(identity, {
      name,
      selector: podSelector(identity, role),
      ingress: from.length === 0 ? [] : [{ from, ports: [serverPort] }],
      egress,
    });
  const server: NetworkEgress = {
    to: [{ podSelector: { matchLabels: podSelector(identity, "server") } }],
    ports: [{ protocol: "TCP", port: serverPort }],
  };
  return [
    denyAllPolicy(identity),
    policy("server", "mlflow", [...database.egress, ...artifacts.egress, ...layout.egress], callers(layout)),
    policy("users", "mlflow-users", [server]),
    policy("garbage", "mlflow-garbage", [server, ...database.egress]),
    policy("dump", "mlflow-dump", [...database.egress, ...dumps.store.egress, ...dumps.identity.egress]),
  ];
}

/** Pods labelled as clients anywhere, the scraper, and who forwards traffic from outside. */
function callers({ identity, metrics, expose }: RegistryLayout): readonly NetworkPeer[] {
  return [
    clientsOf(identity.component),
    ...(metrics === undefined ? [] : [podsOf(metrics.from)]),
    ...(expose === undefined ? [] : exposurePeers(expose)),
  ];
}
