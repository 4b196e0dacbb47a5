import { AiCluster } from "@roadstead/cluster";
import {
  type ClusterSpec,
  type ClusterSummary,
  declaredResources,
  type GraphResource,
  type JsonValue,
  redactMap,
} from "@roadstead/core";
import { type Plan, planProgram } from "@roadstead/plan";
import type { ContractTarget, MakeOptions } from "./contract-target.js";
import { standardSpec } from "./standard-spec.js";

export interface ClusterPlanOptions extends MakeOptions {
  readonly spec?: ClusterSpec;
  /** Names of the clusters in the program, all of the same spec and target. @default one, "ai" */
  readonly names?: readonly string[];
  readonly stack?: string;
}

/** A program with a cluster, planned, and questions to its graph. */
export class ClusterPlan {
  readonly plan: Plan;
  readonly resources: readonly GraphResource[];
  readonly #byUrn: ReadonlyMap<string, GraphResource>;

  constructor(plan: Plan) {
    this.plan = plan;
    this.resources = declaredResources(plan);
    this.#byUrn = new Map(plan.resources.map((resource) => [resource.urn, resource]));
  }

  get clusters(): readonly GraphResource[] {
    return this.resources.filter((resource) => resource.type === "roadstead:index:AiCluster");
  }

  get cluster(): GraphResource {
    const [cluster] = this.clusters;
    if (cluster === undefined) throw new Error("the program made no AiCluster");
    return cluster;
  }

  /** Everything but the AiCluster itself. */
  get children(): readonly GraphResource[] {
    return this.resources.filter((resource) => resource.type !== "roadstead:index:AiCluster");
  }

  get summary(): ClusterSummary {
    return redactMap(this.cluster.outputs)["summary"] as unknown as ClusterSummary;
  }

  get guard(): GraphResource {
    return this.named("ai-deletion-guard");
  }

  get urns(): readonly string[] {
    return this.resources.map(({ urn }) => urn).sort();
  }

  named(name: string): GraphResource {
    const found = this.resources.find((resource) => resource.name === name);
    if (found === undefined) throw new Error(`no resource is named ${name}`);
    return found;
  }

  ofType(...types: readonly string[]): readonly GraphResource[] {
    return this.resources.filter(({ type }) => types.includes(type));
  }

  /** Kubernetes objects, also those that are read. */
  get objects(): readonly GraphResource[] {
    return this.resources.filter(({ type }) => type.startsWith("kubernetes:"));
  }

  /** URNs of what is there before this resource is made: what it depends on, at any distance, and its provider. */
  before(resource: GraphResource): ReadonlySet<string> {
    const seen = new Set<string>();
    const visit = ({ dependencies, provider }: GraphResource): void => {
      for (const urn of [...dependencies, ...(provider === undefined ? [] : [provider])]) {
        const next = this.#byUrn.get(urn);
        if (next === undefined || seen.has(urn)) continue;
        seen.add(urn);
        visit(next);
      }
    };
    visit(resource);
    return seen;
  }

  isDescendant(resource: GraphResource, ancestor: GraphResource): boolean {
    for (let parent = resource.parent; parent !== undefined; parent = this.#byUrn.get(parent)?.parent) {
      if (parent === ancestor.urn) return true;
    }
    return false;
  }
}

/** Plans a program that makes the target's cluster, with nothing known of any cloud. */
export async function planCluster(
  target: Pick<ContractTarget, "make">,
  options: ClusterPlanOptions = {},
): Promise<ClusterPlan> {
  const { spec = standardSpec, names = ["ai"], stack = "dev", ...make } = options;
  const plan = await planProgram(
    () => {
      for (const name of names) {
        new AiCluster(name, { spec, target: target.make(Object.keys(spec.pools), { ...make, cluster: name }) });
      }
    },
    { stack },
  );
  if (!plan.complete) throw new Error(plan.diagnostics.map(({ message }) => message).join("\n"));
  return new ClusterPlan(plan);
}

/** Inputs as plain JSON: unknowns as `<unknown:path>`, secrets as `<secret>`. */
export function plainInputs(resource: GraphResource): Readonly<Record<string, JsonValue>> {
  return redactMap(resource.inputs);
}

/** `eks.NodeGroup ai-serving-spot`: names alone are unique only within a type. */
export function labelOf({ type, name }: Pick<GraphResource, "type" | "name">): string {
  const [packageName = "", module = "", kind = ""] = type.split(":");
  const folder = module.split("/")[0] ?? "";
  return `${packageName === "kubernetes" || packageName === "pulumi" ? packageName : folder}.${kind} ${name}`;
}
