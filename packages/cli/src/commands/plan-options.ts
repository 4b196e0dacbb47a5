import type { FailOn } from "@roadstead/policy";
import { InvalidArgumentError } from "commander";
import type { WantedReport } from "./audit-options.js";
import { fewestColumns } from "../terminal.js";

/** Options of `roadstead plan` as commander gives them. */
export interface PlanCommandOptions {
  readonly stack?: string;
  readonly config: Readonly<Record<string, string>>;
  readonly answers?: string;
  readonly json?: boolean;
  readonly graph?: boolean;
  readonly manifests?: string;
  readonly force?: boolean;
  readonly prices?: string;
  /** ISO date. */
  readonly asOf?: string;
  /** Ask the rules of all packs. */
  readonly policies?: boolean;
  /** With `policies`: files to write what the rules say into. */
  readonly report?: readonly WantedReport[];
  readonly guardrails?: string;
  readonly guardrailsBefore?: string;
  readonly failOn?: FailOn;
  /** What budgets of a change count from. */
  readonly compare?: string;
  /** Seconds. */
  readonly timeout: number;
  readonly width?: number;
  /** False with `--no-color`. */
  readonly color: boolean;
}

/** Adds one `key=value` to those before it; the value may have further equals signs or be empty. */
export function parseConfigEntry(
  entry: string,
  before: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const equals = entry.indexOf("=");
  if (equals < 1) throw new InvalidArgumentError("It must be key=value.");
  return { ...before, [entry.slice(0, equals)]: entry.slice(equals + 1) };
}

/** A folder's path. An empty one is a variable that a script forgot to set. */
export function parseFolder(path: string): string {
  if (path !== "") return path;
  throw new InvalidArgumentError("It must name a folder.");
}

/** Seconds, 1 to 86 400. */
export const parseSeconds = (text: string): number => parseWhole(text, 1, 86_400, "seconds");

/** Columns, 40 to 1 000. */
export const parseColumns = (text: string): number => parseWhole(text, fewestColumns, 1000, "columns");

function parseWhole(text: string, min: number, max: number, unit: string): number {
  const value = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
  if (value >= min && value <= max) return value;
  throw new InvalidArgumentError(`It must be a whole number of ${unit} from ${min} to ${max}.`);
}
