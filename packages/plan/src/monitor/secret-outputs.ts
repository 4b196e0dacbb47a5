import type { WireMap } from "../wire/wire-value.js";
import { signatureOf, signatures, wireSecret, wireUnknown } from "../wire/wire-value.js";

/** The outputs with the named ones marked secret, as the engine does with `additionalSecretOutputs`. */
export function markSecret(outputs: WireMap, names: readonly string[]): WireMap {
  const marked = { ...outputs };
  for (const name of names) {
    const value = marked[name];
    if (value === undefined || value === wireUnknown || signatureOf(value) === signatures.secret) continue;
    marked[name] = wireSecret(value);
  }
  return marked;
}
