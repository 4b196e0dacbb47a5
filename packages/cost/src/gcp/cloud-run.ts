import type { GraphResource } from "@roadstead/core";
import { parseQuantity } from "@roadstead/core";
import {
  asResource,
  known,
  orElse,
  read,
  readFlag,
  readList,
  readMap,
  readNumber,
  readText,
  textOf,
} from "../graph/read-property.js";
import { hoursPerMonth } from "../money.js";
import { expectedNodes } from "../nodes/node-count.js";
import type { Pricer, Pricing } from "../pricing.js";
import { usdPerMonth } from "../pricing.js";
import type { Range } from "../range.js";
import { times, zero } from "../range.js";

/** Services of Cloud Run: those that are billed by instance, and those that are billed by requests. */
const service: Pricer = {
  types: ["gcp:cloudrunv2/service:Service"],
  price: (resource, pricing) => {
    const region = pricing.region("gcp", resource, "service");
    if (region === undefined) return;
    const least = readNumber(resource, "template", "scaling", "minInstanceCount");
    const most = readNumber(resource, "template", "scaling", "maxInstanceCount");
    for (const [what, reading] of [
      ["least instances", least],
      ["most instances", most],
    ] as const) {
      if (reading.state === "unknown") pricing.unknown(resource, what, reading);
    }
    const shape = shapeOf(pricing, resource);
    if (shape === undefined) return;
    const min = orElse(least, 0);
    const isByRequest = shape.gpus === 0 && min === 0 && !shape.isAlwaysOn;
    if (isByRequest) return pricing.gap(resource, "usage", "all of it", "billed by requests, which nothing states");
    if (most.state === "absent")
      pricing.gap(resource, "unbounded", "instances", "no template.scaling.maxInstanceCount");
    const instances = expectedNodes(pricing, resource, { min, max: orElse(most, min) }, {});
    if (instances.ceiling === 0) return;
    const amounts = [
      { item: "vCPUs", key: "vcpu", each: shape.vcpus },
      { item: "memory", key: "memory", each: shape.memoryGib },
      ...(shape.gpus === 0 ? [] : [{ item: shape.gpuName, key: `gpu.${shape.gpuName}`, each: shape.gpus }]),
    ];
    for (const { item, key, each } of amounts) {
      addAmount(pricing, resource, region, item, key, times(instances, each));
    }
  },
};

function addAmount(
  pricing: Pricing,
  resource: GraphResource,
  region: string,
  item: string,
  key: string,
  quantity: Range,
) {
  const rate = pricing.book.fee(`gcp.run.${key}`, region);
  if (rate === undefined) {
    const what = `${quantity.ceiling} x ${item} of instances in ${region}`;
    return pricing.gap(resource, "unpriced", what, `no price of gcp.run.${key} there`);
  }
  const isGpu = key.startsWith("gpu.");
  pricing.add(resource, {
    item: `instances: ${item}`,
    quantity,
    unit: isGpu ? "GPU" : key === "memory" ? "GiB" : "vCPU",
    usdPerMonth: times(quantity, usdPerMonth(rate)),
    gpuHours: isGpu ? times(quantity, hoursPerMonth) : zero,
    source: rate.source,
    notes: ["as if each instance were there all month"],
  });
}

/** What one instance has, all its containers together; without a word each container has one vCPU and 512 MiB. */
function shapeOf(pricing: Pricing, resource: GraphResource) {
  const list = readList(resource, "template", "containers");
  const containers = orElse(list, []).map(asResource);
  const limitsOf = containers.map((container) => readMap(container, "resources", "limits"));
  const named = ["cpu", "memory", "nvidia.com/gpu"];
  const amounts = containers.flatMap((it) => named.map((name) => readText(it, "resources", "limits", name)));
  const isUnknown = pricing.anyUnknown(
    resource,
    {},
    [list, ...limitsOf, ...amounts].map((reading) => ["what an instance has", reading] as const),
  );
  if (isUnknown) return undefined;
  let [vcpus, memoryGib, gpus, isAlwaysOn] = [0, 0, 0, false];
  for (const container of containers) {
    const limits = known(readMap(container, "resources", "limits")) ?? {};
    const limit = (name: string, fallback: string): number => {
      const value = limits[name];
      return parseQuantity((value === undefined ? undefined : textOf(value)) ?? fallback) ?? 0;
    };
    vcpus += limit("cpu", "1");
    memoryGib += limit("memory", "512Mi") / 2 ** 30;
    gpus += limit("nvidia.com/gpu", "0");
    if (known(readFlag(container, "resources", "cpuIdle")) === false) isAlwaysOn = true;
  }
  const gpuName = orElse(readText(resource, "template", "nodeSelector", "accelerator"), "GPU");
  const hasSelector = read(resource, "template", "nodeSelector").state !== "absent";
  return { vcpus, memoryGib, gpus: gpus === 0 && hasSelector ? 1 : gpus, gpuName, isAlwaysOn };
}

export const cloudRunPricers: readonly Pricer[] = [service];
