import type { JsonValue } from "@roadstead/core";

/** What the pages read of a summary; `?` marks what may be absent. Anything else in it is carried along. */
export type Shape = "string" | "number" | "boolean" | readonly [Shape] | { readonly [name: string]: Shape };

const size = { min: "number", max: "number" } as const;
const machine = {
  name: "string",
  vcpu: "number",
  memoryGib: "number",
  "price?": { "onDemandUsdPerHour?": "number", "spotUsdPerHour?": "number", region: "string", readOn: "string" },
} as const;
const group = {
  key: "string",
  name: "string",
  capacity: "string",
  size,
  zones: ["string"],
  "nodes?": ["string"],
  "image?": "string",
  replace: "string",
} as const;
const gpuStack = {
  driver: "string",
  toolkit: "string",
  devicePlugin: "string",
  sharingConfig: "string",
  "mig?": "string",
  "metrics?": "string",
} as const;

const summaryShape: Shape = {
  name: "string",
  target: "string",
  location: "string",
  "kubernetesVersion?": "string",
  deletionProtection: "boolean",
  tags: { owner: "string", costCenter: "string", environment: "string" },
  notes: [{ code: "string", path: "string", message: "string" }],
  pools: [
    {
      name: "string",
      kind: "string",
      size,
      architecture: "string",
      "accelerator?": {
        model: "string",
        gpusPerNode: "number",
        sharing: { mode: "string", sharesPerGpu: "number", "replicas?": "number", "profile?": "string" },
      },
      "machineType?": machine,
      "runnerUp?": machine,
      "capacityOrder?": "string",
      taints: [{ key: "string", "value?": "string", effect: "string" }],
      allocatable: { gpu: "number", "cpuMillicores?": "number", "memoryMib?": "number" },
      "gpuStack?": gpuStack,
      "runtimeClassName?": "string",
      groups: [group],
    },
  ],
};

/** Why a value is no summary of schema version 1, or undefined when it is one. */
export function summaryFault(value: JsonValue): string | undefined {
  if (value === "<unknown:summary>") return "its summary is unknown before deployment";
  const version = isObject(value) ? value["schemaVersion"] : undefined;
  if (version !== 1) return `its summary has schema version ${JSON.stringify(version ?? null)}, not 1`;
  return shapeFault(value, summaryShape);
}

/** Why a summary does not have a shape, or undefined when it has. */
export function shapeFault(summary: JsonValue, shape: Shape): string | undefined {
  const path = misfit(summary, shape, "summary");
  return path === undefined ? undefined : `its summary is malformed at ${path}`;
}

const isObject = (value: JsonValue | undefined): value is { readonly [name: string]: JsonValue } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Path of the first part of the value that does not have the shape. */
function misfit(value: JsonValue | undefined, shape: Shape, path: string): string | undefined {
  if (typeof shape === "string") return typeof value === shape ? undefined : path;
  if (isList(shape)) {
    if (!Array.isArray(value)) return path;
    return first(value as readonly JsonValue[], (item, i) => misfit(item, shape[0], `${path}[${i}]`));
  }
  if (!isObject(value)) return path;
  return first(Object.entries(shape), ([key, part]) => {
    const name = key.replace("?", "");
    if (value[name] === undefined && key !== name) return undefined;
    return misfit(value[name], part, `${path}.${name}`);
  });
}

const isList = (shape: Shape): shape is readonly [Shape] => Array.isArray(shape);

function first<T>(items: readonly T[], find: (item: T, index: number) => string | undefined): string | undefined {
  for (const [i, item] of items.entries()) {
    const found = find(item, i);
    if (found !== undefined) return found;
  }
  return undefined;
}
