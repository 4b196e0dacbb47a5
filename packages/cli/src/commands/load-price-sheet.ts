import { type PriceBook, priceBook, readPriceSheet } from "@roadstead/cost";
import { PlanUsageError } from "@roadstead/plan/stored";
import { readYamlFile } from "./yaml-file.js";

/**
 * List prices, with the sheet of a file on top, YAML or JSON.
 * @throws PlanUsageError with all that is wrong with the file.
 */
export function loadPriceBook(file: string | undefined): PriceBook {
  if (file === undefined) return priceBook();
  const { value } = readYamlFile(file, "prices/readable");
  const { sheet, problems } = readPriceSheet(value);
  if (sheet === undefined) throw new PlanUsageError(problems);
  return priceBook(sheet);
}
