import { Deployment } from "@pulumi/kubernetes/apps/v1/deployment.js";
import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import { Namespace } from "@pulumi/kubernetes/core/v1/namespace.js";
import { ServiceAccount } from "@pulumi/kubernetes/core/v1/serviceAccount.js";
import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1/networkPolicy.js";
import { PodDisruptionBudget } from "@pulumi/kubernetes/policy/v1/podDisruptionBudget.js";
import type { Provider } from "@pulumi/kubernetes/provider.js";
import { PodIdentityAssociation } from "@pulumi/aws/eks/podIdentityAssociation.js";
import * as pulumi from "@pulumi/pulumi";
import { imageFor, podSecurityLabels } from "@roadstead/cluster";
import { clusterAutoscalerImage, type PinnedImage, shortHash } from "@roadstead/core";
import { autoscalingGroupName } from "./autoscaling-tags.js";
import { clusterAutoscalerAccess } from "./cluster-autoscaler-access.js";
import {
  clusterAutoscalerDeployment,
  clusterAutoscalerLabels,
  clusterAutoscalerName,
} from "./cluster-autoscaler-deployment.js";
import { clusterAutoscalerDisruptionBudget, clusterAutoscalerNetworkPolicy } from "./cluster-autoscaler-policies.js";
import { clusterAutoscalerPolicy } from "./cluster-autoscaler-policy.js";
import { priorities } from "./cluster-autoscaler-priorities.js";
import type { ControlPlane } from "./control-plane.js";
import { isElastic } from "./node-count.js";
import type { ProvisionedGroup } from "./node-group.js";
import { podIdentityService, provisionRole } from "./role.js";
import type { Scope } from "./scope.js";

/** The autoscaler of the elastic groups, as Kubernetes objects; nothing where there are none. */
export function provisionClusterAutoscaler(
  scope: Scope,
  parts: {
    readonly controlPlane: ControlPlane;
    readonly provider: Provider;
    readonly groups: readonly ProvisionedGroup[];
    /** Minor version of the cluster. */
    readonly version: string | undefined;
    readonly after: readonly pulumi.Resource[];
    readonly onSystemPool: boolean;
  },
): void {
  const elastic = parts.groups.filter(({ group }) => isElastic(group));
  if (elastic.length === 0) return;
  const { children, layout, name, region } = scope;
  const { provider } = parts;
  const prefix = `${name}-${clusterAutoscalerName}`;
  const metadata = {
    name: clusterAutoscalerName,
    namespace: clusterAutoscalerName,
    labels: clusterAutoscalerLabels,
  };

  const identity = grantIdentity(scope, parts.controlPlane);
  const namespace = children.make(
    "namespace",
    Namespace,
    prefix,
    {
      metadata: {
        name: clusterAutoscalerName,
        labels: { ...clusterAutoscalerLabels, ...podSecurityLabels("restricted") },
      },
    },
    { provider, dependsOn: [...parts.after] },
  );
  const opts = { provider, dependsOn: [namespace] };
  const account = children.make(
    "serviceAccount",
    ServiceAccount,
    prefix,
    { metadata, automountServiceAccountToken: false },
    opts,
  );
  const order = priorities(layout.pools.map(({ groups }) => ({ groups: groups.filter(isElastic) })));
  const expander = children.make(
    "configMap",
    ConfigMap,
    `${prefix}-priority-expander`,
    {
      metadata: { ...metadata, name: "cluster-autoscaler-priority-expander" },
      data: { priorities: order },
    },
    opts,
  );
  const policies = [
    children.make("networkPolicy", NetworkPolicy, prefix, clusterAutoscalerNetworkPolicy, opts),
    children.make("podDisruptionBudget", PodDisruptionBudget, prefix, clusterAutoscalerDisruptionBudget, opts),
  ];
  const access = clusterAutoscalerAccess(scope, prefix, metadata, opts);
  children.make(
    "deployment",
    Deployment,
    prefix,
    clusterAutoscalerDeployment({
      image: imageFor(clusterAutoscalerName, imageOf(parts.version), layout.images),
      images: layout.images,
      region,
      nodes: elastic.map(
        ({ group, nodeGroup }) =>
          pulumi.interpolate`--nodes=${group.size.min}:${group.size.max}:${autoscalingGroupName(nodeGroup)}`,
      ),
      prioritiesHash: shortHash(order),
      onSystemPool: parts.onSystemPool,
    }),
    { provider, dependsOn: [...identity, account, expander, ...policies, ...access] },
  );
}

/** The autoscaler's own role, which its service account has by Pod Identity. */
function grantIdentity(scope: Scope, controlPlane: ControlPlane): readonly pulumi.Resource[] {
  const role = provisionRole(scope, {
    purpose: "autoscaler",
    services: [podIdentityService],
    policy: controlPlane.name.apply((clusterName) => clusterAutoscalerPolicy(scope.region, clusterName)),
  });
  const association = scope.children.make(
    "podIdentityAssociation",
    PodIdentityAssociation,
    `${scope.name}-autoscaler`,
    {
      region: scope.region,
      clusterName: controlPlane.name,
      namespace: clusterAutoscalerName,
      serviceAccount: clusterAutoscalerName,
      roleArn: role.arn,
      tags: scope.tags,
    },
  );
  return [...role.attachments, association];
}

/** @throws {Error} for a version without an autoscaler, which `validate` reports as a Problem */
function imageOf(version: string | undefined): PinnedImage {
  const image = version === undefined ? undefined : clusterAutoscalerImage(version);
  if (image === undefined) throw new Error(`no Cluster Autoscaler for Kubernetes ${version ?? ""}; validate first`);
  return image;
}
