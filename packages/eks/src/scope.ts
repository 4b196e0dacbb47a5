import type * as pulumi from "@pulumi/pulumi";
import type { ClusterIdentity } from "@roadstead/cluster";
import type { ClusterLayout } from "@roadstead/core";
import { type Children, childrenOf } from "./children.js";
import type { EksConfig, EncryptionOptions, IamOptions } from "./config.js";
import { keepingName } from "./launch-template-name.js";
import { defaultClusterName } from "./names.js";
import { resourceTags } from "./tags.js";

/** What everything that belongs to one cluster is made with. */
export interface Scope {
  /** Name of the AiCluster component; prefix of the children's names. */
  readonly name: string;
  /** The cluster's name at AWS; where it exists already, what its new parts are named after. */
  readonly clusterName: string;
  readonly layout: ClusterLayout;
  readonly region: string;
  /** Tags of every resource that takes tags. */
  readonly tags: Readonly<Record<string, string>>;
  readonly iam: IamOptions;
  readonly encryption: EncryptionOptions;
  readonly children: Children;
  /** Children of another component, made with this cluster's AWS provider and changed by the same transforms. */
  readonly childrenFor: (parent: pulumi.Resource) => Children;
}

export function scopeOf(config: EksConfig<string>, layout: ClusterLayout, cluster: ClusterIdentity): Scope {
  const { launchTemplate, ...others } = config.transform ?? {};
  const transforms = { ...others, launchTemplate: keepingName(launchTemplate) };
  const provider = cluster.parent.getProvider("aws:index:Provider");
  return {
    name: cluster.name,
    clusterName:
      (config.existing === undefined ? config.clusterName : undefined) ??
      defaultClusterName(cluster.name, cluster.stack),
    layout,
    region: config.region,
    tags: resourceTags(layout.tags, config.tags, cluster.name),
    iam: config.iam ?? {},
    encryption: config.encryption ?? {},
    children: childrenOf(cluster.parent, transforms),
    childrenFor: (parent) => childrenOf(parent, transforms, provider),
  };
}
