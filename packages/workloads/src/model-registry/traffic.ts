import type { NetworkEgress, NetworkPeer } from "@roadstead/cluster";
import { exposurePeers } from "../parts/exposure.js";
import type { WorkloadObject } from "../parts/kubernetes-object.js";
import { clientsOf, denyAllPolicy, podPolicy, podsOf } from "../parts/network-policy.js";
import { podSelector } from "../parts/object-labels.js";
import { type RegistryLayout, serverPort } from "./layout.js";
import type { RegistryLinks } from "./links.js";
import { type PodRole, serviceAccounts } from "./pods.js";

/** Nobody reaches anybody, but for what each role of pods needs. */
export function networkPolicies(layout: RegistryLayout, links: RegistryLinks): readonly WorkloadObject[] {
  const { identity } = layout;
  const { database, artifacts, dumps } = links;
  const policy = (
    role: PodRole,
    egress: readonly NetworkEgress[],
    from: readonly NetworkPeer[] = [],
  ): WorkloadObject => ({
    kind: "networkPolicy",
    name: role,
    args: podPolicy(identity, {
      name: serviceAccounts[role],
      selector: podSelector(identity, role),
      ingress: from.length === 0 ? [] : [{ from, ports: [serverPort] }],
      egress,
    }),
  });
  const server: NetworkEgress = {
    to: [{ podSelector: { matchLabels: podSelector(identity, "server") } }],
    ports: [{ protocol: "TCP", port: serverPort }],
  };
  return [
    { kind: "networkPolicy", name: "deny-all", args: denyAllPolicy(identity) },
    policy("server", [...database.egress, ...artifacts.egress, ...layout.egress], callers(layout)),
    policy("users", [server]),
    policy("garbage", [server, ...database.egress]),
    policy("dump", [...database.egress, ...dumps.store.egress, ...dumps.identity.egress]),
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
