import { expect } from "vitest";
import type { GcpCloud } from "../../bench/providers/gcp/index.js";
import type { Properties, TestProvider, Value } from "../../bench/providers/test-provider.js";

export const projectId = "bench-project";
export const region = "europe-west4";
export const caller = "user:ci@example.com";

export const types = {
  account: "gcp:serviceaccount/account:Account",
  address: "gcp:compute/address:Address",
  accountMember: "gcp:serviceaccount/iAMMember:IAMMember",
  bucket: "gcp:storage/bucket:Bucket",
  bucketMember: "gcp:storage/bucketIAMMember:BucketIAMMember",
  cluster: "gcp:container/cluster:Cluster",
  cryptoKey: "gcp:kms/cryptoKey:CryptoKey",
  cryptoKeyMember: "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember",
  database: "gcp:sql/databaseInstance:DatabaseInstance",
  databaseUser: "gcp:sql/user:User",
  endpoint: "gcp:compute/forwardingRule:ForwardingRule",
  identity: "gcp:projects/serviceIdentity:ServiceIdentity",
  keyRing: "gcp:kms/keyRing:KeyRing",
  member: "gcp:projects/iAMMember:IAMMember",
  nat: "gcp:compute/routerNat:RouterNat",
  network: "gcp:compute/network:Network",
  nodePool: "gcp:container/nodePool:NodePool",
  router: "gcp:compute/router:Router",
  secret: "gcp:secretmanager/secret:Secret",
  secretVersion: "gcp:secretmanager/secretVersion:SecretVersion",
  subnetwork: "gcp:compute/subnetwork:Subnetwork",
} as const;

/** Requests that Google Cloud takes; wrong ones differ from them by one thing. */
export const right = {
  account: { project: projectId, accountId: "bench-nodes" },
  member: { project: projectId, role: "roles/container.admin", member: caller },
  keyRing: { project: projectId, location: region, name: "ring" },
  cryptoKey: {
    keyRing: `projects/${projectId}/locations/${region}/keyRings/ring`,
    name: "key",
    rotationPeriod: "86400s",
  },
  network: { project: projectId, name: "bench", autoCreateSubnetworks: false, routingMode: "REGIONAL" },
  router: { project: projectId, region, name: "bench", network: `projects/${projectId}/global/networks/bench` },
  nat: {
    project: projectId,
    region,
    name: "bench",
    router: "bench",
    natIpAllocateOption: "AUTO_ONLY",
    sourceSubnetworkIpRangesToNat: "ALL_SUBNETWORKS_ALL_IP_RANGES",
  },
  subnetwork: {
    project: projectId,
    region,
    name: "bench",
    network: `projects/${projectId}/global/networks/bench`,
    ipCidrRange: "10.0.0.0/20",
    secondaryIpRanges: [
      { rangeName: "pods", ipCidrRange: "10.4.0.0/14" },
      { rangeName: "services", ipCidrRange: "10.8.0.0/20" },
    ],
  },
  bucket: {
    project: projectId,
    name: "bench-models",
    location: "EUROPE-WEST4",
    uniformBucketLevelAccess: true,
    publicAccessPrevention: "enforced",
    lifecycleRules: [{ action: { type: "Delete" }, condition: { daysSinceNoncurrentTime: 30, withState: "ARCHIVED" } }],
    softDeletePolicy: { retentionDurationSeconds: 604_800 },
  },
  bucketMember: {
    bucket: "bench-models",
    role: "roles/storage.objectViewer",
    member: `serviceAccount:bench-nodes@${projectId}.iam.gserviceaccount.com`,
  },
  database: {
    project: projectId,
    region,
    name: "bench",
    databaseVersion: "POSTGRES_17",
    deletionProtection: false,
    settings: {
      edition: "ENTERPRISE",
      tier: "db-custom-2-8192",
      diskSize: 20,
      availabilityType: "ZONAL",
      backupConfiguration: {
        enabled: true,
        pointInTimeRecoveryEnabled: true,
        transactionLogRetentionDays: 7,
        backupRetentionSettings: { retainedBackups: 7 },
      },
      ipConfiguration: {
        ipv4Enabled: false,
        sslMode: "ENCRYPTED_ONLY",
        pscConfigs: [{ pscEnabled: true, allowedConsumerProjects: [projectId] }],
      },
      databaseFlags: [{ name: "log_connections", value: "on" }],
    },
  },
  databaseUser: { project: projectId, instance: "bench", name: "admin", password: "secret", deletionPolicy: "ABANDON" },
  secret: {
    project: projectId,
    secretId: "bench-admin",
    replication: { userManaged: { replicas: [{ location: region }] } },
    deletionProtection: false,
  },
  secretVersion: { secret: `projects/${projectId}/secrets/bench-admin`, secretData: "secret" },
  address: {
    project: projectId,
    region,
    name: "bench",
    addressType: "INTERNAL",
    subnetwork: `projects/${projectId}/regions/${region}/subnetworks/bench`,
  },
  endpoint: {
    project: projectId,
    region,
    name: "bench",
    network: `projects/${projectId}/global/networks/bench`,
    ipAddress: `projects/${projectId}/regions/${region}/addresses/bench`,
    loadBalancingScheme: "",
  },
  cluster: {
    project: projectId,
    location: region,
    name: "bench",
    network: `projects/${projectId}/global/networks/bench`,
    subnetwork: `projects/${projectId}/regions/${region}/subnetworks/bench`,
    ipAllocationPolicy: { clusterSecondaryRangeName: "pods", servicesSecondaryRangeName: "services" },
    nodeLocations: [`${region}-a`, `${region}-b`],
    releaseChannel: { channel: "REGULAR" },
    minMasterVersion: "1.35",
    removeDefaultNodePool: true,
    initialNodeCount: 1,
    deletionProtection: false,
    privateClusterConfig: { enablePrivateNodes: true, enablePrivateEndpoint: false },
    masterAuthorizedNetworksConfig: { cidrBlocks: [{ cidrBlock: "203.0.113.0/24" }] },
    databaseEncryption: {
      state: "ENCRYPTED",
      keyName: `projects/${projectId}/locations/${region}/keyRings/ring/cryptoKeys/key`,
    },
    nodeConfig: { serviceAccount: `bench-nodes@${projectId}.iam.gserviceaccount.com` },
  },
  nodePool: {
    project: projectId,
    location: region,
    cluster: "bench",
    name: "gpu",
    initialNodeCount: 0,
    autoscaling: { totalMinNodeCount: 0, totalMaxNodeCount: 4, locationPolicy: "ANY" },
    nodeConfig: {
      machineType: "a2-highgpu-1g",
      serviceAccount: `bench-nodes@${projectId}.iam.gserviceaccount.com`,
      guestAccelerators: [{ type: "nvidia-tesla-a100", count: 1, gpuPartitionSize: "1g.5gb" }],
      taints: [{ key: "nvidia.com/gpu", value: "present", effect: "NO_SCHEDULE" }],
    },
  },
} satisfies Readonly<Record<string, Properties>>;

export type Right = keyof typeof right;

/** What has no form worth testing. */
const given: Readonly<Record<string, Properties>> = {
  identity: { project: projectId, service: "container.googleapis.com" },
};

/** Calls on one project, by the names of the right requests. */
export class Project {
  readonly #provider: TestProvider;
  readonly #made = new Map<string, { readonly id: string; readonly outputs: Properties }>();

  constructor(cloud: GcpCloud) {
    this.#provider = cloud.provider();
  }

  readonly create = async (kind: keyof typeof types, change: Readonly<Record<string, Value>>) => {
    const inputs = changed((right as Readonly<Record<string, Properties>>)[kind] ?? given[kind] ?? {}, change);
    const made = await this.#provider.create({ urn: "", type: types[kind], inputs, preview: false });
    if (!this.#made.has(kind)) this.#made.set(kind, made);
    return made;
  };

  readonly remove = async (kind: Right) => {
    const { id, outputs } = this.#of(kind);
    await this.#provider.delete({ id, urn: "", type: types[kind], olds: right[kind], state: outputs });
  };

  readonly replaced = async (kind: Right, change: Readonly<Record<string, Value>>) => {
    const { id, outputs } = this.#of(kind);
    const news = changed(right[kind], change);
    const of = { id, urn: "", type: types[kind], state: outputs, olds: right[kind], news, ignoreChanges: [] };
    return (await this.#provider.diff(of)).replaces;
  };

  async update(kind: Right, change: Readonly<Record<string, Value>>): Promise<Properties> {
    const { id, outputs } = this.#of(kind);
    const news = changed(right[kind], change);
    const of = { id, urn: "", type: types[kind], state: outputs, olds: right[kind], news };
    return this.#provider.update({ ...of, ignoreChanges: [], preview: false });
  }

  async outputsOf(kind: Right): Promise<Properties> {
    const { id, outputs } = this.#of(kind);
    const read = await this.#provider.read({ id, urn: "", type: types[kind], inputs: right[kind], state: outputs });
    return read?.outputs ?? {};
  }

  idOf(kind: Right): string {
    return this.#of(kind).id;
  }

  #of(kind: Right) {
    return this.#made.get(kind) ?? expect.fail(`no ${kind} was made`);
  }
}

/** A copy with values at dotted paths. */
export function changed(properties: Properties, change: Readonly<Record<string, Value>>): Properties {
  const copy = structuredClone(properties) as Record<string, Value>;
  for (const [path, value] of Object.entries(change)) {
    const keys = path.split(".");
    const last = keys.pop() ?? "";
    let parent = copy;
    for (const key of keys) parent = (parent[key] ??= {}) as Record<string, Value>;
    parent[last] = value;
  }
  return copy;
}
