import type { Plan } from "@roadstead/plan";
import { canonicalInputs } from "./canonical-value.js";
import type { CanonicalValue } from "./canonical-value.js";
import type { PreviewDigest, StateFile, StateResource } from "./state-file.js";

/** What a plan, a preview and a state can all say of a resource, in one spelling. Lists of URNs are sorted. */
export interface ResourceFacts {
  readonly urn: string;
  readonly type: string;
  readonly parent: string | undefined;
  /** URN, without the id that only a state knows. */
  readonly provider: string | undefined;
  readonly protect: boolean;
  readonly dependencies: readonly string[];
  /** By input; inputs without any are left out. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly inputs: Readonly<Record<string, CanonicalValue>>;
  /** A component whose children another process declares: a plan cannot see them. */
  readonly remote: boolean;
}

/** By URN. Default providers are left out, because `pulumi preview --json` hides them. */
export type Facts = ReadonlyMap<string, ResourceFacts>;

export const graphOfPlan = (plan: Pick<Plan, "resources">): Facts =>
  factsByUrn(
    plan.resources.map((resource) => ({
      ...resource,
      dependencies: sorted(resource.dependencies),
      parent: resource.parent,
      provider: resource.provider,
      propertyDependencies: nonEmpty(resource.propertyDependencies),
      inputs: canonicalInputs(resource.inputs),
      remote: resource.kind === "remote",
    })),
  );

/** What is to be there after the previewed update. */
export const graphOfPreview = (digest: PreviewDigest): Facts =>
  factsByUrn(
    (digest.steps ?? []).flatMap(({ op, newState }) =>
      newState === undefined || isGone(op) ? [] : [factsOf(newState)],
    ),
  );

/** What is there; old copies that a failed replacement left to be deleted are not. */
export const graphOfState = (state: StateFile): Facts =>
  factsByUrn((state.deployment.resources ?? []).filter((resource) => resource.delete !== true).map(factsOf));

const isGone = (op: string): boolean => op.startsWith("delete") || op === "discard";

const factsOf = (resource: StateResource): ResourceFacts => ({
  urn: resource.urn,
  type: resource.type,
  parent: resource.parent,
  provider: providerUrn(resource.provider),
  protect: resource.protect ?? false,
  dependencies: sorted(resource.dependencies ?? []),
  propertyDependencies: nonEmpty(resource.propertyDependencies ?? {}),
  inputs: canonicalInputs(resource.inputs ?? {}),
  remote: false,
});

/** `<urn>::<id>`: an id has no colons of its own, a name may. */
const providerUrn = (reference: string | undefined): string | undefined =>
  reference === undefined || reference === "" ? undefined : reference.slice(0, reference.lastIndexOf("::"));

const isDefaultProvider = ({ urn, type }: ResourceFacts): boolean =>
  type.startsWith("pulumi:providers:") && /::default(_[^:]*)?$/.test(urn);

const factsByUrn = (resources: readonly ResourceFacts[]): Facts =>
  new Map(resources.filter((resource) => !isDefaultProvider(resource)).map((resource) => [resource.urn, resource]));

const sorted = (urns: readonly string[]): string[] => [...new Set(urns)].sort();

const nonEmpty = (
  dependencies: Readonly<Record<string, readonly string[] | null>>,
): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    Object.entries(dependencies)
      .map(([key, urns]) => [key, sorted(urns ?? [])] as const)
      .filter(([, urns]) => urns.length > 0),
  );
