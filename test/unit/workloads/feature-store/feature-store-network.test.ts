import { beforeAll, describe, expect, it } from "vitest";
import { everything, minimal, type PlainObject, type PlannedStore, planStore } from "./planned-store.js";

/** Who may reach pods of a role, by port, as a reader says it. */
function callers(store: PlannedStore, policy: string): Record<string, readonly string[]> {
  const { spec } = store.object("NetworkPolicy", policy);
  const entries = (spec.ingress as PlainObject[]).flatMap(({ from, ports }) =>
    ports.map(({ port }: PlainObject) => [String(port), from.map(peerText)] as const),
  );
  return Object.fromEntries(entries);
}

function peerText({ namespaceSelector, podSelector, ipBlock }: PlainObject): string {
  if (ipBlock !== undefined) return ipBlock.cidr;
  const namespace = namespaceSelector?.matchLabels?.["kubernetes.io/metadata.name"] ?? "anywhere";
  const labels = Object.keys(podSelector?.matchLabels ?? {});
  return `${labels.length === 0 ? "all pods" : labels.join("+")} in ${namespace}`;
}

/** Ports that pods of a role may reach outside of DNS, with the addresses. */
function reach(store: PlannedStore, policy: string): readonly string[] {
  const { spec } = store.object("NetworkPolicy", policy);
  return (spec.egress as PlainObject[])
    .slice(1)
    .flatMap(({ to, ports }) => ports.map(({ port }: PlainObject) => `${to.map(peerText).join(" ")} ${port}`));
}

const clients = "roadstead.dev/client-of.features in anywhere";

let least: PlannedStore;
let most: PlannedStore;
beforeAll(async () => {
  least = await planStore(minimal);
  most = await planStore(everything);
});

describe("network policies of a feature store", () => {
  it("deny all that no other policy allows", () => {
    expect(least.object("NetworkPolicy", "deny-all").spec).toEqual({
      podSelector: {},
      policyTypes: ["Ingress", "Egress"],
    });
  });

  it("let labelled clients reach the servers, and nobody the metrics that nobody was named for", () => {
    expect(callers(least, "feast-online")).toEqual({ "6566": [clients] });
    expect(callers(least, "feast-registry")).toEqual({ "6570": [clients] });
  });

  it("let in the scraper at the metrics, and who forwards from outside at the online server alone", () => {
    expect(callers(most, "feast-online")).toEqual({
      "6566": [clients, "all pods in ingress-nginx"],
      "8000": ["all pods in monitoring"],
    });
    expect(callers(most, "feast-registry")).toEqual({ "6570": [clients] });
    expect(callers(most, "feast-rest")).toEqual({ "6572": [clients] });
    expect(callers(most, "feast-offline")).toEqual({ "8815": [clients] });
  });

  it("let nobody reach a Job", () => {
    for (const job of ["feast-apply", "feast-materialize", "feast-dump"]) expect(callers(most, job)).toEqual({});
  });

  it("let servers out to the database and to the cluster's API, and not to the bucket", () => {
    expect(reach(least, "feast-registry")).toEqual(["192.0.2.2/32 5432", "0.0.0.0/0 ::/0 443", "0.0.0.0/0 ::/0 6443"]);
    const [ipv4] = least.object("NetworkPolicy", "feast-registry").spec.egress[2].to;
    expect(ipv4.ipBlock.except).toEqual(["169.254.169.254/32"]);
  });

  it("let the Jobs out to what they use, each to its own", () => {
    const bucket = ["192.0.2.1/32 443", "192.0.2.3/32 80"];
    expect(reach(least, "feast-materialize")).toEqual(["192.0.2.2/32 5432", ...bucket]);
    expect(reach(most, "feast-apply")).toEqual([
      "192.0.2.2/32 5432",
      "203.0.113.8/32 6380",
      ...bucket,
      "203.0.113.7/32 443",
    ]);
    expect(reach(most, "feast-dump")).toEqual(["192.0.2.2/32 5432", ...bucket]);
  });
});
