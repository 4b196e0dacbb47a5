import type { Correction } from "../rule/rule.js";

type Properties = Record<string | number, unknown>;

/**
 * Sets one input in place, in the very object that the engine gave: a copy would have to read values that are not known
 * yet, and would lose which are secret.
 */
export function correct(props: object, { steps, value }: Correction): void {
  let container = props as Properties;
  for (const [i, step] of steps.slice(0, -1).entries()) {
    container[step] ??= typeof steps[i + 1] === "number" ? [] : {};
    container = container[step] as Properties;
  }
  const last = steps.at(-1);
  if (last !== undefined) container[last] = value;
}
