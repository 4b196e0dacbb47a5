import * as pulumi from "@pulumi/pulumi";
import type { ClusterHandle, StoreRequest } from "@roadstead/cluster";
import { makeObjects, type ObjectOwner } from "../parts/kubernetes-object.js";
import { namespaceManifest } from "../parts/namespace-manifest.js";
import { registryDatabase } from "./databases.js";
import { registryKeys } from "./keys.js";
import type { RegistryLayout } from "./layout.js";
import type { RegistryKeys } from "./links.js";
import { serviceAccounts } from "./pods.js";
import { registryManifests } from "./registry-manifests.js";
import { dumpPrefix } from "./store-request.js";

/** What a registry's clients need of what was made. */
export interface ProvisionedRegistry {
  readonly keys: RegistryKeys;
  readonly ready: readonly pulumi.Resource[];
}

/** Where artifacts lie in the bucket; dumps are beside them, and each has its own rights. */
const artifactPrefix = "artifacts/";

/** Makes everything. Only a transform, or a store, can still have problems. */
export function provisionRegistry(
  layout: RegistryLayout,
  request: Required<StoreRequest>,
  cluster: ClusterHandle,
  owner: ObjectOwner,
): ProvisionedRegistry {
  const { component: name, namespace } = layout.identity;
  const { parent } = owner;
  const protect = layout.deletionProtection;
  const ground = makeObjects(
    // A namespace takes all that is in it along, volumes too.
    [[{ kind: "namespace", name: "namespace", args: namespaceManifest(layout.identity), protect }]],
    owner,
    cluster.ready,
  );
  const children = { parent, dependsOn: ground };
  const store = cluster.objectStore(`${name}-artifacts`, { namespace, ...request.objectStore }, children);
  const database = cluster.database(`${name}-database`, { namespace, dumps: store, ...request.database }, children);
  const signIn = (role: "server" | "dump", prefix: string, read: readonly string[] = []) => {
    const grants = [
      { store, access: "write", prefix } as const,
      ...read.map((other) => ({ store, access: "read", prefix: other }) as const),
    ];
    return cluster.identity(namespace, serviceAccounts[role], grants, children);
  };
  const server = signIn("server", artifactPrefix);
  const restored = layout.restore?.folder ?? dumpPrefix;
  const dump = signIn("dump", dumpPrefix, restored === dumpPrefix ? [] : [restored]);
  const keys = registryKeys(name, parent, protect);
  const objects = registryManifests(layout, {
    database: registryDatabase(database),
    artifacts: {
      uri: pulumi.interpolate`${store.uri}/${artifactPrefix.slice(0, -1)}`,
      ...(store.endpoint === undefined ? {} : { endpoint: store.endpoint }),
      ...(store.region === undefined ? {} : { region: store.region }),
      egress: [...store.egress, ...server.egress],
      annotations: server.annotations,
      env: server.env,
    },
    dumps: { server: database, store, identity: dump },
    keys,
  });
  const ready = makeObjects(objects, owner, [
    ...cluster.ready,
    ...ground,
    ...[store, database, server, dump].flatMap((made) => made.ready),
  ]);
  return { keys, ready };
}
