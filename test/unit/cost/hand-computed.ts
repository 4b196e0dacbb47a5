import type { GraphResource } from "@roadstead/core";
import type { PriceSheet } from "@roadstead/cost";

/** A stack whose price was worked out with a pocket calculator; the arithmetic stands beside it. */
export interface HandComputedStack {
  readonly title: string;
  readonly resources: readonly GraphResource[];
  readonly sheet?: Omit<PriceSheet, "schemaVersion">;
  /** Floor, expected, ceiling. Each amount of a stack is rounded to the cent before they are added. */
  readonly usd: readonly [number, number, number];
  readonly gpuHours?: readonly [number, number, number];
  /** Expected. */
  readonly usdPerGpuHour?: number;
  readonly usdPerGpuShareHour?: number;
  /** Kind and what, of all that is missing. @default nothing is missing */
  readonly gaps?: readonly string[];
}
