import type { KubernetesObject } from "../inventory/namespace-files.js";
import { namespaceOf } from "../inventory/namespace-files.js";
import { objectRule, type OwnRule, podSpecOf } from "./rule.js";

/** A budget that lets no pod go holds up every drain and upgrade of nodes. */
export const budgetLetsPodsGo: OwnRule = {
  id: "budget-lets-pods-go",
  broken: ({ objects }) =>
    objects
      .filter(({ kind }) => kind === "PodDisruptionBudget")
      .flatMap((object) => {
        const { maxUnavailable, minAvailable } = specOf<{ maxUnavailable?: Amount; minAvailable?: Amount }>(object);
        const most = Math.max(0, ...objects.flatMap((other) => specOf<{ replicas?: number }>(other).replicas ?? []));
        const letsNoneGo =
          isZero(maxUnavailable) ||
          minAvailable === "100%" ||
          (typeof minAvailable === "number" && minAvailable >= most);
        return letsNoneGo ? [{ object, message: "lets no pod be evicted" }] : [];
      }),
};

type Amount = number | string;

const isZero = (amount: Amount | undefined): boolean => amount === 0 || amount === "0" || amount === "0%";

export const noPublicService = objectRule("no-public-service", (object) => {
  if (object.kind !== "Service") return undefined;
  const { type = "ClusterIP", externalIPs = [] } = specOf<{ type?: string; externalIPs?: readonly string[] }>(object);
  if (externalIPs.length > 0) return "is reached from outside the cluster by externalIPs";
  return type === "LoadBalancer" || type === "NodePort" ? `is reached from outside the cluster: ${type}` : undefined;
});

/** Without its labels a namespace admits everything. */
export const namespaceSaysWhatItAdmits = objectRule(
  "namespace-says-what-it-admits",
  ({ apiVersion, kind, metadata }) => {
    if (apiVersion !== "v1" || kind !== "Namespace") return undefined;
    const labels = (metadata["labels"] ?? {}) as Readonly<Record<string, string>>;
    const missing = ["enforce", "enforce-version", "warn", "warn-version", "audit", "audit-version"]
      .map((mode) => `pod-security.kubernetes.io/${mode}`)
      .filter((label) => !(label.endsWith("-version") ? /^v1\.\d+$/ : /^\w+$/).test(labels[label] ?? ""));
    return missing.length === 0 ? undefined : `lacks ${missing.join(", ")}`;
  },
);

const everybody = /^system:(authenticated|unauthenticated|anonymous|serviceaccounts)$/;

export const noBroadRole = objectRule("no-broad-role", (object) => {
  if (!object.kind.endsWith("RoleBinding")) return undefined;
  const { name } = object["roleRef"] as unknown as { readonly name: string };
  const subjects = (object["subjects"] ?? []) as unknown as readonly { readonly name: string }[];
  if (["cluster-admin", "admin", "edit"].includes(name)) return `binds ${name}`;
  const broad = subjects.find((subject) => everybody.test(subject.name));
  return broad === undefined ? undefined : `binds ${name} to ${broad.name}`;
});

/** A namespace in which pods run closes the network in both directions to all of them, named or not. */
export const networkClosedByDefault: OwnRule = {
  id: "network-closed-by-default",
  broken: ({ objects }) => {
    const isClosed = objects
      .filter(({ kind }) => kind === "NetworkPolicy")
      .map((policy) => specOf<{ podSelector: object; policyTypes?: readonly string[] }>(policy))
      .some(
        ({ podSelector, policyTypes = [] }) =>
          Object.keys(podSelector).length === 0 && policyTypes.includes("Ingress") && policyTypes.includes("Egress"),
      );
    if (isClosed) return [];
    const running = objects.filter((object) => podSpecOf(object) !== undefined);
    return running.map((object) => ({ object, message: `no policy closes ${namespaceOf(object)}` }));
  },
};

export const notInSystemNamespace = objectRule("not-in-system-namespace", (object) =>
  namespaceOf(object).startsWith("kube-") ? `is in ${namespaceOf(object)}` : undefined,
);

function specOf<T>(object: KubernetesObject): T {
  return (object["spec"] ?? {}) as unknown as T;
}
