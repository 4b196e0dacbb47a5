import type { CostLine } from "../cost-line.js";
import type { Cloud } from "../book/machines.js";
import { launchTemplateType } from "../aws/launch-template.js";
import { capacityReservationPricer } from "../aws/capacity-reservation.js";
import { known, readText } from "../graph/read-property.js";
import { hoursPerMonth, roundUsd } from "../money.js";
import type { Pricing } from "../pricing.js";
import type { Range } from "../range.js";
import { fixed, mapRange, zipRanges } from "../range.js";

/** Machines that are paid for already, and who may use them. */
interface Prepaid {
  readonly cloud: Cloud;
  readonly type: string;
  readonly region?: string;
  readonly count: Range;
  readonly covers: (line: CostLine) => boolean;
}

/**
 * Takes machines that are paid for already, by a commitment of the sheet or a reservation of the program, off the lines
 * of machines on demand: each is paid for once, used or not. Lines are served in the order of their URNs.
 */
export function withPrepaid(pricing: Pricing, lines: readonly CostLine[]): readonly CostLine[] {
  let rest = lines;
  for (const prepaid of [...reservations(pricing, lines), ...commitments(pricing)]) rest = covered(rest, prepaid);
  return rest;
}

function commitments(pricing: Pricing): readonly Prepaid[] {
  return (pricing.book.sheet.committed ?? []).map(({ provider, machineType, region, count }) => ({
    cloud: provider,
    type: machineType,
    ...(region === undefined ? {} : { region }),
    count: fixed(count),
    covers: () => true,
  }));
}

function reservations(pricing: Pricing, lines: readonly CostLine[]): readonly Prepaid[] {
  return lines.flatMap((line) => {
    const resource = pricing.graph.get(line.urn);
    const { machines } = line;
    if (resource === undefined || machines === undefined || !capacityReservationPricer.types.includes(line.type))
      return [];
    const criteria = readText(resource, "instanceMatchCriteria");
    pricing.anyUnknown(resource, {}, [["machines that may use the reservation", criteria]]);
    // Where nobody can tell, machines are paid for twice: the ceiling is never too low.
    const isOpen = criteria.state !== "unknown" && (known(criteria) ?? "open") === "open";
    const covers = (other: CostLine): boolean => isOpen || targets(pricing, other.urn, resource.urn);
    return [{ cloud: machines.cloud, type: machines.type, region: machines.region, count: machines.nodes, covers }];
  });
}

/** Whether a group's launch template was made from a reservation. */
function targets(pricing: Pricing, urn: string, reservation: string): boolean {
  const group = pricing.graph.get(urn);
  const near = [group, ...(group?.dependencies ?? []).map((it) => pricing.graph.get(it))];
  return near.some(
    (it) => it?.dependencies.includes(reservation) === true && (it === group || it.type === launchTemplateType),
  );
}

function covered(lines: readonly CostLine[], prepaid: Prepaid): readonly CostLine[] {
  let left = prepaid.count;
  return lines.map((line) => {
    const { machines } = line;
    const fits =
      machines !== undefined &&
      line.purchase === "on-demand" &&
      machines.cloud === prepaid.cloud &&
      machines.type === prepaid.type &&
      (prepaid.region === undefined || machines.region === prepaid.region) &&
      prepaid.covers(line);
    if (!fits) return line;
    const used = zipRanges(machines.nodes, left, Math.min);
    if (used.ceiling === 0) return line;
    left = zipRanges(left, used, (a, b) => a - b);
    const nodes = zipRanges(machines.nodes, used, (a, b) => a - b);
    const part = (whole: Range): Range =>
      zipRanges(
        whole,
        zipRanges(nodes, machines.nodes, (a, b) => (b === 0 ? 0 : a / b)),
        (a, b) => a * b,
      );
    return {
      ...line,
      quantity: nodes,
      usdPerMonth: mapRange(nodes, (count) => roundUsd(count * machines.usdPerHour * hoursPerMonth)),
      gpuHours: part(line.gpuHours),
      machines: { ...machines, nodes },
      notes: [...line.notes, "machines that are paid for already are not counted again"],
    };
  });
}
