import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource.js";
import { DaemonSet } from "@pulumi/kubernetes/apps/v1/daemonSet.js";
import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import { Namespace } from "@pulumi/kubernetes/core/v1/namespace.js";
import { ResourceQuota } from "@pulumi/kubernetes/core/v1/resourceQuota.js";
import { Service } from "@pulumi/kubernetes/core/v1/service.js";
import { ServiceAccount } from "@pulumi/kubernetes/core/v1/serviceAccount.js";
import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1/networkPolicy.js";
import { PriorityClass } from "@pulumi/kubernetes/scheduling/v1/priorityClass.js";
import type * as pulumi from "@pulumi/pulumi";
import type { ClusterLayout } from "@roadstead/core";
import type { ProvisionedCluster } from "../cluster-handle.js";
import type { ClusterIdentity } from "../target.js";
import { type GpuSoftwareObject, gpuSoftwareManifests } from "./gpu-software-manifests.js";
import type { GpuSoftwareKinds } from "./transform.js";

type ResourceClass<Args> = new (name: string, args: Args, opts: pulumi.CustomResourceOptions) => pulumi.CustomResource;

const resourceClasses: { readonly [K in keyof GpuSoftwareKinds]: ResourceClass<GpuSoftwareKinds[K]> } = {
  namespace: Namespace,
  networkPolicy: NetworkPolicy,
  resourceQuota: ResourceQuota,
  serviceAccount: ServiceAccount,
  devicePluginConfig: ConfigMap,
  devicePlugin: DaemonSet,
  dcgmExporter: DaemonSet,
  dcgmService: Service,
  serviceMonitor: CustomResource,
  priorityClass: PriorityClass,
};

/** Makes the Kubernetes objects of the GPU software and gives back all of them. */
export function provisionGpuSoftware(
  layout: ClusterLayout,
  cluster: ClusterIdentity,
  provisioned: ProvisionedCluster,
): readonly pulumi.Resource[] {
  const made: pulumi.Resource[] = [];
  for (const stage of gpuSoftwareManifests(layout, cluster.name, provisioned.gpuSoftware)) {
    const opts = {
      parent: cluster.parent,
      provider: provisioned.provider,
      dependsOn: [...provisioned.ready, ...made],
    };
    made.push(...stage.map((object) => makeResource(object, opts)));
  }
  return made;
}

function makeResource<K extends keyof GpuSoftwareKinds>(
  { kind, name, args }: GpuSoftwareObject<K>,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
  return new resourceClasses[kind](name, args, opts);
}
