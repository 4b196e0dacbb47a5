import type { Target } from "@roadstead/cluster";
import type { GraphResource, ImageOptions } from "@roadstead/core";
import type { ClusterPlan } from "./cluster-plan.js";
import type { KnownResource } from "./known-outputs.js";

/** What the contract suite must know of a target; all of it stands in that target's own test file. */
export interface ContractTarget {
  readonly name: string;
  /** Name of its golden files. @default the target's */
  readonly golden?: string;
  /** The target for a cluster with these pools, each mentioned in the factory. */
  readonly make: (pools: readonly string[], options?: MakeOptions) => Target<string>;
  /** True for what opens the way to the API server; on owned nodes, what checks and labels them. */
  readonly isAccess: (child: GraphResource) => boolean;
  /** True for the nodes on which the first pods run. */
  readonly isFirstNode: (child: GraphResource) => boolean;
  /** Tags of the standard spec as this target's resources spell them; undefined where nothing takes tags. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Where the target falls short of the contract, and why. */
  readonly exceptions: readonly ContractException[];
}

export interface MakeOptions {
  readonly images?: ImageOptions;
  /** Name of the AiCluster, where the factory names a cluster that exists. */
  readonly cluster?: string;
  /** A text that may be shown nowhere, where the factory takes something secret. */
  readonly secret?: string;
  /** Says where stores are, where the target cannot know. */
  readonly stores?: boolean;
}

/**
 * A case that this target cannot keep. Nothing is skipped: the suite asserts that the case fails (else the exception
 * is stale), and what holds instead.
 */
export interface ContractException {
  /** Name of the case. */
  readonly test: string;
  readonly reason: string;
  readonly instead: (subject: ContractSubject) => void | Promise<void>;
}

/** A target under test. */
export interface ContractSubject {
  readonly target: ContractTarget;
  /** The standard spec, planned; the same plan for every case. */
  readonly standard: () => Promise<ClusterPlan>;
  /** The same program as it runs when every output is known. */
  readonly known: () => Promise<readonly KnownResource[]>;
}

/** One promise that every target keeps. */
export interface ContractCase {
  readonly name: string;
  readonly check: (subject: ContractSubject) => void | Promise<void>;
}
