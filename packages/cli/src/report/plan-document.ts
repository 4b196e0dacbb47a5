import type {
  ClusterSummary,
  GraphDiagnostic,
  GraphResource,
  JsonValue,
  Note,
  Problem,
  ServerSummary,
} from "@roadstead/core";
import { isDefaultProvider, redactMap } from "@roadstead/core";
import type { Estimate } from "@roadstead/cost";
import type { Audit, AuditSummary } from "@roadstead/policy";
import type { PlanPolicies, PlanReport } from "./plan-report.js";

type JsonMap = { readonly [name: string]: JsonValue };

/**
 * What `roadstead plan --json` prints. Its schema is `schema/plan.schema.json`; a change that breaks a reader gets a
 * new `schemaVersion`, a new optional field does not.
 */
export interface PlanDocument {
  readonly schemaVersion: 1;
  readonly complete: boolean;
  readonly program: { readonly name: string; readonly stack: string };
  readonly clusters: readonly (ClusterSummary & { readonly urn: string })[];
  /** Registries, feature stores and their clients. */
  readonly servers: readonly (ServerSummary & { readonly urn: string; readonly name: string })[];
  readonly resources: readonly PlanDocumentResource[];
  readonly stackOutputs: JsonMap;
  readonly invokes: readonly { readonly token: string; readonly args: JsonMap; readonly answeredBy: string }[];
  readonly notes: readonly (Note & { readonly cluster: string })[];
  readonly diagnostics: readonly GraphDiagnostic[];
  readonly problems: readonly Problem[];
  /** What a month of it costs, without the single lines; absent of a plan that failed. */
  readonly cost?: Pick<Estimate, "asOf" | "usdPerMonth" | "gpuHours" | "unit" | "coverage" | "gaps" | "sources">;
  /** What the rules say of it; absent unless they were asked, and of a plan that failed. */
  readonly policies?: PlanDocumentPolicies;
}

export interface PlanDocumentPolicies extends Pick<Audit, "asOf" | "hashes" | "packs" | "results"> {
  readonly environment?: string;
  readonly summary: AuditSummary;
}

/** A resource; what the program did not ask for is left out. */
export interface PlanDocumentResource extends Partial<
  Pick<
    GraphResource,
    | "id"
    | "provider"
    | "retainOnDelete"
    | "deleteBeforeReplace"
    | "ignoreChanges"
    | "replaceOnChanges"
    | "additionalSecretOutputs"
    | "aliases"
    | "customTimeouts"
    | "importId"
    | "deletedWith"
    | "replaceWith"
    | "version"
    | "sourcePosition"
  >
> {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly kind: GraphResource["kind"];
  readonly parent: string | null;
  readonly inputs: JsonMap;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly protect: boolean;
}

export function planDocument({
  graph,
  clusters,
  servers,
  diagnostics,
  complete,
  cost,
  policies,
}: PlanReport): PlanDocument {
  const summaries = clusters.flatMap((cluster) =>
    "summary" in cluster ? [{ urn: cluster.urn, ...cluster.summary }] : [],
  );
  return {
    schemaVersion: 1,
    complete,
    program: { name: graph.project, stack: graph.stack },
    clusters: summaries,
    servers: servers.map(({ urn, name, summary }) => ({ urn, name, ...summary })),
    resources: graph.resources.filter((resource) => !isDefaultProvider(resource)).map(documentResource),
    stackOutputs: redactMap(graph.stackOutputs),
    invokes: graph.invokes.map(({ token, args, answeredBy }) => ({
      token,
      args: redactMap(args, "args"),
      answeredBy,
    })),
    notes: summaries.flatMap(({ name, notes }) => notes.map((note) => ({ cluster: name, ...note }))),
    diagnostics,
    problems: graph.problems,
    ...(cost === undefined ? {} : { cost: costSummary(cost) }),
    ...(policies === undefined ? {} : { policies: documentPolicies(policies) }),
  };
}

const costSummary = ({ asOf, usdPerMonth, gpuHours, unit, coverage, gaps, sources }: Estimate) => ({
  asOf,
  usdPerMonth,
  gpuHours,
  unit,
  coverage,
  gaps,
  sources,
});

function documentPolicies({ audit, summary }: PlanPolicies): PlanDocumentPolicies {
  const { asOf, hashes, packs, results, inputs } = audit;
  const environment = inputs[0]?.environment;
  return { asOf, ...(environment === undefined ? {} : { environment }), hashes, packs, summary, results };
}

function documentResource(resource: GraphResource): PlanDocumentResource {
  const { urn, type, name, kind, parent, dependencies, propertyDependencies, protect } = resource;
  const { id, provider, deleteBeforeReplace, importId, deletedWith, version, sourcePosition } = resource;
  return {
    urn,
    type,
    name,
    kind,
    parent: parent ?? null,
    inputs: redactMap(resource.inputs),
    dependencies,
    propertyDependencies,
    protect,
    ...(resource.retainOnDelete ? { retainOnDelete: true } : {}),
    ...defined({ id, provider, deleteBeforeReplace, importId, deletedWith, version, sourcePosition }),
    ...filled({
      ignoreChanges: resource.ignoreChanges,
      replaceOnChanges: resource.replaceOnChanges,
      additionalSecretOutputs: resource.additionalSecretOutputs,
      aliases: resource.aliases,
      customTimeouts: resource.customTimeouts,
      replaceWith: resource.replaceWith,
    }),
  };
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

const defined = <T extends object>(values: T): Defined<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;

const filled = <T extends object>(values: T): Partial<T> =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => Object.keys(value as object).length > 0),
  ) as Partial<T>;
