import type { GraphResource } from "@roadstead/core";
import { awsMachineTypes, isUnknown, parseQuantity } from "@roadstead/core";
import type { CostOwnership } from "../cost-line.js";
import type { MachineRate } from "../book/price-book.js";
import {
  asResource,
  known,
  orElse,
  read,
  readList,
  readMap,
  readNumber,
  readText,
  textOf,
} from "../graph/read-property.js";
import { hoursPerMonth } from "../money.js";
import { expectedNodes } from "../nodes/node-count.js";
import { addNodes } from "../nodes/node-line.js";
import type { Pricer, Pricing } from "../pricing.js";
import type { Range } from "../range.js";
import { fixed, mapRange, zipRanges } from "../range.js";
import { clusterCloud } from "./cluster-cloud.js";

interface Limits {
  readonly cpu?: number;
  readonly memoryGib?: number;
  readonly gpu?: number;
}

/**
 * Pools of Karpenter have no size, only limits of CPU, memory and GPUs. The ceiling is the dearest way to fill them with
 * machines of the types that the pool may take; without a limit there is none.
 */
export const karpenterPricer: Pricer = {
  types: ["kubernetes:karpenter.sh/v1:NodePool", "kubernetes:karpenter.sh/v1beta1:NodePool"],
  price: (resource, pricing) => {
    const place = clusterCloud(pricing, resource);
    const own = { pool: resource.name, ...(place.cluster === undefined ? {} : { cluster: place.cluster }) };
    const region = place.region ?? pricing.book.sheet.providers?.aws?.region;
    if (region === undefined || place.cloud === "gcp") {
      pricing.gap(resource, "unpriced", "nodes", "nothing in the program says where its cluster is", own);
      return;
    }
    const replicas = readNumber(resource, "spec", "replicas");
    if (replicas.state === "unknown") return pricing.unknown(resource, "number of nodes", replicas, own);
    if (replicas.state === "known") return priceStatic(pricing, resource, region, fixed(replicas.value), own);
    const limits = limitsOf(pricing, resource);
    if (limits === "unknown") return;
    if (Object.keys(limits).length === 0) {
      pricing.gap(resource, "unbounded", "nodes", "the pool has no spec.limits", own);
      return;
    }
    const wanted = requirementsOf(pricing, resource);
    if (wanted === "unknown") return;
    const types = pricing.book.machines("aws", region).filter((rate) => fits(rate, wanted));
    const ways = types.flatMap((rate) => wayOf(rate, limits));
    if (types.some((rate) => boundsOf(rate, limits).length === 0)) {
      pricing.gap(resource, "unbounded", "nodes without GPUs", "spec.limits has nothing that they count towards", own);
    }
    const [dearest] = ways.sort((a, b) => b.usd - a.usd || (a.rate.type < b.rate.type ? -1 : 1));
    if (dearest?.rate.onDemand === undefined) {
      const reason = types.length === 0 ? "no type that it may take has a price there" : "its limits let no node in";
      pricing.gap(resource, "unpriced", `nodes in ${region}`, reason, own);
      return;
    }
    const isSpot = wanted.capacityTypes.length === 1 && wanted.capacityTypes[0] === "spot";
    const { rate } = dearest;
    const onDemand = dearest.rate.onDemand;
    const perHour: Range = isSpot && rate.spot ? rate.spot.usd : mapRange(one, () => dearest.usdPerNode);
    const nodes = expectedNodes(pricing, resource, { min: 0, max: dearest.nodes }, own);
    pricing.add(
      resource,
      {
        item: `nodes ${rate.type}`,
        quantity: nodes,
        unit: "node",
        usdPerMonth: {
          floor: nodes.floor * perHour.floor * hoursPerMonth,
          expected: nodes.expected * perHour.expected * hoursPerMonth,
          ceiling: nodes.ceiling * perHour.ceiling * hoursPerMonth,
        },
        gpuHours: mapRange(nodes, (count) => count * rate.gpus * hoursPerMonth),
        purchase: isSpot ? "spot" : "on-demand",
        source: onDemand.source,
        notes: [`the dearest way to fill the pool's limits with the ${types.length} types that it may take`],
      },
      own,
    );
    addAutoMode(pricing, resource, region, nodes, fixed(onDemand.usd), own);
  },
};

/** A pool that always has as many nodes, of the cheapest type that it may take unless that is not to be had. */
function priceStatic(
  pricing: Pricing,
  resource: GraphResource,
  region: string,
  nodes: Range,
  own: CostOwnership,
): void {
  const wanted = requirementsOf(pricing, resource);
  if (wanted === "unknown") return;
  const isSpot = wanted.capacityTypes.length === 1 && wanted.capacityTypes[0] === "spot";
  const priced = pricing.book
    .machines("aws", region)
    .filter((rate) => fits(rate, wanted))
    .flatMap((rate) => (rate.onDemand === undefined ? [] : [{ name: rate.type, usd: rate.onDemand.usd }]))
    .sort((a, b) => a.usd - b.usd || (a.name < b.name ? -1 : 1));
  const [cheapest, dearest] = [priced[0], priced.at(-1)];
  if (cheapest === undefined || dearest === undefined) {
    pricing.gap(resource, "unpriced", `nodes in ${region}`, "no type that it may take has a price there", own);
    return;
  }
  const types = priced.map(({ name }) => ({ name }));
  const purchase = isSpot ? "spot" : "on-demand";
  addNodes(pricing, resource, { cloud: "aws", region, types, capacity: nodes, purchase }, own);
  const usdPerHour = { floor: cheapest.usd, expected: cheapest.usd, ceiling: dearest.usd };
  addAutoMode(pricing, resource, region, nodes, usdPerHour, own);
}

/** Pools of Auto Mode name a class of EKS' own group. */
function addAutoMode(
  pricing: Pricing,
  resource: GraphResource,
  region: string,
  nodes: Range,
  usdPerHour: Range,
  own: CostOwnership,
): void {
  const group = readText(resource, "spec", "template", "spec", "nodeClassRef", "group");
  pricing.anyUnknown(resource, own, [["whether EKS runs the nodes", group]]);
  if (known(group) !== "eks.amazonaws.com") return;
  const share = pricing.book.fee("aws.eks.auto-mode", region);
  if (share === undefined) return;
  const usdPerMonth = zipRanges(nodes, usdPerHour, (count, usd) => count * usd * share.usd * hoursPerMonth);
  const notes = ["a share of the price on demand, whatever way the machine is bought"];
  const draft = { item: "EKS Auto Mode", quantity: nodes, unit: "node", usdPerMonth, source: share.source, notes };
  pricing.add(resource, draft, own);
}

const one: Range = { floor: 1, expected: 1, ceiling: 1 };

interface Way {
  readonly rate: MachineRate;
  readonly nodes: number;
  readonly usdPerNode: number;
  readonly usd: number;
}

/** Machines of a type that each limit lets in; a limit on what the type does not have does not count. */
const boundsOf = (rate: MachineRate, { cpu, memoryGib, gpu }: Limits): readonly number[] =>
  [
    [cpu, rate.vcpu],
    [memoryGib, rate.memoryGib],
    [gpu, rate.gpus > 0 ? rate.gpus : undefined],
  ].flatMap(([limit, each]) => (limit === undefined || each === undefined ? [] : [Math.floor(limit / each)]));

/** As many machines of a type as the tightest limit lets in. */
function wayOf(rate: MachineRate, limits: Limits): Way[] {
  const nodes = Math.min(...boundsOf(rate, limits));
  if (!Number.isFinite(nodes) || nodes <= 0 || rate.onDemand === undefined) return [];
  return [{ rate, nodes, usdPerNode: rate.onDemand.usd, usd: nodes * rate.onDemand.usd }];
}

function limitsOf(pricing: Pricing, resource: GraphResource): Limits | "unknown" {
  const limits = readMap(resource, "spec", "limits");
  if (limits.state === "unknown") {
    pricing.unknown(resource, "limits of the pool", limits);
    return "unknown";
  }
  const holder = asResource(orElse(limits, {}));
  const quantity = (key: string): number | undefined | "unknown" => {
    const reading = readText(holder, key);
    if (reading.state === "unknown") {
      pricing.unknown(resource, "limits of the pool", `spec.limits.${key}`);
      return "unknown";
    }
    return reading.state === "known" ? parseQuantity(reading.value) : undefined;
  };
  const [cpu, memory, gpu] = [quantity("cpu"), quantity("memory"), quantity("nvidia.com/gpu")];
  if (cpu === "unknown" || memory === "unknown" || gpu === "unknown") return "unknown";
  return {
    ...(cpu === undefined ? {} : { cpu }),
    ...(memory === undefined ? {} : { memoryGib: memory / 2 ** 30 }),
    ...(gpu === undefined ? {} : { gpu }),
  };
}

interface Wanted {
  readonly capacityTypes: readonly string[];
  readonly conditions: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values: readonly string[];
  }[];
}

function requirementsOf(pricing: Pricing, resource: GraphResource): Wanted | "unknown" {
  const list = readList(resource, "spec", "template", "spec", "requirements");
  if (list.state === "unknown") {
    pricing.unknown(resource, "types of the pool", list);
    return "unknown";
  }
  const conditions = [];
  for (const [i, item] of orElse(list, []).entries()) {
    const requirement = asResource(item);
    const values = readList(requirement, "values");
    const key = readText(requirement, "key");
    if (values.state === "unknown" || key.state === "unknown" || read(requirement, "operator").state === "unknown") {
      pricing.unknown(resource, "types of the pool", `${list.path}[${i}]`);
      return "unknown";
    }
    if (orElse(values, []).some((value) => isUnknown(value))) {
      pricing.unknown(resource, "types of the pool", `${list.path}[${i}].values`);
      return "unknown";
    }
    conditions.push({
      key: known(key) ?? "",
      operator: orElse(readText(requirement, "operator"), "In"),
      values: orElse(values, []).flatMap((value) => textOf(value) ?? []),
    });
  }
  const capacity = conditions.find(({ key, operator }) => key === "karpenter.sh/capacity-type" && operator === "In");
  return { capacityTypes: capacity?.values ?? [], conditions };
}

/** Whether a type meets what the pool asks of types; conditions on anything else are met. */
const fits = (rate: MachineRate, { conditions }: Wanted): boolean =>
  conditions.every(({ key, operator, values }) => {
    const label = labelsOf(rate)[key.replace("eks.amazonaws.com/instance-", "karpenter.k8s.aws/instance-")];
    if (label === undefined) return true;
    switch (operator) {
      case "In":
        return values.includes(label);
      case "NotIn":
        return !values.includes(label);
      case "Gt":
        return Number(label) > Number(values[0]);
      case "Lt":
        return Number(label) < Number(values[0]);
      case "Exists":
        return label !== "";
      case "DoesNotExist":
        return label === "";
      default:
        return true;
    }
  });

/** What Karpenter calls the GPUs of a type; those of types that are not here may be any. */
const gpuNames = new Map(
  awsMachineTypes.flatMap(({ name, gpu }) =>
    gpu === undefined || gpu.model.startsWith("rtx") ? [] : [[name, gpu.model.replace(/-.*/, "")] as const],
  ),
);

function labelsOf({ type, vcpu, memoryGib, gpus }: MachineRate): Readonly<Record<string, string | undefined>> {
  const [family = "", size = ""] = type.split(".");
  return {
    "node.kubernetes.io/instance-type": type,
    "karpenter.k8s.aws/instance-family": family,
    "karpenter.k8s.aws/instance-size": size,
    "karpenter.k8s.aws/instance-category": /^[a-z]+/.exec(family)?.[0] ?? "",
    "karpenter.k8s.aws/instance-generation": /\d+/.exec(family)?.[0] ?? "",
    "karpenter.k8s.aws/instance-cpu": vcpu === undefined ? undefined : String(vcpu),
    "karpenter.k8s.aws/instance-memory": memoryGib === undefined ? undefined : String(memoryGib * 1024),
    "karpenter.k8s.aws/instance-gpu-count": gpus > 0 ? String(gpus) : "",
    "karpenter.k8s.aws/instance-gpu-name": gpus > 0 ? gpuNames.get(type) : "",
    "karpenter.k8s.aws/instance-gpu-manufacturer": gpus > 0 ? undefined : "",
  };
}
