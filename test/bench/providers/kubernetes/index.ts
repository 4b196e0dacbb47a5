import type { ReplaceableProvider } from "../../engine/index.js";
import { KubernetesProvider, type KubernetesProviderOptions } from "./kubernetes-provider.js";

export type { KubernetesProviderOptions } from "./kubernetes-provider.js";

/** Makes the provider of one `kubernetes.Provider` after the other. Pulumi's own takes its place where it is on PATH. */
export function kubernetesProvider({
  env = process.env,
  timeoutSeconds = 600,
}: Partial<KubernetesProviderOptions> = {}): ReplaceableProvider {
  return Object.assign(() => new KubernetesProvider({ env, timeoutSeconds }), { givesWayToPath: true as const });
}
