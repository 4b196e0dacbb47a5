import type { Range } from "../range.js";
import { fixed, mapRange } from "../range.js";
import type { PriceSheet, SpotTerms } from "../sheet/price-sheet.js";
import type { FeeUnit } from "./fees.js";
import { listFee } from "./fees.js";
import type { Cloud, MachinePrice } from "./machines.js";
import { listMachine, listMachines, machineShape } from "./machines.js";
import type { PriceSource } from "./price-source.js";

/** USD of one unit and where that is from. */
export interface Rate {
  readonly usd: number;
  readonly unit: FeeUnit;
  readonly source: PriceSource;
}

/** One machine by the hour. */
export interface MachineRate {
  readonly type: string;
  readonly gpus: number;
  readonly vcpu?: number;
  readonly memoryGib?: number;
  /** Absent where neither the book nor the sheet has a price. */
  readonly onDemand?: Rate;
  /** Spot prices move: least, expected and most of an hour. */
  readonly spot?: { readonly usd: Range; readonly source: PriceSource };
}

/** List prices with the user's sheet on top. */
export interface PriceBook {
  readonly sheet: PriceSheet;
  readonly sheetSource: PriceSource;
  /** Undefined where neither knows the type in that region. */
  readonly machine: (cloud: Cloud, region: string, type: string) => MachineRate | undefined;
  /** All types of a region that have a price on demand. */
  readonly machines: (cloud: Cloud, region: string) => readonly MachineRate[];
  readonly fee: (key: string, region: string) => Rate | undefined;
}

/**
 * What EC2 Spot costs as a part of the price on demand, where no sheet says it: g5.12xlarge in us-east-1 was 37 to 49 %
 * by zone. An instance that names no highest price pays up to the price on demand, which some zones ask for.
 */
export const awsSpotTerms: Required<SpotTerms> = { ratio: 0.43, low: 0.37, high: 1 };

const awsSpotSource: PriceSource = {
  id: "aws-spot-ratio",
  source: "spot prices of g5.12xlarge in us-east-1 by zone: 37 to 49 % of on demand; at most the price on demand",
  readOn: "2026-08-22",
};

/** The book as a user's sheet changes it. */
export function priceBook(sheet: PriceSheet = { schemaVersion: 1 }): PriceBook {
  const sheetSource: PriceSource = {
    id: "sheet",
    source: sheet.source ?? "the price sheet",
    readOn: sheet.readOn ?? "9999-12-31",
  };
  const terms = (cloud: Cloud) => sheet.providers?.[cloud] ?? {};
  const listRegion = (cloud: Cloud, region: string): readonly [region: string, factor: number] => {
    const all = terms(cloud).multiplier ?? 1;
    const like = terms(cloud).regions?.[region];
    return like === undefined ? [region, all] : [like.like, all * (like.multiplier ?? 1)];
  };

  const spotOf = (cloud: Cloud, onDemand: Rate | undefined, listed: Rate | undefined): MachineRate["spot"] => {
    const own = terms(cloud).spot;
    if (own !== undefined) return onDemand && { usd: ratioRange(own, onDemand.usd), source: sheetSource };
    if (listed !== undefined) return { usd: fixed(listed.usd), source: listed.source };
    if (cloud === "gcp" || onDemand === undefined) return undefined;
    return { usd: ratioRange(awsSpotTerms, onDemand.usd), source: awsSpotSource };
  };

  const rateOf = (cloud: Cloud, region: string, type: string, listed: MachinePrice | undefined) => {
    const [, factor] = listRegion(cloud, region);
    const own = terms(cloud).machines?.[type];
    const override = own?.regions === undefined || own.regions.includes(region) ? own : undefined;
    if (listed === undefined && override === undefined) return undefined;
    const pick = (ours: number | undefined, list: number | undefined): Rate | undefined => {
      if (ours !== undefined) return { usd: ours, unit: "hour", source: sheetSource };
      return list === undefined || listed === undefined
        ? undefined
        : { usd: list * factor, unit: "hour", source: listed.source };
    };
    const shape = listed ?? machineShape(cloud, type);
    const onDemand = pick(override?.onDemandUsdPerHour, listed?.onDemandUsd);
    const ownSpot = override?.spotUsdPerHour;
    const spot =
      ownSpot === undefined
        ? spotOf(cloud, onDemand, pick(undefined, listed?.spotUsd))
        : { usd: fixed(ownSpot), source: sheetSource };
    return {
      type,
      gpus: override?.gpus ?? shape?.gpus ?? 0,
      ...(shape?.vcpu === undefined ? {} : { vcpu: shape.vcpu }),
      ...(shape?.memoryGib === undefined ? {} : { memoryGib: shape.memoryGib }),
      ...(onDemand === undefined ? {} : { onDemand }),
      ...(spot === undefined ? {} : { spot }),
    } satisfies MachineRate;
  };

  return {
    sheet,
    sheetSource,
    machine: (cloud, region, type) => {
      const [from] = listRegion(cloud, region);
      return rateOf(cloud, region, type, listMachine(cloud, from, type));
    },
    machines: (cloud, region) => {
      const [from] = listRegion(cloud, region);
      return listMachines(cloud, from).flatMap((listed) => {
        const rate = rateOf(cloud, region, listed.type, listed);
        return rate?.onDemand === undefined ? [] : [rate];
      });
    },
    fee: (key, region) => {
      const own = Object.hasOwn(sheet.fees ?? {}, key) ? sheet.fees?.[key] : undefined;
      const cloud = key.startsWith("aws.") ? "aws" : "gcp";
      const [from, factor] = listRegion(cloud, region);
      const listed = listFee(key, from);
      if (own !== undefined) return { usd: own, unit: listed?.unit ?? unitOf(key), source: sheetSource };
      return listed && { usd: listed.usd * factor, unit: listed.unit, source: listed.source };
    },
  };
}

const ratioRange = ({ ratio, low = ratio, high = ratio }: SpotTerms, onDemandUsd: number): Range =>
  mapRange({ floor: low, expected: ratio, ceiling: high }, (share) => share * onDemandUsd);

/** Unit of a fee that only a sheet has, by its key. */
function unitOf(key: string): FeeUnit {
  if (/\.iops$/.test(key)) return "iops-month";
  if (/\.throughput$/.test(key)) return "mibps-month";
  if (/\.(data|ingest)$/.test(key)) return "gib";
  if (/\.vcpu$/.test(key)) return "vcpu-hour";
  if (/\.memory$/.test(key)) return "gib-hour";
  if (/^gcp\.redis\./.test(key)) return "gib-hour";
  return /(^|\.)(disk|storage|object-storage|local-ssd|fsx|filestore)(\.|$)/.test(key) ? "gib-month" : "hour";
}
