import type { Mutation } from "../mutation.js";

const stores = "test/servers/in-cluster/in-cluster-stores.test.ts";
const registry = "test/servers/model-registry/model-registry.test.ts";
const features = "test/servers/feature-store/feature-store.test.ts";

export const servers: readonly Mutation[] = [
  {
    group: "servers",
    name: "a database server that takes passwords without TLS",
    file: "packages/cluster/src/in-cluster/database-server.ts",
    find: "hostssl all all all ",
    replace: "host    all all all ",
    testFile: stores,
  },
  {
    group: "servers",
    name: "databases that every login may open",
    file: "packages/cluster/src/in-cluster/database-setup.ts",
    find: "SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', :'name') \\\\gexec\n",
    replace: "",
    testFile: stores,
  },
  {
    group: "servers",
    name: "a shell that reads the store's path and the database as one name",
    file: "packages/cluster/src/in-cluster/store-remote.ts",
    find: '"store:${STORE_PATH}"',
    replace: '"store:$STORE_PATH"',
    testFile: stores,
  },
  {
    group: "servers",
    name: "rights on the whole bucket where a prefix was granted",
    file: "packages/cluster/src/in-cluster/object-store-policy.ts",
    find: "resourceName(`${bucket}/${prefix}*`)",
    replace: "resourceName(`${bucket}/*`)",
    testFile: stores,
  },
  {
    group: "servers",
    name: "a registry that refuses its own names with a port",
    file: "packages/workloads/src/model-registry/environment.ts",
    find: "flatMap((name) => [name, `${name}:*`])",
    replace: "flatMap((name) => [name])",
    testFile: registry,
  },
  {
    group: "servers",
    name: "a registry without a login",
    file: "packages/workloads/src/model-registry/server-manifest.ts",
    find: '["mlflow", "server", "--app-name", "basic-auth"]',
    replace: '["mlflow", "server"]',
    testFile: registry,
  },
  {
    group: "servers",
    name: "a reader who may change models",
    file: "packages/workloads/src/model-registry/environment.ts",
    find: '{ name: "ROADSTEAD_READERS", value: registryUsers.reader.name }',
    replace: '{ name: "ROADSTEAD_READERS", value: "nobody" }',
    testFile: registry,
  },
  {
    group: "servers",
    name: "garbage collection that looks at no model version",
    file: "packages/workloads/src/model-registry/scripts/collect-garbage.ts",
    find: "needed = needed_by_versions()",
    replace: 'needed = ""',
    testFile: registry,
  },
  {
    group: "servers",
    name: "a feature store whose servers ask for no token",
    file: "packages/workloads/src/feature-store/feature-store-yaml.ts",
    find: '    case "kubernetes":\n      return oidc(',
    replace:
      '    case "kubernetes":\n      if (auth.kind === "kubernetes") return ["type: no_auth"];\n      return oidc(',
    testFile: features,
  },
  {
    group: "servers",
    name: "a feature store that may not have tokens checked",
    file: "packages/workloads/src/feature-store/token-review.ts",
    find: 'verbs: ["create"]',
    replace: 'verbs: ["get"]',
    testFile: features,
  },
];
