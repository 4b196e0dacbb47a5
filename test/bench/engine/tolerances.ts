import { unknown } from "./canonical-value.js";
import type { Difference } from "./compare-graphs.js";
import type { Facts, ResourceFacts } from "./resource-facts.js";

interface Place {
  readonly difference: Difference;
  /** The resource as the earlier graph has it, and its ancestors there. */
  readonly earlier: ResourceFacts | undefined;
  readonly later: ResourceFacts | undefined;
  readonly ancestors: readonly ResourceFacts[];
}

/**
 * The kinds of difference that are no fault. Each is something that the engine or a provider adds after the
 * program has spoken; whatever fits none of them is a difference.
 */
const tolerances = {
  /** Unknown before, known after. */
  "known later": ({ difference: { what, before, after } }: Place) =>
    what === "inputs" && before === unknown && after !== undefined,

  /** The engine's and the SDK's own keys: `__internal` of a provider, `__provider` of a dynamic resource. */
  "engine's own key": ({ difference: { what, path } }: Place) =>
    what === "inputs" && /^__(internal|provider)\b/.test(path ?? ""),

  /** The Kubernetes provider names an object that the program did not name, anew in each preview. */
  "name by Kubernetes provider": ({ difference, later }: Place) =>
    isKubernetes(later) &&
    difference.what === "inputs" &&
    (isAutoname(difference) || /^metadata\.annotations(\.pulumi\.com\/autonamed)?$/.test(difference.path ?? "")) &&
    (difference.before === undefined || isAutoname(difference)),

  /** It has the object's metadata, with the name, where the program gave none at all. */
  "metadata by Kubernetes provider": ({ difference: { what, path, before, after }, later }: Place) =>
    isKubernetes(later) &&
    what === "inputs" &&
    path === "metadata" &&
    before === undefined &&
    Object.keys(after ?? {}).every((key) => ["name", "namespace", "annotations"].includes(key)),

  /** What a bridged provider fills in, such as a name, anew in each preview; it lists those inputs itself. */
  "default of a bridged provider": ({ difference: { what, path }, later }: Place) =>
    what === "inputs" && (path === "__defaults" || defaultsOf(later).includes(path ?? "")),

  /** A resource given as a value reaches a provider as its id. */
  "reference as id": ({ difference: { what, before, after } }: Place) =>
    what === "inputs" &&
    typeof before === "object" &&
    before !== null &&
    "reference" in before &&
    typeof after === "string",

  /** Children of a component that another process declares, and what that process gives the component itself. */
  "remote component": ({ difference, earlier, ancestors }: Place) =>
    difference.what === "resource"
      ? difference.before === "absent" && ancestors.some(({ remote }) => remote)
      : earlier?.remote === true && (difference.what === "inputs" || difference.what === "provider"),
} satisfies Record<string, (place: Place) => boolean>;

export type Tolerance = keyof typeof tolerances;

const defaultsOf = (facts: ResourceFacts | undefined): readonly unknown[] => {
  const defaults = facts?.inputs["__defaults"];
  return Array.isArray(defaults) ? defaults : [];
};

const isKubernetes = (facts: ResourceFacts | undefined): boolean => facts?.type.startsWith("kubernetes:") === true;

const isAutoname = ({ path, before, after }: Difference): boolean =>
  path === "metadata.name" && (before === undefined || isRandomName(before)) && isRandomName(after);

const isRandomName = (value: unknown): boolean => typeof value === "string" && /-[0-9a-f]{8}$/.test(value);

/** The first kind that a difference is of, or undefined: then it counts. */
export function toleranceOf(difference: Difference, before: Facts, after: Facts): Tolerance | undefined {
  const later = after.get(difference.urn);
  const place: Place = {
    difference,
    earlier: before.get(difference.urn),
    later,
    ancestors: ancestorsOf(later?.parent, before, after),
  };
  return (Object.keys(tolerances) as Tolerance[]).find((name) => tolerances[name](place));
}

function ancestorsOf(urn: string | undefined, before: Facts, after: Facts): ResourceFacts[] {
  const facts = urn === undefined ? undefined : (before.get(urn) ?? after.get(urn));
  return facts === undefined ? [] : [facts, ...ancestorsOf(facts.parent, before, after)];
}
