import type { Mutation } from "../mutation.js";

const gke = "test/engine/stores-gke.test.ts";
const eks = "test/engine/stores-eks.test.ts";

export const stores: readonly Mutation[] = [
  {
    group: "stores",
    name: "a database on GKE whose disk shall shrink again",
    file: "packages/gke/src/stores/cloud-sql.ts",
    find: 'ignoreChanges: ["settings.diskSize"],',
    replace: "ignoreChanges: [],",
    testFile: gke,
  },
  {
    group: "stores",
    name: "an identity on GKE before there is a pool of identities",
    file: "packages/gke/src/stores/workload-identity.ts",
    find: "childOptions(scope, owner, { dependsOn: [...scope.cluster] })",
    replace: "childOptions(scope, owner)",
    testFile: gke,
  },
  {
    group: "stores",
    name: "the whole bucket on GKE where a prefix was granted",
    file: "packages/gke/src/stores/bucket-grant.ts",
    find: 'if (below === "") return',
    replace: "if (below.length < 1_000) return",
    testFile: gke,
  },
  {
    group: "stores",
    name: "an administrator on GKE who shall be dropped before the server",
    file: "packages/gke/src/stores/sql-admin.ts",
    find: '        deletionPolicy: "ABANDON",\n',
    replace: "",
    testFile: gke,
  },
  {
    group: "stores",
    name: "an endpoint on GKE that is a load balancer",
    file: "packages/gke/src/stores/sql-endpoint.ts",
    find: '        loadBalancingScheme: "",\n',
    replace: "",
    testFile: gke,
  },
  {
    group: "stores",
    name: "protection on GKE where it is turned off",
    file: "packages/gke/src/stores/cloud-sql-args.ts",
    find: "deletionProtectionEnabled: isProtected,",
    replace: "deletionProtectionEnabled: true,",
    testFile: gke,
  },
  {
    group: "stores",
    name: "the whole bucket on EKS where a prefix was granted",
    file: "packages/eks/src/stores/store-access-policy.ts",
    find: "Resource: `${bucketArn}/${prefix}*`,",
    replace: "Resource: `${bucketArn}/*`,",
    testFile: eks,
  },
  {
    group: "stores",
    name: "a database on EKS that the whole network reaches",
    file: "packages/eks/src/stores/database-network.ts",
    find: "securityGroups: [nodeSecurityGroupId],",
    replace: 'cidrBlocks: ["10.0.0.0/8"],',
    testFile: eks,
  },
  {
    group: "stores",
    name: "a database on EKS in one zone",
    file: "packages/eks/src/stores/database-network.ts",
    find: "subnetIds: network.privateSubnets.map(",
    replace: "subnetIds: network.privateSubnets.slice(0, 1).map(",
    testFile: eks,
  },
  {
    group: "stores",
    name: "protection on EKS where it is turned off",
    file: "packages/eks/src/stores/database-server.ts",
    find: "deletionProtection: protection,",
    replace: "deletionProtection: true,",
    testFile: eks,
  },
];
