import { fileURLToPath } from "node:url";
import type { GraphResource } from "@roadstead/core";
import { redactMap } from "@roadstead/core";
import { type Plan, type ProjectOptions, planProject } from "@roadstead/plan";

const programs = fileURLToPath(new URL("../programs", import.meta.url));

// Each plan is a process of its own: two at a time keep both cores busy.
const slots = 2;
let running = 0;
const waiting: (() => void)[] = [];

const plans = new Map<string, Promise<Plan>>();

/** Plans a program of `test/programs` for the stack `test`; the same program with the same options once. */
export function planOf(program: string, options: ProjectOptions = {}): Promise<Plan> {
  const key = JSON.stringify([program, options]);
  const plan = plans.get(key) ?? planNow(program, options);
  plans.set(key, plan);
  return plan;
}

const planNow = (program: string, options: ProjectOptions): Promise<Plan> =>
  planFolder(`${programs}/${program}`, options);

/** Plans the project of a folder for the stack `test`, when its turn comes. */
export async function planFolder(folder: string, options: ProjectOptions = {}): Promise<Plan> {
  if (running >= slots) await new Promise<void>((resolve) => waiting.push(resolve));
  running++;
  try {
    return await planProject(folder, { stack: "test", ...options });
  } finally {
    running--;
    waiting.shift()?.();
  }
}

/** The one resource of that name; of two, the one whose type ends so. */
export function resourceOf(plan: Plan, name: string, typeEnding = ""): GraphResource {
  const found = plan.resources.filter((resource) => resource.name === name && resource.type.endsWith(typeEnding));
  const [resource] = found;
  if (resource === undefined || found.length > 1) throw new Error(`${found.length} resources are named ${name}`);
  return resource;
}

export const inputsOf = (plan: Plan, name: string, typeEnding = ""): unknown =>
  redactMap(resourceOf(plan, name, typeEnding).inputs);

export const outputsOf = (plan: Plan, name: string, typeEnding = ""): unknown =>
  redactMap(resourceOf(plan, name, typeEnding).outputs);

export const stackOutputsOf = (plan: Plan): unknown => redactMap(plan.stackOutputs);

/** URNs without the stack and default providers, shortened by what they all share, sorted. */
export function urnsOf(plan: Plan): string[] {
  const prefix = `urn:pulumi:${plan.stack}::${plan.project}::`;
  return plan.resources
    .map((resource) => shortUrn(resource.urn, prefix))
    .filter((urn) => !urn.startsWith("pulumi:pulumi:Stack") && !/^pulumi:providers:[^:]+::default/.test(urn))
    .sort();
}

/** A URN, or a list of them, without project and stack. */
export const short = (urn: string | undefined): string | undefined => urn?.split("::").slice(2).join("::");

const shortUrn = (urn: string, prefix: string): string => (urn.startsWith(prefix) ? urn.slice(prefix.length) : urn);

export const codesOf = (plan: Plan): string[] => plan.diagnostics.map((diagnostic) => diagnostic.code);
