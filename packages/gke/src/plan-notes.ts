import { transformedKinds } from "@roadstead/cluster";
import type { ClusterSpec, Note, PoolLayout } from "@roadstead/core";
import type { GkeConfig, NewGkeCluster } from "./config.js";
import { defaultAuthCommand } from "./kubeconfig.js";
import { streamsImages } from "./pool-config.js";
import { adminRole, administrators, nodeRoles } from "./project-grants.js";
import { cloudSqlOptions } from "./stores/stores-config.js";

type Config = GkeConfig<string>;

/** What a reader of the plan must know about this cluster on GKE. */
export function gkeNotes(config: Config, spec: ClusterSpec, pools: readonly PoolLayout[]): readonly Note[] {
  const streams = pools.some((pool) => streamsImages(config, pool.name));
  return [
    ...apiNotes(config, streams),
    ...storeNotes(config),
    ...reachNotes(config),
    ...grantNotes(config, nodeRoles(streams)),
    ...networkNotes(config),
    ...zoneNotes(pools),
    ...metricsNotes(config, spec, pools),
    ...transformedKinds(config.transform).map((kind) => note("transform-used", `transform.${kind}`, `changes ${kind}`)),
  ];
}

function note(code: string, path: string, message: string): Note {
  return { code, path: path.startsWith("gpuMetrics") ? path : `gke.${path}`, message };
}

/** APIs belong to the project and to all that lives in it, so no cluster turns them on, or off when it goes. */
function apiNotes(config: Config, imageStreaming: boolean): readonly Note[] {
  const { existing, encryption, iam } = config;
  const grants = iam?.projectGrants !== "user" && (existing === undefined || iam?.nodeServiceAccount === undefined);
  const apis = [
    ...(existing === undefined ? ["binaryauthorization", "compute"] : []),
    // The second tells the address of GKE's service agent.
    ...(existing === undefined && encryption === undefined ? ["cloudkms", "serviceusage"] : []),
    ...(grants ? ["cloudresourcemanager"] : []),
    ...(imageStreaming ? ["containerfilesystem"] : []),
    "container",
    "iam",
    "logging",
    "monitoring",
  ].sort();
  const names = apis.map((api) => `${api}.googleapis.com`).join(", ");
  return [note("needs-api", "project", `these APIs must be on in ${config.project}: ${names}`)];
}

/** Nobody knows yet which workloads will ask for stores. */
function storeNotes({ project, stores = {} }: Config): readonly Note[] {
  const apis = [
    // Pods get their tokens from the first.
    ...(stores.objectStore === undefined ? ["iamcredentials", "storage"] : []),
    ...(cloudSqlOptions(stores) === undefined ? [] : ["compute", "secretmanager", "sqladmin"]),
  ].sort();
  if (apis.length === 0) return [];
  const names = apis.map((api) => `${api}.googleapis.com`).join(", ");
  return [note("needs-api", "stores", `workloads with buckets or databases need these APIs in ${project}: ${names}`)];
}

function reachNotes(config: Config): readonly Note[] {
  const command = config.auth?.command ?? defaultAuthCommand;
  const notes = [note("must-reach", "auth", `${command} must be installed where Pulumi runs`)];
  if (config.existing !== undefined) {
    const { endpoint: address } = config.existing;
    const server = typeof address === "string" ? address : "the endpoint";
    return [
      ...notes,
      note("must-reach", "existing.endpoint", `Pulumi must reach ${server}, as somebody with ${adminRole}`),
    ];
  }
  const { endpoint } = config.access;
  const from =
    endpoint === "dns"
      ? "Pulumi must reach *.gke.goog and sign in as somebody with container.clusters.connect"
      : endpoint === "private"
        ? "Pulumi must run in the network or behind a VPN: the API server has no public address"
        : `Pulumi must run in ${endpoint.public.join(", ")}`;
  return [...notes, note("must-reach", "access.endpoint", from)];
}

function grantNotes(config: Config, roles: readonly string[]): readonly Note[] {
  const { iam = {} } = config;
  const needed = [
    ...(config.existing === undefined ? [`${adminRole} for ${administrators(config.access).join(", ")}`] : []),
    ...(iam.nodeServiceAccount === undefined ? [`${roles.join(", ")} for the nodes' service account`] : []),
  ];
  const ofNodes = nodeGrantNotes(config, roles);
  if (needed.length === 0) return ofNodes;
  return iam.projectGrants === "user"
    ? [...ofNodes, note("grants-by-user", "iam.projectGrants", `grant on ${config.project}: ${needed.join("; ")}`)]
    : [
        ...ofNodes,
        note(
          "grants-on-project",
          "iam.projectGrants",
          `GKE grants roles on projects only, so these hold for every cluster of ${config.project}: ${needed.join("; ")}`,
        ),
      ];
}

function nodeGrantNotes({ iam, existing }: Config, roles: readonly string[]): readonly Note[] {
  const use = "whoever runs `pulumi up` needs roles/iam.serviceAccountUser";
  if (iam?.nodeServiceAccount !== undefined) {
    const message = `this service account needs ${roles.join(", ")} on the project; ${use} on it`;
    return [note("grants-by-user", "iam.nodeServiceAccount", message)];
  }
  if (existing === undefined) return [];
  const message = `a service account is made for the new nodes; ${use} on the project, which nothing here grants`;
  return [note("grants-by-user", "iam.nodeServiceAccount", message)];
}

function networkNotes(config: Config): readonly Note[] {
  if (config.existing !== undefined) return [];
  return [...natNotes(config), ...keyNotes(config)];
}

function natNotes({ network }: NewGkeCluster): readonly Note[] {
  if (!("create" in network)) {
    return network.egress === "nat"
      ? []
      : [note("must-reach", "network.egress", "nodes reach Google's APIs by Private Google Access of the subnet")];
  }
  return network.create.nat === "per-zone"
    ? [note("nat-regional", "network.create.nat", "Cloud NAT is one regional service without zones: same as one")]
    : [];
}

function keyNotes({ encryption }: NewGkeCluster): readonly Note[] {
  if (encryption === undefined) return [];
  const message = "GKE's service agent must already be allowed to encrypt and decrypt with the key";
  return [note("key-by-user", "encryption.kmsKey", message)];
}

function zoneNotes(pools: readonly PoolLayout[]): readonly Note[] {
  return pools
    .filter((pool) => pool.kind === "system" && new Set(pool.groups.flatMap((group) => group.zones)).size === 1)
    .map(() => note("one-zone", "system.zones", "the system pool is in one zone and goes with it"));
}

function metricsNotes(config: Config, spec: ClusterSpec, pools: readonly PoolLayout[]): readonly Note[] {
  if (!pools.some((pool) => pool.gpuStack?.metrics !== undefined)) return [];
  const notes: Note[] = [];
  if (config.existing !== undefined) {
    const message = "DCGM metrics of an existing cluster are turned on with its monitoring components";
    notes.push(note("metrics-by-user", "existing", message));
  }
  if (spec.gpuMetrics?.serviceMonitor === true) {
    const message = "GKE's DCGM exporter is scraped by Managed Service for Prometheus: no ServiceMonitor is made";
    notes.push(note("service-monitor-skipped", "gpuMetrics.serviceMonitor", message));
  }
  return notes;
}
