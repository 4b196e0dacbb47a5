import type { CostGap, Estimate, Range, UnitCost } from "@roadstead/cost";

/** `1,234.50`. */
export const usdText = (usd: number): string => {
  const [whole = "0", cents = "00"] = Math.abs(usd).toFixed(2).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return `${usd < 0 ? "-" : ""}${grouped}.${cents}`;
};

/** {@link usdText} with its sign, for changes. */
export const changeText = (usd: number): string => (usd > 0 ? `+${usdText(usd)}` : usdText(usd));

/** At most two decimals. */
export const countText = (count: number): string => String(Math.round(count * 100) / 100);

/** `0 to 8`, or `2` where it never changes. */
export const spanText = ({ floor, ceiling }: Range): string =>
  floor === ceiling ? countText(floor) : `${countText(floor)} to ${countText(ceiling)}`;

/** Floor, expected and ceiling as cells. */
export const rangeCells = ({ floor, expected, ceiling }: Range, text = usdText): string[] =>
  [floor, expected, ceiling].map(text);

/** Cells of a price by the hour that may be absent. */
export const unitCells = (unit: UnitCost["usdPerGpuHour"]): string[] =>
  [unit?.floor, unit?.expected, unit?.ceiling].map((usd) => (usd === undefined ? "-" : usd.toFixed(4)));

/** Whether amounts are missing that may be of any size. */
export const isOpenEnded = ({ gaps }: Pick<Estimate, "gaps">): boolean => gaps.some(({ kind }) => kind !== "usage");

/** Why an amount is missing, in one line without the resource. */
export const gapText = ({ what, reason, path }: CostGap): string =>
  `${what}: ${reason}${path === undefined ? "" : ` (${path})`}`;

/** What is said of each kind of gap. */
export const gapTitles: Readonly<Record<CostGap["kind"], string>> = {
  unknown: "Unknown before deployment",
  unbounded: "Without a limit",
  unpriced: "Without a price",
  usage: "Billed by use that nothing states",
};

export const gapKinds = ["unknown", "unbounded", "unpriced", "usage"] as const satisfies readonly CostGap["kind"][];
