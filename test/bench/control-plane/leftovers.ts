import { setTimeout as delay } from "node:timers/promises";
import { adminClient } from "./admin-client.js";
import type { ServedResource } from "./discovery.js";
import { resourcePath } from "./discovery.js";
import {
  type KubernetesClient,
  type KubernetesObject,
  nameOf,
  type ObjectMetadata,
  referenceTo,
} from "./kubernetes-client.js";
import type { ControlPlane } from "./plane.js";

const metadataOnly = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";

/** What comes and goes by itself, and what is not an object at all. */
const passing = new Set(["Event", "Lease", "ComponentStatus"]);

/** Objects that every API server and controller manager make for themselves. */
const own = new Set([
  ...["default", "kube-node-lease", "kube-public", "kube-system"].flatMap((namespace) => [
    `v1/Namespace ${namespace}`,
    `v1/ServiceAccount ${namespace}/default`,
    `v1/ConfigMap ${namespace}/kube-root-ca.crt`,
  ]),
  "v1/ConfigMap kube-system/extension-apiserver-authentication",
  "v1/ConfigMap kube-system/kube-apiserver-legacy-service-account-token-tracking",
  "v1/Service default/kubernetes",
  "networking.k8s.io/v1/IPAddress 10.96.0.1",
  "networking.k8s.io/v1/ServiceCIDR kubernetes",
  "scheduling.k8s.io/v1/PriorityClass system-cluster-critical",
  "scheduling.k8s.io/v1/PriorityClass system-node-critical",
]);

export interface Leftover {
  readonly name: string;
  /** It is on its way out. */
  readonly isDeleting: boolean;
}

/** Names of everything that a fresh plane does not have: `v1/Namespace gpu-system`, its objects, CRDs, nodes, … */
export async function leftovers(plane: Pick<ControlPlane, "id">): Promise<string[]> {
  return (await findLeftovers(plane)).map(({ name }) => name);
}

/** How long what is left may still go by itself. */
interface Patience {
  /** Something is on its way out: a namespace takes five seconds at least. */
  readonly deletionMilliseconds: number;
  /** Nothing is, but controllers may not have seen yet that an owner is gone. */
  readonly reactionMilliseconds: number;
}

/** Only a failure waits as long. */
const testPatience: Patience = { deletionMilliseconds: 60_000, reactionMilliseconds: 10_000 };

/**
 * What stays of {@link leftovers}: Kubernetes deletes in the background what a program deleted last.
 * @param find asked again and again, where not all is looked at
 */
export async function lastingLeftovers(
  plane: Pick<ControlPlane, "id">,
  patience: Patience = testPatience,
  find: () => Promise<readonly Leftover[]> = () => findLeftovers(plane),
): Promise<string[]> {
  const start = Date.now();
  for (;;) {
    const left = await find();
    const limit = left.some(({ isDeleting }) => isDeleting)
      ? patience.deletionMilliseconds
      : patience.reactionMilliseconds;
    if (left.length === 0 || Date.now() - start > limit) return left.map(({ name }) => name);
    await delay(100);
  }
}

export async function findLeftovers(plane: Pick<ControlPlane, "id">): Promise<Leftover[]> {
  const client = adminClient(plane);
  const kinds = preferredKinds(await client.served());
  const found = await Promise.all(kinds.map((resource) => objectsOf(client, resource)));
  return found
    .flat()
    .filter(isForeign)
    .map((object) => ({
      name: nameOf(referenceTo(object)),
      isDeleting: object.metadata.deletionTimestamp !== undefined,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Each kind once, though it is served in several versions. */
function preferredKinds(served: readonly ServedResource[]): ServedResource[] {
  const kinds = new Map<string, ServedResource>();
  for (const resource of served) {
    const [group = ""] = resource.apiVersion.includes("/") ? resource.apiVersion.split("/") : [""];
    const key = `${group}/${resource.kind}`;
    if (resource.verbs.includes("list") && !passing.has(resource.kind) && !kinds.has(key)) kinds.set(key, resource);
  }
  return [...kinds.values()];
}

async function objectsOf(client: KubernetesClient, resource: ServedResource): Promise<KubernetesObject[]> {
  const { apiVersion, kind } = resource;
  const response = await client.request({ method: "GET", path: resourcePath(resource), accept: metadataOnly });
  // A kind whose definition is being deleted.
  if (response.status === 404) return [];
  const { items } = response.body as { readonly items: readonly { readonly metadata: ObjectMetadata }[] | null };
  return (items ?? []).map(({ metadata }) => ({ apiVersion, kind, metadata }));
}

function isForeign(object: KubernetesObject): boolean {
  const { labels = {}, annotations = {}, deletionTimestamp } = object.metadata;
  const made =
    own.has(nameOf(referenceTo(object))) ||
    labels["kubernetes.io/bootstrapping"] === "rbac-defaults" ||
    labels["kube-aggregator.kubernetes.io/automanaged"] !== undefined ||
    annotations["apf.kubernetes.io/autoupdate-spec"] !== undefined;
  return !made || deletionTimestamp !== undefined;
}
