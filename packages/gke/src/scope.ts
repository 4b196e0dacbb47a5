import type * as pulumi from "@pulumi/pulumi";
import type { ClusterIdentity } from "@roadstead/cluster";
import type { ClusterLayout } from "@roadstead/core";
import type { GkeConfig } from "./config.js";
import { clusterNameLimit, physicalName } from "./physical-name.js";
import { resourceLabels } from "./resource-labels.js";
import type { GkeTransforms } from "./transform.js";

/** What every child needs to know. */
export interface GkeScope {
  /** Prefix of logical names. */
  readonly name: string;
  /** Physical name of the cluster, and prefix of the physical names around it. */
  readonly clusterName: string;
  readonly parent: pulumi.Resource;
  readonly project: string;
  readonly region: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly deletionProtection: boolean;
  readonly transform: GkeTransforms | undefined;
}

export function gkeScope(config: GkeConfig<string>, layout: ClusterLayout, identity: ClusterIdentity): GkeScope {
  return {
    name: identity.name,
    clusterName: config.clusterName ?? physicalName([identity.name, identity.stack], clusterNameLimit),
    parent: identity.parent,
    project: config.project,
    region: config.location,
    labels: resourceLabels(layout.tags, config.tags),
    deletionProtection: layout.deletionProtection,
    transform: config.transform,
  };
}
