import { adminClient, type ControlPlane, type KubernetesObject } from "../control-plane/index.js";

interface Claim extends KubernetesObject {
  readonly spec: {
    readonly accessModes: readonly string[];
    readonly resources: { readonly requests: { readonly storage: string } };
    readonly storageClassName?: string;
    readonly volumeName?: string;
  };
}

interface PersistentVolume extends KubernetesObject {
  readonly status?: { readonly phase?: string };
}

/** What stands as provisioner in the StorageClasses whose volumes this makes. */
export const volumeProvisioner = "volumes.bench.local";

/** One pass of a provisioner of volumes: one for each claim that has none, and none for claims that are gone. */
export async function provisionVolumes(plane: ControlPlane): Promise<void> {
  const client = adminClient(plane);
  const claims = (await client.list("v1", "PersistentVolumeClaim")) as Claim[];
  const volumes = (await client.list("v1", "PersistentVolume")) as PersistentVolume[];
  const made = new Set(volumes.map(({ metadata }) => metadata.name));
  for (const claim of claims) {
    const name = `pvc-${claim.metadata.uid}`;
    if (claim.spec.volumeName === undefined && !made.has(name)) await client.create(volumeFor(claim, name));
  }
  for (const { metadata, status } of volumes) {
    if (status?.phase === "Released")
      await client.delete({ apiVersion: "v1", kind: "PersistentVolume", name: metadata.name });
  }
}

function volumeFor({ metadata, spec }: Claim, name: string): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "PersistentVolume",
    metadata: { name, annotations: { "pv.kubernetes.io/provisioned-by": volumeProvisioner } },
    spec: {
      accessModes: spec.accessModes,
      capacity: { storage: spec.resources.requests.storage },
      claimRef: {
        apiVersion: "v1",
        kind: "PersistentVolumeClaim",
        namespace: metadata.namespace,
        name: metadata.name,
        uid: metadata.uid,
      },
      storageClassName: spec.storageClassName ?? "",
      persistentVolumeReclaimPolicy: "Delete",
      hostPath: { path: `/bench/${name}` },
    },
  };
}
