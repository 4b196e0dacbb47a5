import { unknownCheckingProxy, UnknownValueError } from "@pulumi/policy";
import type { PropertyMap, PropertyValue, ResourceGraph } from "@roadstead/core";
import { isPropertyMap, isSecret, isUnknown } from "@roadstead/core";
import { estimate } from "@roadstead/cost";
import type { EnginePolicy, EngineResource, Pack } from "@roadstead/policy";
import { enginePolicies, readGuardrails } from "@roadstead/policy";

/** What a policy of a pack told. */
export interface Told {
  readonly policy: string;
  readonly level: string;
  readonly message: string;
  /** Name of the resource; undefined of the stack. */
  readonly name?: string;
}

export interface EngineRun {
  readonly told: readonly Told[];
  /** Messages of policies that stop the run. */
  readonly blocked: readonly Told[];
  /** Inputs after the remedies, by name. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

export interface EngineRunOptions {
  readonly guardrails?: object;
  /** ISO date. */
  readonly asOf?: string;
  /** What `--policy-pack-config` says of the policy `guardrails`. */
  readonly config?: { readonly file?: string; readonly asOf?: string };
}

/** What stands for a value that is not known yet on the wire to an analyzer. */
const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/**
 * Asks the policies of a pack as the SDK's server does: of each resource, remedies first; then of all together. Resources
 * come behind the SDK's own proxy, which throws where a value is not known.
 */
export function runInEngine(pack: Pack, graph: ResourceGraph, options: EngineRunOptions = {}): EngineRun {
  const { guardrails, problems } = readGuardrails({ version: 1, ...options.guardrails }, pack.rules, "ignore");
  if (guardrails === undefined) throw new Error(JSON.stringify(problems));
  const policies = enginePolicies(pack, {
    guardrails: () => guardrails,
    asOf: options.asOf ?? "2026-11-24",
    cost: (seen, asOf) => estimate(seen, { asOf }),
    isUnknownError: (error) => error instanceof UnknownValueError,
  });
  const askingOf = ({ name }: EnginePolicy) => ({
    getConfig: <T>() => (name === "guardrails" ? (options.config ?? {}) : {}) as T,
    notApplicable,
  });
  const told: Told[] = [];
  const made = new Map(graph.resources.map(({ urn, inputs }) => [urn, onTheWire(inputs) as Record<string, unknown>]));
  const seen = engineResources(graph, made);
  const ask = ({ name: policy, enforcementLevel: level }: EnginePolicy, run: (report: Report) => void, urn?: string) =>
    catchNotApplicable(() =>
      run((message, of = urn) =>
        told.push({ policy, level, message, ...(of === undefined ? {} : { name: of.split("::").at(-1) ?? of }) }),
      ),
    );
  for (const resource of seen) {
    if (resource.type.startsWith("pulumi:")) continue;
    for (const policy of policies)
      catchNotApplicable(() => policy.remediateResource?.({ ...resource, ...askingOf(policy) }));
    for (const policy of policies) {
      ask(policy, (report) => policy.validateResource?.({ ...resource, ...askingOf(policy) }, report), resource.urn);
    }
  }
  for (const policy of policies)
    ask(policy, (report) => policy.validateStack?.({ resources: seen, ...askingOf(policy) }, report));
  const inputs = Object.fromEntries(graph.resources.map(({ urn, name }) => [name, made.get(urn)]));
  return { told, blocked: told.filter(({ level }) => level !== "advisory"), inputs };
}

type Report = (message: string, urn?: string) => void;

class NotApplicable extends Error {}

function notApplicable(): never {
  throw new NotApplicable();
}

function catchNotApplicable(run: () => unknown): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof NotApplicable)) throw error;
  }
}

function engineResources(
  { resources }: ResourceGraph,
  made: ReadonlyMap<string, Record<string, unknown>>,
): readonly EngineResource[] {
  const props = (urn: string): object => unknownCheckingProxy(made.get(urn)) as object;
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  return resources.map((resource) => {
    const provider = byUrn.get((resource.provider ?? "").split("::").slice(0, 4).join("::"));
    const refer = (urns: readonly string[]) => urns.map((urn) => ({ urn }));
    return {
      type: resource.type,
      name: resource.name,
      urn: resource.urn,
      props: props(resource.urn),
      opts: { protect: resource.protect },
      ...(provider === undefined ? {} : { provider: { ...provider, props: props(provider.urn) } }),
      ...(resource.parent === undefined ? {} : { parent: { urn: resource.parent } }),
      dependencies: refer(resource.dependencies),
      propertyDependencies: Object.fromEntries(
        Object.entries(resource.propertyDependencies).map(([input, urns]) => [input, refer(urns)]),
      ),
    };
  });
}

/** Secrets reach policies in clear text. */
function onTheWire(value: PropertyValue | PropertyMap): unknown {
  if (isSecret(value)) return onTheWire(value.reveal());
  if (isUnknown(value)) return unknownText;
  if (Array.isArray(value)) return (value as PropertyValue[]).map(onTheWire);
  if (!isPropertyMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, onTheWire(item)]));
}
