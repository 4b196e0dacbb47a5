import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { pack as clusterBaseline } from "@roadstead/cluster-baseline/pack";
import { priceListText } from "@roadstead/cost";
import { pack as costGuardrails } from "@roadstead/cost-guardrails/pack";
import { PlanUsageError } from "@roadstead/plan/stored";
import type { Guardrails, Pack } from "@roadstead/policy";
import {
  baselineGrowth,
  guardrailsBeforeVariable,
  guardrailsVariable,
  noGuardrails,
  readGuardrails,
  rulesPage,
} from "@roadstead/policy";
import type { Terminal } from "../terminal.js";
import { readYamlFile } from "./yaml-file.js";

/** All packs: the ones that the engine runs too. */
export const packs: readonly Pack[] = [clusterBaseline, costGuardrails];

export interface LoadedGuardrails {
  readonly guardrails: Guardrails;
  /** SHA-256 of the file, where there is one. */
  readonly hash?: string;
}

/** Options of commands that ask rules. */
export interface GuardrailsOptions {
  readonly guardrails?: string;
  /** The file as it was before a change. */
  readonly guardrailsBefore?: string;
}

/**
 * The guardrails of a file, else of the one that the environment names, else the rules' own levels.
 * @throws PlanUsageError with all that is wrong with the file, also that its baseline has grown.
 */
export function loadGuardrails(options: GuardrailsOptions, { env }: Pick<Terminal, "env">): LoadedGuardrails {
  const file = options.guardrails ?? env[guardrailsVariable];
  if (file === undefined || file === "") return { guardrails: noGuardrails };
  const { guardrails, hash } = readGuardrailsFile(file);
  const before = options.guardrailsBefore ?? env[guardrailsBeforeVariable];
  if (before !== undefined && before !== "") {
    const grown = baselineGrowth(readGuardrailsFile(before).guardrails.baseline, guardrails.baseline);
    if (grown.length > 0) throw new PlanUsageError(grown);
  }
  return { guardrails, hash };
}

function readGuardrailsFile(file: string): Required<LoadedGuardrails> {
  const { text, value } = readYamlFile(file, "guardrails/readable");
  const { guardrails, problems } = readGuardrails(
    value,
    packs.flatMap(({ rules }) => rules),
  );
  if (guardrails === undefined) throw new PlanUsageError(problems);
  return { guardrails, hash: sha256(text) };
}

export const sha256 = (data: string | Uint8Array): string => createHash("sha256").update(data).digest("hex");

/** What a result rests on beside the graph: packs, guardrails, list prices, price sheet. */
export const evidenceHashes = (
  { hash }: LoadedGuardrails,
  prices: string | undefined,
): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(packs.map((pack) => [`pack ${pack.name}`, packHash(pack)])),
  ...(hash === undefined ? {} : { guardrails: hash }),
  "price book": sha256(priceListText()),
  ...(prices === undefined ? {} : { "price sheet": sha256(readFileSync(prices)) }),
});

/** One hash for all that decides what a pack answers. */
const packHash = (pack: Pack): string =>
  sha256([pack.version, rulesPage(pack), ...pack.rules.map(({ check }) => String(check))].join("\n"));
