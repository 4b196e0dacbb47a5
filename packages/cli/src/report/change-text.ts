import type { SettingChange } from "@roadstead/cost/forecast";

/** A value as a program would write it. */
export const changeValueText = (value: SettingChange["value"]): string =>
  typeof value === "string"
    ? value
    : typeof value === "number"
      ? String(value)
      : `[${value.map(({ kind, maxNodes }) => `{ kind: "${kind}", maxNodes: ${maxNodes} }`).join(", ")}]`;
