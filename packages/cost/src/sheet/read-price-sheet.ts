import type { Problem } from "@roadstead/core";
import { isPlainObject, nearest, sortProblems } from "@roadstead/core";
import { feeFamilies, feeKeys } from "../book/fees.js";
import { listRegions } from "../book/machines.js";
import type { PriceSheet } from "./price-sheet.js";

/** A sheet, or all that is wrong with it. */
export type PriceSheetReading =
  | { readonly sheet: PriceSheet; readonly problems: readonly [] }
  | { readonly sheet?: undefined; readonly problems: readonly Problem[] };

type Check = (value: unknown, path: string, problems: Problem[]) => void;

const refuse = (problems: Problem[], rule: string, path: string, message: string, got?: unknown): void => {
  const shown = got === undefined ? {} : { got: JSON.stringify(got) ?? String(got) };
  problems.push({ rule: `prices/${rule}`, path, message, ...shown });
};

const numberFrom =
  (least: number, most = Number.MAX_SAFE_INTEGER): Check =>
  (value, path, problems) => {
    if (typeof value === "number" && value >= least && value <= most) return;
    const range = most === Number.MAX_SAFE_INTEGER ? `of ${least} or more` : `from ${least} to ${most}`;
    refuse(problems, "number", path, `must be a number ${range}`, value);
  };

const positive: Check = (value, path, problems) => {
  if (typeof value !== "number" || !Number.isFinite(value) || value <= 0) {
    refuse(problems, "number", path, "must be a number above 0", value);
  }
};

const whole: Check = (value, path, problems) => {
  if (!Number.isSafeInteger(value) || (value as number) < 0) {
    refuse(problems, "number", path, "must be a whole number of 0 or more", value);
  }
};

const text: Check = (value, path, problems) => {
  if (typeof value !== "string" || value === "") refuse(problems, "type", path, "must be a text", value);
};

const date: Check = (value, path, problems) => {
  const good = typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value));
  if (!good) refuse(problems, "date", path, "must be a date such as 2026-08-01", value);
};

const member = (path: string, name: string): string =>
  /^[A-Za-z_][\w-]*$/.test(name) ? (path === "" ? name : `${path}.${name}`) : `${path}[${JSON.stringify(name)}]`;

const record =
  (check: Check): Check =>
  (value, path, problems) => {
    if (!isPlainObject(value)) return refuse(problems, "type", path, "must be a mapping", value);
    for (const [name, item] of Object.entries(value)) check(item, member(path, name), problems);
  };

const list =
  (check: Check): Check =>
  (value, path, problems) => {
    if (!Array.isArray(value)) return refuse(problems, "type", path, "must be a list", value);
    value.forEach((item, i) => check(item, `${path}[${i}]`, problems));
  };

/** Fields by name; a name that ends in `?` may be left out. */
const fields =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value, path, problems) => {
    if (!isPlainObject(value))
      return refuse(problems, "type", path === "" ? "prices" : path, "must be a mapping", value);
    const known = Object.keys(checks).map((name) => name.replace("?", ""));
    for (const name of Object.keys(value).filter((it) => !known.includes(it))) {
      const near = nearest(name, known);
      const hint = near === undefined ? {} : { hint: `did you mean ${near}?` };
      problems.push({
        rule: "prices/unknown-key",
        path: member(path, name),
        message: "is not a key here",
        allowed: known,
        ...hint,
      });
    }
    for (const [key, check] of Object.entries(checks)) {
      const name = key.replace("?", "");
      const item = Object.hasOwn(value, name) ? value[name] : undefined;
      if (item !== undefined && item !== null) check(item, member(path, name), problems);
      else if (key === name) refuse(problems, "missing-key", member(path, name), "is missing");
    }
  };

const usd = numberFrom(0);
const share = numberFrom(0, 1);

const provider = fields({
  "multiplier?": positive,
  "region?": text,
  "regions?": record(fields({ like: text, "multiplier?": positive })),
  "spot?": fields({ ratio: share, "low?": share, "high?": share }),
  "machines?": record(
    fields({ "onDemandUsdPerHour?": usd, "spotUsdPerHour?": usd, "gpus?": numberFrom(0), "regions?": list(text) }),
  ),
});

const providerName: Check = (value, path, problems) => {
  if (value !== "aws" && value !== "gcp") refuse(problems, "provider", path, "must be aws or gcp", value);
};

const sheet = fields({
  schemaVersion: (value, path, problems) => {
    if (value !== 1) refuse(problems, "version", path, "must be 1", value);
  },
  "source?": text,
  "readOn?": date,
  "providers?": fields({ "aws?": provider, "gcp?": provider }),
  "fees?": record(usd),
  "committed?": list(
    fields({ provider: providerName, machineType: text, count: whole, usdPerHour: usd, "region?": text }),
  ),
  "onPrem?": fields({
    nodeTypes: record(
      fields({
        capexUsd: usd,
        amortisationMonths: positive,
        powerWatts: usd,
        usdPerKwh: usd,
        "pue?": numberFrom(1),
        staffUsdPerMonth: usd,
        "otherUsdPerMonth?": usd,
      }),
    ),
    nodes: record(text),
  }),
  "utilisation?": fields({ "default?": share, "pools?": record(share) }),
  "usage?": record(fields({ "storedGib?": usd, "ingestedGib?": usd, "processedGib?": usd })),
});

/** Reads untyped data, from JSON or YAML, as a price sheet. Never throws; all problems at once, sorted by path. */
export function readPriceSheet(value: unknown): PriceSheetReading {
  const problems: Problem[] = [];
  sheet(value, "", problems);
  crossCheck(value, problems);
  return problems.length > 0 ? { problems: sortProblems(problems) } : { sheet: value as PriceSheet, problems: [] };
}

const mapping = (value: unknown): Readonly<Record<string, unknown>> => (isPlainObject(value) ? value : {});

/** What only two values together, or the book, tell. The form of the sheet may be wrong. */
function crossCheck(value: unknown, problems: Problem[]): void {
  const { onPrem, providers, fees } = mapping(value);
  const types = Object.keys(mapping(mapping(onPrem)["nodeTypes"]));
  for (const [name, type] of Object.entries(mapping(mapping(onPrem)["nodes"]))) {
    if (typeof type !== "string" || type === "") continue;
    oneOf(problems, "node-type", member("onPrem.nodes", name), "names no node type of this sheet", type, types);
  }
  for (const [name, terms] of Object.entries(mapping(providers))) {
    if (name !== "aws" && name !== "gcp") continue;
    const { ratio, low = ratio, high = ratio } = mapping(mapping(terms)["spot"]);
    const numbers = [low, ratio, high].filter((it) => typeof it === "number");
    const isOrdered = numbers.length < 3 || numbers.every((it, i) => i === 0 || (numbers[i - 1] ?? it) <= it);
    if (!isOrdered) {
      const spot = mapping(terms)["spot"];
      refuse(problems, "spot-range", `providers.${name}.spot`, "must have low <= ratio <= high", spot);
    }
    for (const [region, like] of Object.entries(mapping(mapping(terms)["regions"]))) {
      const path = `${member(`providers.${name}.regions`, region)}.like`;
      const other = mapping(like)["like"];
      if (typeof other !== "string" || other === "") continue;
      oneOf(problems, "region", path, "is no region that the list has", other, listRegions(name));
    }
  }
  for (const key of Object.keys(mapping(fees))) {
    if (feeFamilies.some((family) => key.startsWith(`${family}.`) || key === family)) continue;
    const path = member("fees", key);
    const near = nearest(key, feeKeys);
    problems.push({
      rule: "prices/fee",
      path,
      message: "is no fee that anything is priced by",
      allowed: feeFamilies.map((family) => `${family}…`),
      ...(near === undefined ? {} : { hint: `did you mean ${near}?` }),
    });
  }
}

function oneOf(
  problems: Problem[],
  rule: string,
  path: string,
  message: string,
  value: string,
  allowed: readonly string[],
): void {
  if (allowed.includes(value)) return;
  const near = nearest(value, allowed);
  const hint = near === undefined ? {} : { hint: `did you mean ${near}?` };
  problems.push({ rule: `prices/${rule}`, path, message, got: JSON.stringify(value), allowed, ...hint });
}
