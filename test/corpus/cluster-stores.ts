import * as pulumi from "@pulumi/pulumi";
import { storesConfigProblems } from "@roadstead/cluster";
import type { StoreRequest, StoresConfig } from "@roadstead/cluster";
import { grantProblems } from "../../packages/cluster/src/stores/grant-problems.js";
import { requestProblems } from "../../packages/cluster/src/stores/request-problems.js";
import { fakeStores } from "../../packages/cluster/src/testing/fake-stores.js";
import { type RuleCase, ruleCase } from "./rule-case.js";

const secret = pulumi.secret("canary");
const bucket = { endpoint: "https://s3.example.com", bucket: "models", accessKeyId: "id", secretAccessKey: secret };
const server = { host: "db.example.com", user: "admin", password: secret };

// As a program without types may give it.
const ofStores = (stores: unknown) => storesConfigProblems(stores, "k3s.stores");
const ofBucket = (change: object) => ofStores({ objectStore: { ...bucket, ...change } });
const ofServer = (change: object) => ofStores({ database: { ...server, ...change } });
const ofInCluster = (inCluster: unknown) => ofStores({ database: { inCluster } });

const inCluster: StoresConfig = { objectStore: { inCluster: {} }, database: { inCluster: {} } };
const ofRequest = (request: StoreRequest, config = inCluster) => requestProblems(request, { target: "byo", config });
const ofDatabase = (change: Partial<NonNullable<StoreRequest["database"]>>) =>
  ofRequest({ database: { databases: ["mlflow"], ...change } });

const maker = fakeStores({});
const owner = { parent: undefined as unknown as pulumi.Resource };
const store = maker.objectStore("a", { namespace: "a" }, owner);
const ofGrants = (grants: Parameters<typeof grantProblems>[0]) => grantProblems(grants);
const ofPrefix = (prefix: string) => ofGrants([{ grant: { store, access: "read", prefix }, maker }]);

const prefixHint =
  'write words of letters, digits, dots, dashes and underscores, each with a slash after it: "team-a/models/" ' +
  "[cluster/store-prefix]";
const bucketHint =
  "3 to 63 lower-case letters, digits, dashes and dots, a letter or digit at both ends, and no IP address " +
  "[cluster/stores-bucket]";
const secretHint =
  'is a secret in plain text; give an Output, such as `config.requireSecret("…")` [cluster/plain-secret]';

const factoryCases: readonly RuleCase[] = [
  ruleCase(ofStores, {
    rule: "cluster/stores-shape",
    name: "a store that is a text",
    broken: { database: "in-cluster" },
    valid: { database: { inCluster: {} } },
    message: "k3s.stores.database: is no object with members [cluster/stores-shape]",
  }),
  ruleCase(ofStores, {
    rule: "cluster/stores-key",
    name: "a store of another name",
    broken: { objectstore: bucket },
    valid: { objectStore: bucket },
    message:
      'k3s.stores.objectstore: is not a key here; allowed: objectStore, database; did you mean "objectStore"? ' +
      "[cluster/stores-key]",
  }),
  ruleCase(ofInCluster, {
    rule: "cluster/stores-storage-class",
    name: "a storage class that nothing can be called",
    broken: { storageClass: "Longhorn Fast" },
    valid: { storageClass: "longhorn-fast" },
    message:
      'k3s.stores.database.inCluster.storageClass: is no name of a Kubernetes object, got "Longhorn Fast"; ' +
      "name one of `kubectl get storageclass` [cluster/stores-storage-class]",
  }),
  ruleCase(ofBucket, {
    rule: "cluster/stores-endpoint",
    name: "an endpoint with a path",
    broken: { endpoint: "https://s3.example.com/models" },
    valid: { endpoint: "https://s3.example.com" },
    message:
      "k3s.stores.objectStore.endpoint: is no address of an S3-compatible store, " +
      'got "https://s3.example.com/models"; write scheme, host and port alone: "https://s3.example.com:9000" ' +
      "[cluster/stores-endpoint]",
  }),
  ruleCase(ofBucket, {
    rule: "cluster/stores-endpoint",
    name: "an endpoint without TLS on the internet",
    broken: { endpoint: "http://s3.example.com:9000" },
    valid: { endpoint: "http://10.0.0.7:9000" },
    message:
      "k3s.stores.objectStore.endpoint: is spoken to without TLS at a host outside of the cluster and of private " +
      'networks, got "http://s3.example.com:9000"; use "https://s3.example.com:9000" [cluster/stores-endpoint]',
  }),
  ...["Models", "m", "10.0.0.7"].map((name) =>
    ruleCase(ofBucket, {
      rule: "cluster/stores-bucket",
      name: `the bucket ${name}`,
      broken: { bucket: name },
      valid: { bucket: "models" },
      message: `k3s.stores.objectStore.bucket: is no name of a bucket, got "${name}"; ${bucketHint}`,
    }),
  ),
  ruleCase(ofBucket, {
    rule: "cluster/store-prefix",
    name: "a prefix of the factory without a slash at its end",
    broken: { prefix: "team-a" },
    valid: { prefix: "team-a/" },
    message: `k3s.stores.objectStore.prefix: is no prefix of object names, got "team-a"; ${prefixHint}`,
  }),
  ruleCase(ofBucket, {
    rule: "cluster/stores-cidr",
    name: "an address without its bits",
    broken: { cidrs: ["203.0.113.7"] },
    valid: { cidrs: ["203.0.113.7/32"] },
    message:
      'k3s.stores.objectStore.cidrs[0]: is no range of addresses, got "203.0.113.7"; write "203.0.113.0/24" ' +
      "[cluster/stores-cidr]",
  }),
  ruleCase(ofBucket, {
    rule: "cluster/plain-secret",
    name: "a key in plain text, and does not print it",
    broken: { secretAccessKey: "canary-in-plain-text" },
    valid: { secretAccessKey: secret },
    message: `k3s.stores.objectStore.secretAccessKey: ${secretHint}`,
  }),
  ruleCase(ofServer, {
    rule: "cluster/plain-secret",
    name: "a password in plain text, and does not print it",
    broken: { password: "canary-in-plain-text" },
    valid: { password: secret },
    message: `k3s.stores.database.password: ${secretHint}`,
  }),
  ruleCase(ofServer, {
    rule: "cluster/stores-host",
    name: "a host with a port",
    broken: { host: "db.example.com:5432" },
    valid: { host: "db.example.com", port: 5432 },
    message:
      'k3s.stores.database.host: is no name or address of a host, got "db.example.com:5432"; ' +
      'leave out scheme, user and port: "db.example.com" [cluster/stores-host]',
  }),
  ruleCase(ofServer, {
    rule: "cluster/stores-ssl-mode",
    name: "a mode that falls back to no TLS",
    broken: { sslMode: "prefer" },
    valid: { sslMode: "require" },
    message:
      'k3s.stores.database.sslMode: is no mode that is taken, got "prefer"; allowed: require, disable ' +
      "[cluster/stores-ssl-mode]",
  }),
  ruleCase(ofServer, {
    rule: "cluster/stores-ssl-mode",
    name: "a server whose certificate is to be verified",
    broken: { sslMode: "verify-full" },
    valid: { sslMode: "require" },
    message:
      'k3s.stores.database.sslMode: is not yet supported: no pod gets the authority, got "verify-full"; ' +
      "allowed: require, disable [cluster/stores-ssl-mode]",
  }),
  ruleCase(ofServer, {
    rule: "cluster/stores-login",
    name: "logins beside an administrator",
    broken: { logins: { mlflow: { user: "mlflow", password: secret } } },
    valid: { user: undefined, password: undefined, logins: { mlflow: { user: "mlflow", password: secret } } },
    message:
      "k3s.stores.database.logins: stands beside an administrator, and one of the two makes the other useless; " +
      "give user and password, or logins [cluster/stores-login]",
  }),
  ruleCase(ofServer, {
    rule: "cluster/stores-login",
    name: "null for a user",
    broken: { user: null },
    valid: { user: "admin" },
    message: "k3s.stores.database.user: is missing [cluster/stores-login]",
  }),
  ruleCase(ofServer, {
    rule: "cluster/stores-login",
    name: "a user whom the shell of a dump would take for something else",
    broken: { user: undefined, password: undefined, logins: { mlflow: { user: "ml; id", password: secret } } },
    valid: { user: undefined, password: undefined, logins: { mlflow: { user: "ml@shop.eu", password: secret } } },
    message:
      'k3s.stores.database.logins.mlflow.user: is no name that is taken, got "ml; id"; a plain text of letters, ' +
      "digits, underscores, dots, dashes, pluses and @ [cluster/stores-login]",
  }),
];

const requestCases: readonly RuleCase[] = [
  ruleCase((config: StoresConfig) => ofRequest({ objectStore: {} }, config), {
    rule: "cluster/no-object-store",
    name: "an object store where none has a place",
    broken: {},
    valid: inCluster,
    message:
      "objectStore: needs a place: Roadstead cannot know which object store this cluster may use; say it in the " +
      "factory: byo({ stores: { objectStore: { endpoint, bucket, accessKeyId, secretAccessKey } } }), " +
      "or { inCluster: {} } for one in the cluster [cluster/no-object-store]",
  }),
  ruleCase((config: StoresConfig) => ofRequest({ database: { databases: ["mlflow"] } }, config), {
    rule: "cluster/no-database",
    name: "a database where none has a place",
    broken: {},
    valid: inCluster,
    message:
      "database: needs a place: Roadstead cannot know which PostgreSQL server this cluster may use; say it in the " +
      "factory: byo({ stores: { database: { host, user, password } } }), or { inCluster: {} } for one in the cluster " +
      "[cluster/no-database]",
  }),
  ruleCase(ofDatabase, {
    rule: "cluster/store-size",
    name: "too small a volume",
    broken: { sizeGib: 4 },
    valid: { sizeGib: 5 },
    message:
      "database.sizeGib: is too small a volume, or no whole number, got 4; allowed: at least 5 GiB " +
      "[cluster/store-size]",
  }),
  ruleCase(ofDatabase, {
    rule: "cluster/store-days",
    name: "backups for longer than any cloud keeps them",
    broken: { backupDays: 36 },
    valid: { backupDays: 35 },
    message:
      "database.backupDays: is no number of days for which backups are kept, got 36; allowed: 1 to 35 days " +
      "[cluster/store-days]",
  }),
  ruleCase(ofDatabase, {
    rule: "cluster/database-name",
    name: "a database with a dash",
    broken: { databases: ["mlflow-auth"] },
    valid: { databases: ["mlflow_auth"] },
    message:
      'database.databases[0]: is no name of a database and its login, got "mlflow-auth"; ' +
      "at most 63 lower-case letters, digits and underscores, a letter first [cluster/database-name]",
  }),
  ruleCase(ofDatabase, {
    rule: "cluster/database-name",
    name: "the administrator's database",
    broken: { databases: ["postgres"] },
    valid: { databases: ["mlflow"] },
    message:
      'database.databases[0]: is a name that PostgreSQL or a cloud keeps for itself, got "postgres" ' +
      "[cluster/database-name]",
  }),
  ruleCase(
    (databases: readonly string[]) =>
      ofRequest(
        { database: { databases } },
        { database: { host: "db", logins: { mlflow: { user: "mlflow", password: secret } } } },
      ),
    {
      rule: "cluster/database-login",
      name: "a database that nobody has made",
      broken: ["mlfow"],
      valid: ["mlflow"],
      message:
        'database.databases[0]: has no login among those that the factory gives, got "mlfow"; allowed: mlflow; ' +
        'did you mean "mlflow"? [cluster/database-login]',
    },
  ),
];

const grantCases: readonly RuleCase[] = [
  ruleCase(ofPrefix, {
    rule: "cluster/store-prefix",
    name: "a granted prefix with a wildcard",
    broken: "models/*/",
    valid: "models/a/",
    message: `grants[0].prefix: is no prefix of object names, got "models/*/"; ${prefixHint}`,
  }),
  ruleCase(ofGrants, {
    rule: "cluster/grant-store",
    name: "a store of another cluster",
    broken: [{ grant: { store, access: "read" }, maker: undefined }],
    valid: [{ grant: { store, access: "read" }, maker }],
    message:
      "grants[0].store: is no store of this cluster; grant what this cluster's `objectStore` gave back, unchanged " +
      "[cluster/grant-store]",
  }),
  ruleCase(ofGrants, {
    rule: "cluster/grant-keys",
    name: "two stores that take different keys",
    broken: [maker, fakeStores({})].map((one) => ({ grant: { store, access: "read" }, maker: one })),
    valid: [maker, maker].map((one) => ({ grant: { store, access: "read" }, maker: one })),
    message:
      "grants: are on S3 stores that do not take the same keys, and a pod has one set of them; use an identity for each " +
      "[cluster/grant-keys]",
  }),
];

export const cases: readonly RuleCase[] = [...factoryCases, ...requestCases, ...grantCases];
