import type { StatefulSetArgs } from "@pulumi/kubernetes/apps/v1/statefulSet.js";
import type { CronJobArgs } from "@pulumi/kubernetes/batch/v1/cronJob.js";
import type { JobArgs } from "@pulumi/kubernetes/batch/v1/job.js";
import type { ConfigMapArgs } from "@pulumi/kubernetes/core/v1/configMap.js";
import type { PersistentVolumeClaimArgs } from "@pulumi/kubernetes/core/v1/persistentVolumeClaim.js";
import type { SecretArgs } from "@pulumi/kubernetes/core/v1/secret.js";
import type { ServiceArgs } from "@pulumi/kubernetes/core/v1/service.js";
import type { ServiceAccountArgs } from "@pulumi/kubernetes/core/v1/serviceAccount.js";
import type { NetworkPolicyArgs } from "@pulumi/kubernetes/networking/v1/networkPolicy.js";
import type { Transform } from "../transform.js";

/** Arguments of each kind of Kubernetes object that stores make. */
export interface InClusterKinds {
  readonly configMap: ConfigMapArgs;
  readonly cronJob: CronJobArgs;
  readonly job: JobArgs;
  readonly networkPolicy: NetworkPolicyArgs;
  readonly persistentVolumeClaim: PersistentVolumeClaimArgs;
  readonly secret: SecretArgs;
  readonly service: ServiceArgs;
  readonly serviceAccount: ServiceAccountArgs;
  readonly statefulSet: StatefulSetArgs;
}

/**
 * Changes to the Kubernetes objects of stores, by kind: of servers that run in the cluster, and of what makes
 * databases and logins anywhere. Every target's factory takes them as `transform.inCluster`.
 */
export type InClusterTransforms = { readonly [K in keyof InClusterKinds]?: Transform<InClusterKinds[K]> };
