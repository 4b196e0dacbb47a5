import type { PropertyMap } from "./value.js";

/**
 * How a resource came into the graph: `read` was looked up by id (`X.get`, a stack reference), `remote` is a
 * component whose children another process would declare, so that they are not in the graph.
 */
export type ResourceKind = "custom" | "component" | "provider" | "read" | "remote";

/** Go durations such as `30m`; a missing one is the provider's own default. */
export interface CustomTimeouts {
  readonly create?: string;
  readonly update?: string;
  readonly delete?: string;
  readonly read?: string;
}

/** A former name: a whole URN, or what differed from today's. `parent: null` is "had no parent". */
export type ResourceAlias =
  | string
  | {
      readonly name?: string;
      readonly type?: string;
      readonly stack?: string;
      readonly project?: string;
      readonly parent?: string | null;
    };

/** When a hook runs; the value is the hooks' registered names in order. */
export type ResourceHooks = Readonly<
  Partial<
    Record<
      "beforeCreate" | "afterCreate" | "beforeUpdate" | "afterUpdate" | "beforeDelete" | "afterDelete" | "onError",
      readonly string[]
    >
  >
>;

/** One resource of a program, a preview or a state. Lists of URNs are sorted: their order has no meaning. */
export interface GraphResource {
  readonly urn: string;
  /** Type token, such as `aws:ec2/vpc:Vpc`. */
  readonly type: string;
  readonly name: string;
  readonly kind: ResourceKind;
  /** URN; absent for the stack, whose URN its direct children have here. */
  readonly parent?: string;
  /** Provider id: of a read, of an import, or from a state. */
  readonly id?: string;
  /** What the program gave, after transforms, with what is certain of the provider's own check. */
  readonly inputs: PropertyMap;
  /**
   * What is known of the result. A name that is absent here is unknown for a custom resource in a plan; of a
   * component these are exactly the outputs that it registered.
   */
  readonly outputs: PropertyMap;
  /** URNs, sorted: explicit and by values. */
  readonly dependencies: readonly string[];
  /** URNs, sorted, by input; inputs without any are left out. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  /** URN of the provider, default ones included; absent for components. */
  readonly provider?: string;
  /** URNs of the providers that a component hands down, by package. */
  readonly providers?: Readonly<Record<string, string>>;
  /** False when the provider has an unknown input: a preview then asks it nothing, and all outputs are unknown. */
  readonly providerConfigured: boolean;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  /** Undefined when neither the program nor a transform said it. */
  readonly deleteBeforeReplace?: boolean;
  readonly ignoreChanges: readonly string[];
  readonly replaceOnChanges: readonly string[];
  readonly hideDiffs: readonly string[];
  readonly additionalSecretOutputs: readonly string[];
  readonly aliases: readonly ResourceAlias[];
  readonly customTimeouts: CustomTimeouts;
  /** Id of the existing thing that this resource takes over. */
  readonly importId?: string;
  /** URN of the resource whose deletion deletes this one too. */
  readonly deletedWith?: string;
  /** URNs, sorted, of resources whose replacement replaces this one. */
  readonly replaceWith: readonly string[];
  readonly hooks: ResourceHooks;
  /** Plugin version asked for. */
  readonly version?: string;
  /** `file:line:column` in the program, where the SDK tells it. */
  readonly sourcePosition?: string;
}

export const stackType = "pulumi:pulumi:Stack";

/** The root of every program, which `pulumi preview` counts as a resource. */
export const isStack = (resource: GraphResource): boolean => resource.type === stackType;

/** A provider that the engine made because the program gave none; `pulumi preview --json` hides it. */
export const isDefaultProvider = (resource: GraphResource): boolean =>
  resource.kind === "provider" && /^default(_|$)/.test(resource.name);
