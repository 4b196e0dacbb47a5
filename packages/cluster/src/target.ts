import type * as pulumi from "@pulumi/pulumi";
import type { Capabilities, ClusterLayout, ClusterSpec, Problem } from "@roadstead/core";
import type { ProvisionedCluster } from "./cluster-handle.js";

/**
 * The port: what a target must supply. A new target is a new folder with a factory that returns this.
 *
 * `P` are the pool names that the factory mentions; a name that the spec lacks is a type error and a Problem.
 */
export interface Target<out P extends string = never> {
  /** "eks", "gke", "k3s", "byo"; only for messages and summaries. */
  readonly name: string;
  readonly capabilities: Capabilities;
  /** Pool names that the factory mentions. */
  readonly overrides: readonly P[];
  /** All problems of this spec on this target, of the spec and of the factory's own config. Pure. */
  validate(spec: ClusterSpec): readonly Problem[];
  /** The resolved spec. Pure; called only with a spec that has no problems. */
  layout(spec: ClusterSpec): ClusterLayout;
  /** Makes the resources, all with `cluster.parent`. The only member that makes any. */
  provision(layout: ClusterLayout, cluster: ClusterIdentity): ProvisionedCluster;
}

/** What everything of one cluster is named after and belongs to. */
export interface ClusterIdentity {
  /** Name of the AiCluster component; prefix of the children's names. */
  readonly name: string;
  /** Pulumi stack; part of physical names, so that two stacks can share an account. */
  readonly stack: string;
  /** The AiCluster component. */
  readonly parent: pulumi.Resource;
}
