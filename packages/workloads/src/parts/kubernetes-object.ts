import { CustomResource, type CustomResourceArgs } from "@pulumi/kubernetes/apiextensions/customResource.js";
import { Deployment, type DeploymentArgs } from "@pulumi/kubernetes/apps/v1/deployment.js";
import { CronJob, type CronJobArgs } from "@pulumi/kubernetes/batch/v1/cronJob.js";
import { Job, type JobArgs } from "@pulumi/kubernetes/batch/v1/job.js";
import { ConfigMap, type ConfigMapArgs } from "@pulumi/kubernetes/core/v1/configMap.js";
import { Namespace, type NamespaceArgs } from "@pulumi/kubernetes/core/v1/namespace.js";
import { Secret, type SecretArgs } from "@pulumi/kubernetes/core/v1/secret.js";
import { Service, type ServiceArgs } from "@pulumi/kubernetes/core/v1/service.js";
import { ServiceAccount, type ServiceAccountArgs } from "@pulumi/kubernetes/core/v1/serviceAccount.js";
import { Ingress, type IngressArgs } from "@pulumi/kubernetes/networking/v1/ingress.js";
import { NetworkPolicy, type NetworkPolicyArgs } from "@pulumi/kubernetes/networking/v1/networkPolicy.js";
import { PodDisruptionBudget, type PodDisruptionBudgetArgs } from "@pulumi/kubernetes/policy/v1/podDisruptionBudget.js";
import { ClusterRole, type ClusterRoleArgs } from "@pulumi/kubernetes/rbac/v1/clusterRole.js";
import { ClusterRoleBinding, type ClusterRoleBindingArgs } from "@pulumi/kubernetes/rbac/v1/clusterRoleBinding.js";
import type * as pulumi from "@pulumi/pulumi";
import { type Transform, transformed } from "@roadstead/cluster";

/** Arguments of each kind of Kubernetes object that the components make. */
export interface ObjectKinds {
  readonly namespace: NamespaceArgs;
  readonly serviceAccount: ServiceAccountArgs;
  readonly networkPolicy: NetworkPolicyArgs;
  readonly secret: SecretArgs;
  readonly configMap: ConfigMapArgs;
  readonly deployment: DeploymentArgs;
  readonly service: ServiceArgs;
  readonly podDisruptionBudget: PodDisruptionBudgetArgs;
  readonly job: JobArgs;
  readonly cronJob: CronJobArgs;
  readonly ingress: IngressArgs;
  readonly httpRoute: CustomResourceArgs;
  readonly serviceMonitor: CustomResourceArgs;
  readonly clusterRole: ClusterRoleArgs;
  readonly clusterRoleBinding: ClusterRoleBindingArgs;
}

/** Pure changes to the objects of a component, by kind, run before each is made. */
export type ObjectTransforms = { readonly [K in keyof ObjectKinds]?: Transform<ObjectKinds[K]> };

/** One Kubernetes object of a component, not yet transformed. */
export type WorkloadObject<Kind extends keyof ObjectKinds = keyof ObjectKinds> = {
  [K in Kind]: {
    readonly kind: K;
    /** Logical name, without that of the component before it. */
    readonly name: string;
    readonly args: ObjectKinds[K];
    /** Kept from `destroy` and from being replaced, and left in the cluster when it is dropped. @default false */
    readonly protect?: boolean;
  };
}[Kind];

type ResourceClass<Args> = new (name: string, args: Args, opts: pulumi.CustomResourceOptions) => pulumi.CustomResource;

const resourceClasses: { readonly [K in keyof ObjectKinds]: ResourceClass<ObjectKinds[K]> } = {
  namespace: Namespace,
  serviceAccount: ServiceAccount,
  networkPolicy: NetworkPolicy,
  secret: Secret,
  configMap: ConfigMap,
  deployment: Deployment,
  service: Service,
  podDisruptionBudget: PodDisruptionBudget,
  job: Job,
  cronJob: CronJob,
  ingress: Ingress,
  httpRoute: CustomResource,
  serviceMonitor: CustomResource,
  clusterRole: ClusterRole,
  clusterRoleBinding: ClusterRoleBinding,
};

/** Whose the objects are, and where they go. */
export interface ObjectOwner {
  readonly component: string;
  readonly parent: pulumi.Resource;
  readonly provider: pulumi.ProviderResource;
  readonly transforms: ObjectTransforms;
}

/**
 * Makes objects stage by stage: those of one stage wait for those of the stages before it, and all for `dependsOn`.
 * Gives back what was made.
 */
export function makeObjects(
  stages: readonly (readonly WorkloadObject[])[],
  owner: ObjectOwner,
  dependsOn: readonly pulumi.Resource[] = [],
): readonly pulumi.Resource[] {
  const made: pulumi.Resource[] = [];
  for (const stage of stages) {
    const before = [...dependsOn, ...made];
    made.push(...stage.map((object) => makeObject(object, owner, before)));
  }
  return made;
}

function makeObject<K extends keyof ObjectKinds>(
  object: WorkloadObject<K>,
  { component, parent, provider, transforms }: ObjectOwner,
  dependsOn: readonly pulumi.Resource[],
): pulumi.Resource {
  const name = `${component}-${object.name}`;
  const args = transformed(transforms[object.kind], object.args, { name });
  return new resourceClasses[object.kind](name, args, {
    parent,
    provider,
    dependsOn: [...dependsOn],
    ...(object.protect === true ? { protect: true, retainOnDelete: true } : {}),
  });
}
