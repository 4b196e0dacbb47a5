import type { Allocatable, ClusterSummary, MachineChoice, PoolLayout } from "@roadstead/core";
import type { PageOptions } from "../text/page.js";
import { paragraph } from "../text/page.js";
import { together } from "../text/together.js";
import { table } from "../text/table.js";

/** Machine types with list prices and runners-up, then where and when the prices were read. */
export function machineTable(summary: ClusterSummary, page: PageOptions): string[] {
  const columns = [
    { head: "POOL" },
    { head: "MACHINE TYPE" },
    { head: "VCPU", align: "right" },
    { head: "MEMORY", align: "right" },
    { head: "ON DEMAND", align: "right" },
    { head: "SPOT", align: "right" },
    { head: "RUNNER-UP" },
    { head: "ON DEMAND", align: "right" },
  ] as const;
  const rows = summary.pools.flatMap((pool) =>
    pool.machineType === undefined ? [] : [machineRow(pool, pool.machineType)],
  );
  const source = priceSource(summary.pools);
  return [
    ...table(columns, rows, page),
    ...(source === undefined ? [] : paragraph(source, page, { indent: 2, paint: page.style.dim })),
  ];
}

const machineRow = (pool: PoolLayout, machine: MachineChoice): string[] => [
  pool.name,
  pool.architecture === "amd64" ? machine.name : `${machine.name} (${pool.architecture})`,
  vcpuText(machine, pool.allocatable),
  memoryText(machine, pool.allocatable),
  usdText(machine.price?.onDemandUsdPerHour),
  usdText(machine.price?.spotUsdPerHour),
  pool.runnerUp?.name ?? "-",
  usdText(pool.runnerUp?.price?.onDemandUsdPerHour),
];

const vcpuText = ({ vcpu }: MachineChoice, { cpuMillicores }: Allocatable): string =>
  cpuMillicores === undefined ? String(vcpu) : `${together(`${cpuMillicores / 1000} of`)} ${vcpu}`;

const memoryText = ({ memoryGib }: MachineChoice, { memoryMib }: Allocatable): string => {
  const total = together(`${memoryGib} GiB`);
  return memoryMib === undefined ? total : `${together(`${(memoryMib / 1024).toFixed(1)} of`)} ${total}`;
};

/** At least two decimals, at most four. */
const usdText = (usd: number | undefined): string => (usd === undefined ? "-" : usd.toFixed(4).replace(/0{1,2}$/, ""));

function priceSource(pools: readonly PoolLayout[]): string | undefined {
  const sources = pools.flatMap(({ machineType, runnerUp }) =>
    [machineType?.price, runnerUp?.price].flatMap((price) =>
      price === undefined ? [] : [`${price.region}, read on ${price.readOn}`],
    ),
  );
  if (sources.length === 0) return undefined;
  return `List prices of one machine, USD per hour: ${[...new Set(sources)].sort().join("; ")}.`;
}
