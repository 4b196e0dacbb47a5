import type { Provider } from "@pulumi/kubernetes/provider.js";
import { StorageClass } from "@pulumi/kubernetes/storage/v1/storageClass.js";
import type * as pulumi from "@pulumi/pulumi";
import type { Scope } from "./scope.js";

const storageClassName = "encrypted-gp3";

/** The default StorageClass, encrypted; EKS has none of its own that is. Gives back its name and the object. */
export function provisionStorageClass(
  scope: Scope,
  provider: Provider,
  after: readonly pulumi.Resource[],
): { readonly storageClass: string; readonly object: pulumi.Resource } {
  const key = scope.encryption.volumeKmsKey;
  const object = scope.children.make(
    "storageClass",
    StorageClass,
    `${scope.name}-storage-class`,
    {
      metadata: {
        name: storageClassName,
        annotations: { "storageclass.kubernetes.io/is-default-class": "true" },
      },
      provisioner: "ebs.csi.aws.com",
      parameters: {
        type: "gp3",
        encrypted: "true",
        "csi.storage.k8s.io/fstype": "ext4",
        ...(key === undefined ? {} : { kmsKeyId: key }),
      },
      // A volume is made in the zone of its pod.
      volumeBindingMode: "WaitForFirstConsumer",
      allowVolumeExpansion: true,
      reclaimPolicy: "Delete",
    },
    { provider, dependsOn: [...after] },
  );
  return { storageClass: storageClassName, object };
}
