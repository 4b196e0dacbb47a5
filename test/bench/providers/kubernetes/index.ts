import type { TestProvider } from "../test-provider.js";
import { KubernetesProvider, type KubernetesProviderOptions } from "./kubernetes-provider.js";
import type { KubernetesLog } from "./log.js";

export type { KubernetesProviderOptions } from "./kubernetes-provider.js";
export { KubernetesLog, type KubernetesCall } from "./log.js";

/** Makes the provider of one `kubernetes.Provider` after the other; all of them write into one log. */
export function kubernetesProvider(
  log: KubernetesLog,
  { env = process.env, timeoutSeconds = 600 }: Partial<KubernetesProviderOptions> = {},
): () => TestProvider {
  return () => new KubernetesProvider(log, { env, timeoutSeconds });
}
