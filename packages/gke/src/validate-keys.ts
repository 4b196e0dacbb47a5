import { type KeysOf, imageKeys, membersOf, unknownKeys } from "@roadstead/core";
import type * as config from "./config.js";
import type { GkeProblem } from "./rules.js";
import type { CloudSqlOptions, GkeStores, SqlEndpoint } from "./stores/stores-config.js";

const factoryKeys: KeysOf<config.GkeConfig<string>> = {
  project: true,
  location: true,
  network: true,
  access: true,
  existing: true,
  clusterName: true,
  releaseChannel: true,
  maintenance: true,
  system: true,
  pools: true,
  auth: true,
  iam: true,
  tags: true,
  encryption: true,
  images: true,
  stores: true,
  transform: true,
};
const ownNetworkKeys: KeysOf<config.OwnGkeNetwork> = {
  network: true,
  subnetwork: true,
  podRange: true,
  serviceRange: true,
  zones: true,
  egress: true,
};
const createdNetworkKeys: KeysOf<config.CreatedGkeNetwork> = { create: true };
const createKeys: KeysOf<config.CreatedGkeNetwork["create"]> = {
  zones: true,
  cidr: true,
  podCidr: true,
  serviceCidr: true,
  nat: true,
};
const accessKeys: KeysOf<config.GkeAccess> = {
  endpoint: true,
  privateNetworks: true,
  admins: true,
  deployer: true,
  securityGroup: true,
};
const endpointKeys: KeysOf<config.PublicEndpoint> = { public: true, anywhere: true };
const existingKeys: KeysOf<config.ExistingGkeCluster> = {
  name: true,
  endpoint: true,
  ca: true,
  clusterId: true,
  zones: true,
  mode: true,
  gpuStack: true,
};
const authKeys: KeysOf<config.GkeAuth> = {
  command: true,
  configuration: true,
  impersonateServiceAccount: true,
  applicationDefaultCredentials: true,
};
const iamKeys: KeysOf<config.GkeIam> = { nodeServiceAccount: true, projectGrants: true };
const poolKeys: KeysOf<config.GkePool> = { machineType: true, zones: true, replace: true, imageStreaming: true };
const maintenanceKeys: KeysOf<config.MaintenanceWindow> = { days: true, startUtc: true, hours: true };
const storesKeys: KeysOf<GkeStores> = { objectStore: true, database: true };
const cloudSqlKeys: KeysOf<CloudSqlOptions> = { tier: true, edition: true, flags: true, endpoint: true };
const sqlEndpointKeys: KeysOf<SqlEndpoint> = { network: true, subnetwork: true };
const encryptionKeys: KeysOf<NonNullable<config.NewGkeCluster["encryption"]>> = { kmsKey: true };

/** Keys that the factory does not have, where a program without types says them. */
export function unknownKeyProblems(factory: unknown): readonly GkeProblem[] {
  const root = membersOf(factory);
  const network = membersOf(root["network"]);
  const cloudSql = membersOf(membersOf(membersOf(root["stores"])["database"])["cloudSql"]);
  const check = (path: string, value: unknown, known: Readonly<Record<string, true>>) =>
    unknownKeys("gke/unknown-key", path, value, known);
  return [
    ...check("gke", root, factoryKeys),
    ...check("gke.network", network, "create" in network ? createdNetworkKeys : ownNetworkKeys),
    ...check("gke.network.create", network["create"], createKeys),
    ...check("gke.access", root["access"], accessKeys),
    ...check("gke.access.endpoint", membersOf(root["access"])["endpoint"], endpointKeys),
    ...check("gke.existing", root["existing"], existingKeys),
    ...check("gke.auth", root["auth"], authKeys),
    ...check("gke.iam", root["iam"], iamKeys),
    ...check("gke.system", root["system"], poolKeys),
    ...Object.entries(membersOf(root["pools"])).flatMap(([name, pool]) => check(`gke.pools.${name}`, pool, poolKeys)),
    ...check("gke.maintenance", root["maintenance"], maintenanceKeys),
    ...check("gke.encryption", root["encryption"], encryptionKeys),
    ...check("gke.stores", root["stores"], storesKeys),
    ...check("gke.stores.database.cloudSql", cloudSql, cloudSqlKeys),
    ...check("gke.stores.database.cloudSql.endpoint", cloudSql["endpoint"], sqlEndpointKeys),
    ...check("gke.images", root["images"], imageKeys),
  ];
}
