import { feeRows, feeSources, type FeeUnit } from "./fee-table.js";
import type { PriceSource } from "./price-source.js";

export type { FeeUnit } from "./fee-table.js";

export interface Fee {
  readonly key: string;
  readonly usd: number;
  readonly unit: FeeUnit;
  readonly region: string;
  readonly source: PriceSource;
}

/** All fees of the book. */
export const listFees: readonly Fee[] = feeRows.map(([key, region, usd, unit, source]) => ({
  key,
  usd,
  unit,
  region,
  source: feeSources[source],
}));

const byKey = new Map<string, Fee>(listFees.map((fee) => [`${fee.key} ${fee.region}`, fee]));

/** Keys of {@link listFee}, sorted, for hints. */
export const feeKeys: readonly string[] = [...new Set(listFees.map(({ key }) => key))].sort();

/** Beginnings of what resources are priced by, for sheets that have a price which the book has not. */
export const feeFamilies: readonly string[] = [
  ...new Set(listFees.map(({ key }) => key.split(".").slice(0, 2).join("."))),
  "aws.sagemaker",
  "gcp.filestore",
  "gcp.private-service-connect",
  "gcp.run",
].sort();

/** A fee in a region; undefined where no list that was read has it. */
export const listFee = (key: string, region: string): Fee | undefined =>
  byKey.get(`${key} ${region}`) ?? byKey.get(`${key} *`);
