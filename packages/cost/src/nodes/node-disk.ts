import type { GraphResource } from "@roadstead/core";
import type { Cloud } from "../book/machines.js";
import type { CostOwnership } from "../cost-line.js";
import type { Pricing } from "../pricing.js";
import { usdPerMonth } from "../pricing.js";
import type { Range } from "../range.js";
import { times } from "../range.js";

export interface DiskDraft {
  readonly cloud: Cloud;
  readonly region: string;
  readonly item: string;
  /** How many disks. */
  readonly count: Range;
  readonly sizeGib: number;
  /** The cloud's own word; undefined: nobody says. */
  readonly type?: string | undefined;
  /** Provisioned, all of them. */
  readonly iops?: number | undefined;
  readonly throughputMibps?: number | undefined;
  /** Copies in other zones that are paid for, the disk itself included. @default 1 */
  readonly copies?: number;
  readonly notes?: readonly string[];
}

/** What a gp3 volume has without paying for it. */
const free = { iops: 3000, throughputMibps: 125 } as const;

/** Larger than any disk that can be had. */
const mostGib = 1_000_000;

/** Adds block storage: room, and where it is billed apart, speed. */
export function addDisks(pricing: Pricing, resource: GraphResource, draft: DiskDraft, own: CostOwnership): void {
  const { cloud, region, item, count, sizeGib, copies = 1, notes = [] } = draft;
  if (count.ceiling === 0 || sizeGib === 0) return;
  if (sizeGib < 0 || sizeGib > mostGib) {
    return pricing.gap(resource, "unpriced", item, `its size is no number of GiB from 0 to ${mostGib}`, own);
  }
  if (draft.type === undefined && cloud === "aws") {
    addUnstated(pricing, resource, draft, own);
    return;
  }
  const type = draft.type ?? "pd-standard";
  const fee = `${cloud}.disk.${type}`;
  const quantity = times(count, sizeGib * copies);
  pricing.fee(resource, { item: `${item} ${type}`, fee, region, quantity, notes }, own);
  const isGp3 = type === "gp3";
  const paidIops = isGp3 ? (draft.iops ?? 0) - free.iops : (draft.iops ?? 0);
  if (paidIops > 0 && (isGp3 || type.startsWith("io") || cloud === "gcp")) {
    pricing.fee(
      resource,
      { item: `${item} ${type} IOPS`, fee: `${fee}.iops`, region, quantity: times(count, paidIops) },
      own,
    );
  }
  const paidThroughput = isGp3 ? (draft.throughputMibps ?? 0) - free.throughputMibps : 0;
  if (paidThroughput > 0) {
    const quantity = times(count, paidThroughput);
    pricing.fee(resource, { item: `${item} ${type} throughput`, fee: `${fee}.throughput`, region, quantity }, own);
  }
}

/** EC2 takes the type from the image where nobody says one: gp3 in newer images, else gp2. */
function addUnstated(pricing: Pricing, resource: GraphResource, draft: DiskDraft, own: CostOwnership): void {
  const { region, item, count, sizeGib, notes = [] } = draft;
  const gp3 = pricing.book.fee("aws.disk.gp3", region);
  const gp2 = pricing.book.fee("aws.disk.gp2", region);
  if (gp3 === undefined || gp2 === undefined) {
    pricing.gap(resource, "unpriced", `${item} in ${region}`, "no price of aws.disk.gp3 and aws.disk.gp2 there", own);
    return;
  }
  const [least, most] = [usdPerMonth(gp3), usdPerMonth(gp2)].sort((a, b) => a - b) as [number, number];
  const quantity = times(count, sizeGib);
  pricing.add(
    resource,
    {
      item: `${item} gp3 or gp2`,
      quantity,
      unit: "GiB",
      usdPerMonth: times(quantity, { floor: least, expected: least, ceiling: most }),
      source: gp3.source,
      notes: [...notes, "the image decides between gp3 and gp2, as nothing states the volume's type"],
    },
    own,
  );
}
