import { StatefulSet } from "@pulumi/kubernetes/apps/v1/statefulSet.js";
import { CronJob } from "@pulumi/kubernetes/batch/v1/cronJob.js";
import { Job } from "@pulumi/kubernetes/batch/v1/job.js";
import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import { PersistentVolumeClaim } from "@pulumi/kubernetes/core/v1/persistentVolumeClaim.js";
import { Secret } from "@pulumi/kubernetes/core/v1/secret.js";
import { Service } from "@pulumi/kubernetes/core/v1/service.js";
import { ServiceAccount } from "@pulumi/kubernetes/core/v1/serviceAccount.js";
import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1/networkPolicy.js";
import type * as pulumi from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random/randomPassword.js";
import type { StoreContext } from "../stores/cluster-stores.js";
import type { StoreOwner } from "../stores/store-owner.js";
import { transformed } from "../transform.js";
import type { InClusterKinds } from "./transform.js";

type ResourceClass<Args> = new (name: string, args: Args, opts: pulumi.CustomResourceOptions) => pulumi.CustomResource;

const resourceClasses: { readonly [K in keyof InClusterKinds]: ResourceClass<InClusterKinds[K]> } = {
  configMap: ConfigMap,
  cronJob: CronJob,
  job: Job,
  networkPolicy: NetworkPolicy,
  persistentVolumeClaim: PersistentVolumeClaim,
  secret: Secret,
  service: Service,
  serviceAccount: ServiceAccount,
  statefulSet: StatefulSet,
};

export interface ObjectOptions {
  /** Beside the cluster and what the owner waits for. */
  readonly after?: readonly pulumi.Resource[];
  /** Kept from `destroy` and from being replaced, and left in the cluster when it is dropped. @default false */
  readonly protect?: boolean;
}

/** Makes the Kubernetes objects of one store: provider, parent and transforms are the same for all. */
export interface StoreObjects {
  make<K extends keyof InClusterKinds>(
    kind: K,
    name: string,
    args: InClusterKinds[K],
    options?: ObjectOptions,
  ): pulumi.Resource;
  /** Letters and digits, so that it can stand in a URL, a script and a policy. */
  password(name: string, options?: Pick<ObjectOptions, "protect">): pulumi.Output<string>;
}

export function storeObjects(
  context: Pick<StoreContext, "provider" | "ready" | "transforms">,
  owner: StoreOwner,
): StoreObjects {
  return {
    make(kind, name, args, { after = [], protect = false } = {}) {
      const resource = resourceClasses[kind] as ResourceClass<typeof args>;
      const transform = context.transforms?.[kind];
      return new resource(name, transformed(transform, args, { name }), {
        parent: owner.parent,
        provider: context.provider,
        dependsOn: [...context.ready, ...(owner.dependsOn ?? []), ...after],
        ...(protect ? { protect, retainOnDelete: true } : {}),
      });
    },
    password: (name, { protect = false } = {}) =>
      new RandomPassword(
        name,
        { length: passwordLength, special: false },
        { parent: owner.parent, ...(protect ? { protect } : {}) },
      ).result,
  };
}

// 190 bits in letters and digits.
const passwordLength = 32;
