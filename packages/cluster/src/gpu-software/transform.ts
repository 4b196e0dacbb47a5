import type { CustomResourceArgs } from "@pulumi/kubernetes/apiextensions/customResource.js";
import type { DaemonSetArgs } from "@pulumi/kubernetes/apps/v1/daemonSet.js";
import type { ConfigMapArgs } from "@pulumi/kubernetes/core/v1/configMap.js";
import type { NamespaceArgs } from "@pulumi/kubernetes/core/v1/namespace.js";
import type { ResourceQuotaArgs } from "@pulumi/kubernetes/core/v1/resourceQuota.js";
import type { ServiceArgs } from "@pulumi/kubernetes/core/v1/service.js";
import type { ServiceAccountArgs } from "@pulumi/kubernetes/core/v1/serviceAccount.js";
import type { NetworkPolicyArgs } from "@pulumi/kubernetes/networking/v1/networkPolicy.js";
import type { PriorityClassArgs } from "@pulumi/kubernetes/scheduling/v1/priorityClass.js";
import type { Transform } from "../transform.js";

/** Arguments of each kind of child that the GPU software layer makes. */
export interface GpuSoftwareKinds {
  readonly namespace: NamespaceArgs;
  readonly networkPolicy: NetworkPolicyArgs;
  readonly resourceQuota: ResourceQuotaArgs;
  readonly serviceAccount: ServiceAccountArgs;
  readonly devicePluginConfig: ConfigMapArgs;
  readonly devicePlugin: DaemonSetArgs;
  readonly dcgmExporter: DaemonSetArgs;
  readonly dcgmService: ServiceArgs;
  readonly serviceMonitor: CustomResourceArgs;
  readonly priorityClass: PriorityClassArgs;
}

/** Changes to the children of the GPU software layer, by kind. Every target's factory takes them as `transform.gpuSoftware`. */
export type GpuSoftwareTransforms = {
  readonly [K in keyof GpuSoftwareKinds]?: Transform<GpuSoftwareKinds[K]>;
};
