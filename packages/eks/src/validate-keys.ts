import { type KeysOf, imageKeys, isPlainObject, membersOf, unknownKeys } from "@roadstead/core";
import type * as config from "./config.js";
import type { EksProblem } from "./rules.js";

const factoryKeys: KeysOf<config.EksConfig<string>> = {
  region: true,
  network: true,
  access: true,
  existing: true,
  clusterName: true,
  system: true,
  pools: true,
  autoscaler: true,
  auth: true,
  images: true,
  tags: true,
  iam: true,
  encryption: true,
  stores: true,
  logRetentionDays: true,
  addOnVersions: true,
  transform: true,
};
const networkKeys: KeysOf<config.CreatedNetwork | config.UserNetwork> = { create: true, subnets: true, egress: true };
const createKeys: KeysOf<config.CreatedNetwork["create"]> = { cidr: true, zones: true, nat: true, flowLogs: true };
const subnetKeys: KeysOf<config.UserSubnet> = { id: true, zone: true, private: true };
const accessKeys: KeysOf<config.ClusterAccess> = { endpoint: true, admins: true, deployer: true };
const existingAccessKeys: KeysOf<config.ExistingClusterConfig["access"]> = { deployer: true };
const endpointKeys: KeysOf<Exclude<config.ClusterAccess["endpoint"], string>> = { public: true, anywhere: true };
const authKeys: KeysOf<config.KubeconfigAuth> = { roleArn: true, profile: true, command: true };
const existingKeys: KeysOf<config.ExistingCluster> = {
  name: true,
  endpoint: true,
  ca: true,
  oidcIssuer: true,
  kubernetesVersion: true,
  gpuStack: true,
  vpcCniRole: true,
  podIdentityAgent: true,
  storageClass: true,
  vpcId: true,
  nodeSecurityGroupId: true,
};
const gpuStackKeys: KeysOf<config.ExistingCluster["gpuStack"]> = { devicePlugin: true, metrics: true };
const storesKeys: KeysOf<config.EksStores> = { objectStore: true, database: true };
const rdsKeys: KeysOf<config.RdsDatabase["rds"]> = { instanceClass: true };
const poolKeys: KeysOf<config.PoolOverride> = {
  machineType: true,
  zones: true,
  replace: true,
  releaseVersion: true,
  ceiling: true,
};
const iamKeys: KeysOf<config.IamOptions> = { permissionsBoundary: true, path: true, roles: true, workloadRoles: true };
const encryptionKeys: KeysOf<config.EncryptionOptions> = { kmsKey: true, volumeKmsKey: true };

/** Keys that the factory does not have, where a program without types says them. */
export function unknownKeyProblems(factory: unknown): readonly EksProblem[] {
  const root = membersOf(factory);
  const network = membersOf(root["network"]);
  const access = membersOf(root["access"]);
  const subnets: readonly unknown[] = Array.isArray(network["subnets"]) ? network["subnets"] : [];
  const check = (path: string, value: unknown, known: Readonly<Record<string, true>>) =>
    unknownKeys("eks/unknown-key", path, value, known);
  return [
    ...check("eks", root, factoryKeys),
    ...check("eks.network", network, networkKeys),
    ...check("eks.network.create", network["create"], createKeys),
    ...subnets.flatMap((subnet, index) => check(`eks.network.subnets[${index}]`, subnet, subnetKeys)),
    ...check("eks.access", access, isPlainObject(root["existing"]) ? existingAccessKeys : accessKeys),
    ...check("eks.access.endpoint", access["endpoint"], endpointKeys),
    ...check("eks.auth", root["auth"], authKeys),
    ...check("eks.existing", root["existing"], existingKeys),
    ...check("eks.existing.gpuStack", membersOf(root["existing"])["gpuStack"], gpuStackKeys),
    ...check("eks.system", root["system"], poolKeys),
    ...Object.entries(membersOf(root["pools"])).flatMap(([name, pool]) => check(`eks.pools.${name}`, pool, poolKeys)),
    ...check("eks.iam", root["iam"], iamKeys),
    ...check("eks.encryption", root["encryption"], encryptionKeys),
    ...check("eks.stores", root["stores"], storesKeys),
    ...check("eks.stores.database.rds", membersOf(membersOf(root["stores"])["database"])["rds"], rdsKeys),
    ...check("eks.images", root["images"], imageKeys),
  ];
}
