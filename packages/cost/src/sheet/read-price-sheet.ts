import type { Problem } from "@roadstead/core";
import { isPlainObject, nearest, sortProblems } from "@roadstead/core";
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
  if (problems.length === 0) crossCheck(value as PriceSheet, problems);
  return problems.length > 0 ? { problems: sortProblems(problems) } : { sheet: value as PriceSheet, problems: [] };
}

function crossCheck({ onPrem, providers }: PriceSheet, problems: Problem[]): void {
  const types = Object.keys(onPrem?.nodeTypes ?? {});
  for (const [name, type] of Object.entries(onPrem?.nodes ?? {})) {
    if (types.includes(type)) continue;
    const near = nearest(type, types);
    problems.push({
      rule: "prices/node-type",
      path: member("onPrem.nodes", name),
      message: "names no node type of this sheet",
      got: JSON.stringify(type),
      allowed: types,
      ...(near === undefined ? {} : { hint: `did you mean ${near}?` }),
    });
  }
  for (const [name, terms] of Object.entries(providers ?? {})) {
    const spot = terms.spot;
    if (spot === undefined) continue;
    if ((spot.low ?? spot.ratio) > spot.ratio || (spot.high ?? spot.ratio) < spot.ratio) {
      refuse(problems, "spot-range", `providers.${name}.spot`, "must have low <= ratio <= high", spot);
    }
  }
}
