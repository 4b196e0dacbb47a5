import type { Mutation } from "../mutation.js";

const gke = "test/engine/stores-gke.test.ts";

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
];
