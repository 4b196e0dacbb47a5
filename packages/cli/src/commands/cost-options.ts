import { InvalidArgumentError } from "commander";
import type { PlanCommandOptions } from "./plan-options.js";

export const costFormats = ["table", "json", "markdown"] as const;
export type CostFormat = (typeof costFormats)[number];

/** How programs are planned, prices are taken and pages are printed. */
export interface CostCommandOptions extends Pick<
  PlanCommandOptions,
  "stack" | "config" | "answers" | "timeout" | "width" | "color"
> {
  readonly state?: string;
  readonly preview?: string;
  readonly compare?: string;
  readonly prices?: string;
  /** Documents of `roadstead forecast`. */
  readonly forecast?: readonly string[];
  readonly format: CostFormat;
  /** ISO date. */
  readonly asOf?: string;
}

/** A file's path. An empty one is a variable that a script forgot to set. */
export function parseFile(path: string): string {
  if (path !== "") return path;
  throw new InvalidArgumentError("It must name a file.");
}

/** Adds one file to those before it. */
export const parseFiles = (path: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  parseFile(path),
];

export function parseDate(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) return text;
  throw new InvalidArgumentError("It must be a date such as 2026-08-01.");
}
