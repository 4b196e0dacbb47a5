import { type ControlPlane, leaseControlPlane } from "../../control-plane/index.js";
import { joinNode, removeNode } from "../../nodes/index.js";
import { openClusterProxy } from "../cluster-proxy.js";
import type { Properties } from "../test-provider.js";
import { gkeNodePool, type GkeNodePool, initialNodesPerZone, zonesToGrow } from "./gke-node-pool.js";
import { installSystemObjects, removeSystemObjects } from "./kubernetes/system-objects.js";
import { isSameMachine, rewriteNode } from "./node-update.js";
import { machineTypeName, requestedGpu } from "./rules/node-config-rules.js";
import { nodeTemplate, type NodeTemplate } from "./node-template.js";
import { type GcpProject, randomDigits, randomHex, type StoredResource } from "./project.js";
import { at, count, text, texts } from "./properties.js";
import { trustPublicly } from "./public-trust.js";
import { reachesDnsEndpoint, reachesIpEndpoint } from "./reachability.js";
import { GoogleApiError } from "./rule.js";
import { clusterTokens } from "./sign-in.js";

/** A cluster that runs: a real control plane behind endpoints of its own, and the nodes of its pools. */
export interface GkeCluster {
  readonly name: string;
  readonly projectId: string;
  readonly resource: StoredResource;
  readonly plane: ControlPlane;
  /** Of its control plane, as GKE writes it; the real one may be another. */
  readonly version: string;
  outputs(): Properties;
  /** Takes what IAM grants now into the list of who may sign in. */
  signIn(): void;
  upgrade(version: string): void;
  addPool(id: string, inputs: Properties): Promise<void>;
  changePool(id: string, inputs: Properties): Promise<void>;
  removePool(id: string): Promise<void>;
  pool(id: string): GkeNodePool;
  pools(): readonly GkeNodePool[];
  template(pool: GkeNodePool, zone: string): NodeTemplate;
  /** Adds a node where the cloud has a machine. False where it has none. */
  grow(pool: GkeNodePool): Promise<boolean>;
  shrink(pool: GkeNodePool): Promise<void>;
  stop(): Promise<void>;
}

export async function startGkeCluster(resource: StoredResource, project: GcpProject): Promise<GkeCluster> {
  const plane = await leaseControlPlane();
  trustPublicly(plane.caPem);
  const inputs = () => resource.inputs;
  const ip = await openClusterProxy(plane, () => reachesIpEndpoint(inputs(), project.callerAddress));
  const dns = await openClusterProxy(plane, () => reachesDnsEndpoint(inputs(), project.callerAddress));
  plane.setTokens(clusterTokens(project));
  try {
    await installSystemObjects(plane);
  } catch (error) {
    await Promise.all([ip.close(), dns.close()]);
    await plane.release({ dirty: true });
    throw error;
  }

  const name = text(inputs(), "name") ?? "";
  const pools = new Map<string, GkeNodePool>();
  const subnetwork = text(inputs(), "subnetwork");
  let version = fullVersion(text(inputs(), "minMasterVersion") ?? project.versions["REGULAR"]?.at(-1) ?? "");

  const cluster: GkeCluster = {
    name,
    projectId: project.id,
    resource,
    plane,
    get version() {
      return version;
    },
    outputs: () => ({
      selfLink: `https://container.googleapis.com/v1/${resource.id}`,
      labelFingerprint: text(resource.computed, "labelFingerprint") ?? randomHex(4),
      endpoint: ip.address,
      masterVersion: version,
      operation: "",
      servicesIpv4Cidr: "",
      ...(subnetwork === undefined ? {} : { subnetwork }),
      masterAuth: {
        clusterCaCertificate: Buffer.from(plane.caPem).toString("base64"),
        clientCertificate: "",
        clientKey: "",
      },
      // The name is made with the cluster, and is there whether or not the endpoint lets anybody in:
      // https://docs.cloud.google.com/kubernetes-engine/docs/concepts/network-isolation#dns-based_endpoint
      controlPlaneEndpointsConfig: { dnsEndpointConfig: { endpoint: dns.address } },
      privateClusterConfig: {
        privateEndpoint: ip.address,
        publicEndpoint: at(inputs(), "privateClusterConfig.enablePrivateEndpoint") === true ? "" : ip.address,
      },
    }),
    signIn: () => plane.setTokens(clusterTokens(project)),
    upgrade: (wanted) => {
      version = fullVersion(wanted);
    },
    pools: () => [...pools.values()],
    pool: (id) => {
      const pool = pools.get(id);
      if (pool === undefined) throw new Error(`${id} was not found`);
      return pool;
    },
    template: (pool, zone) =>
      nodeTemplate(
        pool.name,
        pool.inputs,
        zone,
        [...pools.values()].some((other) => requestedGpu(other.inputs) === undefined),
      ),
    async addPool(id, poolInputs) {
      const pool = gkeNodePool(id, poolInputs, { cluster: name, zones: texts(inputs(), "nodeLocations") });
      pools.set(id, pool);
      try {
        for (const zone of pool.zones) {
          for (let node = 0; node < initialNodesPerZone(poolInputs); node++) await join(pool, zone);
        }
      } catch (error) {
        await cluster.removePool(id);
        throw error;
      }
    },
    async changePool(id, poolInputs) {
      const pool = cluster.pool(id);
      const before = pool.zones.map((zone) => [zone, cluster.template(pool, zone)] as const);
      pool.inputs = poolInputs;
      const zones = texts(poolInputs, "nodeLocations");
      if (zones.length > 0) await moveToZones(pool, zones);
      for (const [zone, template] of before) await roll(pool, zone, template);
      const wanted = at(poolInputs, "autoscaling") === undefined ? count(poolInputs, "nodeCount") : undefined;
      if (wanted !== undefined) await resizePerZone(pool, wanted);
    },
    async removePool(id) {
      const pool = cluster.pool(id);
      await Promise.all(pool.nodeNames().map((node) => removeNode(plane, node)));
      pools.delete(id);
    },
    async grow(pool) {
      const zone = zonesToGrow(pool).find((it) => hasMachine(pool, it));
      if (zone === undefined) return false;
      await join(pool, zone);
      return true;
    },
    async shrink(pool) {
      const zone = zonesToGrow(pool).at(-1);
      const node = zone === undefined ? undefined : pool.nodes.get(zone)?.pop();
      if (node !== undefined) await removeNode(plane, node);
    },
    async stop() {
      await Promise.all([...pools.values()].flatMap((pool) => pool.nodeNames()).map((node) => removeNode(plane, node)));
      await removeSystemObjects(plane);
      await Promise.all([ip.close(), dns.close()]);
      await plane.release();
    },
  };
  return cluster;

  function hasMachine({ inputs }: GkeNodePool, zone: string): boolean {
    const machine = { machineType: machineTypeName(inputs), spot: at(inputs, "nodeConfig.spot") === true };
    return project.faults.stockout?.({ ...machine, zone }) !== true;
  }

  async function join(pool: GkeNodePool, zone: string): Promise<void> {
    if (!hasMachine(pool, zone)) {
      const link = "https://docs.cloud.google.com/compute/docs/troubleshooting/troubleshooting-resource-availability";
      throw new GoogleApiError(400, `ZONE_RESOURCE_POOL_EXHAUSTED: ${zone} has no machine for ${pool.name}`, link);
    }
    const node = `${pool.groupName}-${randomHex(2)}`;
    pool.nodes.get(zone)?.push(node);
    const providerId = `gce://${project.id}/${zone}/${node}`;
    await joinNode(plane, { name: node, providerId, ...cluster.template(pool, zone) });
  }

  /** GKE writes labels and taints on nodes that are there, and makes machines that are others anew. */
  async function roll(pool: GkeNodePool, zone: string, before: NodeTemplate): Promise<void> {
    const after = cluster.template(pool, zone);
    const nodes = pool.nodes.get(zone) ?? [];
    if (isSameMachine(before, after)) {
      await Promise.all(nodes.map((node) => rewriteNode(plane, node, before, after)));
      return;
    }
    for (const node of [...nodes]) {
      await removeNode(plane, node);
      nodes.splice(nodes.indexOf(node), 1);
      await join(pool, zone);
    }
  }

  async function moveToZones(pool: GkeNodePool, zones: readonly string[]): Promise<void> {
    for (const gone of pool.zones.filter((zone) => !zones.includes(zone))) {
      await Promise.all((pool.nodes.get(gone) ?? []).map((node) => removeNode(plane, node)));
      pool.nodes.delete(gone);
    }
    for (const zone of zones) if (!pool.nodes.has(zone)) pool.nodes.set(zone, []);
    pool.zones = zones;
  }

  async function resizePerZone(pool: GkeNodePool, wanted: number): Promise<void> {
    for (const zone of pool.zones) {
      for (let nodes = pool.nodes.get(zone)?.length ?? 0; nodes < wanted; nodes++) await join(pool, zone);
      const tooMany = pool.nodes.get(zone)?.splice(wanted) ?? [];
      await Promise.all(tooMany.map((node) => removeNode(plane, node)));
    }
  }
}

/** A version of GKE's own for a minor or a whole one. */
function fullVersion(wanted: string): string {
  if (wanted.includes("-gke.")) return wanted;
  return /^\d+\.\d+$/.test(wanted) ? `${wanted}.4-gke.1${randomDigits(6)}` : `${wanted}-gke.1${randomDigits(6)}`;
}
