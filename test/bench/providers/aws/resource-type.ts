import type { ApiShapes } from "./api-shapes.js";
import type { CloudState, Live } from "./cloud-state.js";
import type { EksClusters } from "./eks/clusters.js";
import type { NodeRegistry } from "./eks/node-registry.js";
import type { Place } from "./place.js";
import type { Args } from "./values.js";

/** What a resource type sees of the cloud. */
export interface World {
  readonly state: CloudState;
  readonly clusters: EksClusters;
  readonly nodes: NodeRegistry;
  /** ARN of who calls. */
  readonly caller: string;
  /** ARNs of roles that were there before. */
  readonly existingRoles: readonly string[];
}

/** A call before it is carried out. */
export interface Ask {
  readonly world: World;
  readonly place: Place;
  readonly args: Args;
  /** The resource as it is, when it is to be changed. */
  readonly before?: Live;
}

/** Something that AWS refuses and no model of its API says. */
export interface Rule {
  readonly code: string;
  /** Where AWS, or someone who met it, says so. */
  readonly link: string;
  readonly when?: "create" | "update";
  /** The message of the refusal; undefined where there is nothing against it. */
  refuse(ask: Ask): string | undefined;
}

export interface Made {
  readonly id: string;
  readonly outputs: Args;
}

/** One type of resource. What replaces and what does not follows the Terraform provider, which Pulumi's is built on. */
export interface ResourceType {
  readonly token: string;
  readonly kind: string;
  readonly api?: ApiShapes;
  /** Arguments that need a new resource, ForceNew in the provider's schema. */
  readonly replaces: readonly string[];
  /** Lists whose order means nothing. */
  readonly unordered?: readonly string[];
  /** Arguments that stay what they are when the program no longer says them (Optional and Computed). */
  readonly kept?: readonly string[];
  /** Arguments that an update leaves out unless the program changed them: what somebody else made of them stays. */
  readonly sentIfChanged?: readonly string[];
  /** Outputs that are known only after creation. */
  readonly computed: readonly string[];
  /** Outputs that an update of these arguments makes unknown again until it is done. */
  readonly recomputed?: (changed: readonly string[]) => readonly string[];
  /** The argument that gets a name when the program gives none. */
  readonly nameArgument?: string;
  readonly rules?: readonly Rule[];
  /** Why the resource cannot be deleted now. */
  readonly keeps?: readonly DeletionRule[];
  create(ask: Ask): Made | Promise<Made>;
  /** Beside taking over the new arguments. Gives back outputs that changed. */
  update?(ask: Ask & { readonly before: Live }): Args | Promise<Args>;
  remove?(world: World, live: Live): void | Promise<void>;
  /** Takes the name of a log group, a role … in `existing()`. @default the id */
  readonly describe?: (live: Live) => string;
  /** Whether the resource goes on to exist without the program's: nothing is left of it all the same. */
  readonly isPartOfOther?: true;
}

export interface DeletionRule {
  readonly code: string;
  readonly link: string;
  refuse(world: World, live: Live): string | undefined;
}
