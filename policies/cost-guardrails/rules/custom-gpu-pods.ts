import type { PropertyMap, PropertyValue } from "@roadstead/core";
import { isPropertyMap, isUnknown, withoutSecret } from "@roadstead/core";
import type { Answer, ResourceView } from "@roadstead/policy";
import { count, fail, gpuResource, podTypes, stackRule, unknown } from "@roadstead/policy";

export const customGpuPods = stackRule({
  name: "custom-gpu-pods",
  title: "Custom resources ask for few GPUs",
  severity: "high",
  level: "mandatory",
  config: { maxGpus: count(8, "GPUs", "Most GPUs that one custom resource may ask for, replicas counted") },
  reads: [`kubernetes: every kind that is no pod, Job or set: "${gpuResource}" below limits or requests, replicas`],
  why: "An operator makes pods of a PyTorchJob or a RayCluster that no rule of pods sees.",
  fix: "Ask for fewer GPUs or replicas, or raise maxGpus for this environment.",
  check: (stack, { config }) =>
    stack.resources.filter(isCustom).flatMap((view) => {
      const answer = asked(view, config.maxGpus);
      return answer === undefined ? [] : [{ urn: view.urn, ...answer }];
    }),
});

/** Kinds whose limits are ceilings and no requests, or that another rule reads. */
const others = /^kubernetes:(core|apps|batch|rbac|networking|storage|policy|karpenter|apiextensions|helm|yaml)[./]/;

const isCustom = ({ type }: ResourceView): boolean =>
  type.startsWith("kubernetes:") && !podTypes.includes(type) && !others.test(type);

function asked(view: ResourceView, maximum: number): Answer | undefined {
  if (view.type.startsWith("kubernetes:autoscaling.x-k8s.io/")) {
    return unknown(view.name, "the machines that it asks for may have too many GPUs");
  }
  const gpus = gpusIn(view.resource.inputs);
  const value = `${gpus.known} GPUs`;
  if (gpus.known > maximum) return fail(`it asks for ${value}`, { value, limit: `${maximum} GPUs` });
  if (gpus.unknown !== undefined) return unknown(gpus.unknown, "it may ask for too many GPUs");
  return gpus.known === 0 ? undefined : { result: "pass", value, limit: `${maximum} GPUs` };
}

interface Gpus {
  readonly known: number;
  /** Path of what is not known. */
  readonly unknown?: string;
}

/** GPUs of all containers below a value, each time the replicas that stand on the way to it. */
function gpusIn(value: PropertyValue | PropertyMap, path = "", replicas = 1): Gpus {
  const plain = withoutSecret(value);
  if (isUnknown(plain)) return { known: 0, unknown: path };
  if (Array.isArray(plain))
    return sum((plain as PropertyValue[]).map((item, i) => gpusIn(item, `${path}[${i}]`, replicas)));
  if (!isPropertyMap(plain)) return { known: 0 };
  const own = numberOf(plain["replicas"] ?? plain["maxReplicas"]) ?? 1;
  const times = replicas * Math.max(1, own);
  const limits = gpuCount(plain["limits"]) ?? gpuCount(plain["requests"]);
  const { limits: _limits, requests: _requests, status: _status, ...rest } = plain;
  const below = Object.entries(rest).map(([key, item]) => gpusIn(item, path === "" ? key : `${path}.${key}`, times));
  const here: Gpus =
    limits === undefined
      ? { known: 0 }
      : Number.isFinite(limits)
        ? { known: limits * times }
        : { known: 0, unknown: `${path}.limits` };
  return sum([here, ...below]);
}

/** NaN where it is not known. */
function gpuCount(resources: PropertyValue | undefined): number | undefined {
  if (resources === undefined || resources === null) return undefined;
  const plain = withoutSecret(resources);
  if (isUnknown(plain)) return NaN;
  if (!isPropertyMap(plain)) return undefined;
  const found = Object.entries(plain).find(([key]) => key === gpuResource || key.startsWith("nvidia.com/mig-"));
  return found === undefined ? undefined : (numberOf(found[1]) ?? NaN);
}

function numberOf(value: PropertyValue | undefined): number | undefined {
  const plain = value === undefined ? undefined : withoutSecret(value);
  const number = typeof plain === "string" ? Number(plain) : plain;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

const sum = (parts: readonly Gpus[]): Gpus => {
  const unknown = parts.find((part) => part.unknown !== undefined)?.unknown;
  return { known: parts.reduce((total, part) => total + part.known, 0), ...(unknown === undefined ? {} : { unknown }) };
};
