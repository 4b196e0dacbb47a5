import type { WireMap } from "../wire/wire-value.js";
import { wireSecret, wireUnknown } from "../wire/wire-value.js";

/** Configuration by full key (`aws:region`), as texts, with the keys that are secret or cannot be read. */
export interface ConfigValues {
  readonly config: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
  readonly encryptedKeys: readonly string[];
}

/** The configuration as default providers get it. */
export function wireConfig({ config, secretKeys, encryptedKeys }: ConfigValues): WireMap {
  const entries = Object.entries(config).map(([key, value]) => {
    if (encryptedKeys.includes(key)) return [key, wireUnknown] as const;
    return [key, secretKeys.includes(key) ? wireSecret(value) : value] as const;
  });
  return Object.fromEntries(entries);
}

/** Variable that tells a launched program which of its configuration is encrypted. */
export const encryptedConfigVariable = "ROADSTEAD_ENCRYPTED_CONFIG";

/** The two variables in which Pulumi's launcher hands the configuration to the SDK. */
export const sdkConfig = ({ config, secretKeys }: ConfigValues): Record<string, string> => ({
  PULUMI_CONFIG: JSON.stringify(config),
  PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(secretKeys),
});
