import { readFileSync } from "node:fs";
import { type PriceBook, priceBook, readPriceSheet } from "@roadstead/cost";
import { PlanUsageError } from "@roadstead/plan";
import { parse } from "yaml";

/**
 * List prices, with the sheet of a file on top, YAML or JSON.
 * @throws PlanUsageError with all that is wrong with the file.
 */
export function loadPriceBook(file: string | undefined): PriceBook {
  if (file === undefined) return priceBook();
  let value: unknown;
  try {
    value = parse(readFileSync(file, "utf8"));
  } catch (error) {
    const message = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    throw new PlanUsageError([{ rule: "prices/readable", path: file, message }]);
  }
  const { sheet, problems } = readPriceSheet(value);
  if (sheet === undefined) throw new PlanUsageError(problems);
  return priceBook(sheet);
}
