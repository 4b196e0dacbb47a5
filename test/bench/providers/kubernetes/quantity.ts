import type { Value } from "../test-provider.js";

const suffixes: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  "": 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** Keys whose values, or whose members' values, Kubernetes reads as quantities and writes in its own spelling. */
const quantityKeys = new Set(["requests", "limits", "hard", "capacity", "min", "max", "default", "defaultRequest"]);

/** True for two spellings of one amount, `1000m` and `1`, at a path where the API server respells amounts. */
export function isSameQuantity(path: readonly (string | number)[], a: Value, b: Value): boolean {
  const respelled = quantityKeys.has(String(path.at(-2))) || path.at(-1) === "sizeLimit";
  if (!respelled) return false;
  const amount = amountOf(a);
  return amount !== undefined && amount === amountOf(b);
}

function amountOf(value: Value): number | undefined {
  const [, digits, suffix] = /^([+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)([numkMGTPE]?i?)$/.exec(String(value)) ?? [];
  const factor = suffixes[suffix ?? ""];
  return digits === undefined || factor === undefined ? undefined : Number(digits) * factor;
}
