import { stringify } from "yaml";

/** A kubeconfig with one context "dc1", and whatever a test changes in it. */
export function kubeconfigText(
  changes: {
    readonly currentContext?: string;
    readonly cluster?: Readonly<Record<string, unknown>>;
    readonly user?: Readonly<Record<string, unknown>>;
    readonly userName?: string;
  } = {},
): string {
  return stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": changes.currentContext ?? "dc1",
    contexts: [{ name: "dc1", context: { cluster: "dc1", user: "admin" } }],
    clusters: [{ name: "dc1", cluster: changes.cluster ?? { server: "https://10.0.0.10:6443" } }],
    users: [{ name: changes.userName ?? "admin", user: changes.user ?? { token: "t0ken" } }],
  });
}
