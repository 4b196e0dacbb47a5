import { bucketNameProblems, identityProblems, storeProblems } from "../../packages/gke/src/stores/store-problems.js";
import { configCase } from "./gke-pair.js";
import { type RuleCase, ruleCase } from "./rule-case.js";

const endpoint = { network: "shared", subnetwork: "ml" };
const cloudSql = (options: object) => ({ stores: { database: { cloudSql: options } } });
const ofBucket = (name: string) => bucketNameProblems("models-bucket", name);
const ofSize = (sizeGib: number) =>
  storeProblems({ cloudSql: {}, endpoint }, { database: { databases: ["mlflow"], sizeGib } });
const bucketMessage = (message: string, name: string) => `models-bucket: ${message}, got "${name}" [gke/bucket-name]`;

export const cases: readonly RuleCase[] = [
  configCase({
    rule: "gke/unknown-key",
    name: "the tier of a database in the wrong place",
    broken: { stores: { database: { cloudSql: { machineType: "db-g1-small" } } } },
    valid: { stores: { database: { cloudSql: { tier: "db-g1-small" } } } },
    message:
      "gke.stores.database.cloudSql.machineType: is not a key here; allowed: tier, edition, flags, endpoint [gke/unknown-key]",
  }),
  configCase({
    rule: "gke/required",
    name: "an address of databases without its subnet",
    broken: cloudSql({ endpoint: { network: "shared" } }),
    valid: cloudSql({ endpoint }),
    message: "gke.stores.database.cloudSql.endpoint.subnetwork: is missing [gke/required]",
  }),
  configCase({
    rule: "gke/choice",
    name: "an edition that is none",
    broken: cloudSql({ edition: "ENTERPRISE_PLUSS", tier: "db-perf-optimized-N-2" }),
    valid: cloudSql({ edition: "ENTERPRISE_PLUS", tier: "db-perf-optimized-N-2" }),
    message:
      'gke.stores.database.cloudSql.edition: is none of the choice, got "ENTERPRISE_PLUSS"; allowed: ENTERPRISE, ENTERPRISE_PLUS; did you mean "ENTERPRISE_PLUS"? [gke/choice]',
  }),
  configCase({
    rule: "gke/sql-tier",
    name: "three vCPU",
    broken: cloudSql({ tier: "db-custom-3-12288" }),
    valid: cloudSql({ tier: "db-custom-4-12288" }),
    message:
      'gke.stores.database.cloudSql.tier: is no machine type that Cloud SQL has: 1 or an even number of vCPU, with 0.9 to 6.5 GiB each, got "db-custom-3-12288"; did you mean "db-custom-4-12288"? [gke/sql-tier]',
  }),
  configCase({
    rule: "gke/sql-tier",
    name: "a machine type of MySQL's",
    broken: cloudSql({ tier: "db-n1-standard-1" }),
    valid: cloudSql({ tier: "db-custom-1-3840" }),
    message:
      'gke.stores.database.cloudSql.tier: is no machine type of PostgreSQL, got "db-n1-standard-1"; write "db-custom-<vCPU>-<MiB>", such as "db-custom-2-8192" [gke/sql-tier]',
  }),
  configCase({
    rule: "gke/sql-tier",
    name: "a machine type of the larger edition",
    broken: cloudSql({ tier: "db-perf-optimized-N-2" }),
    valid: cloudSql({ tier: "db-perf-optimized-N-2", edition: "ENTERPRISE_PLUS" }),
    message:
      'gke.stores.database.cloudSql.tier: is a machine type of another edition, got "db-perf-optimized-N-2"; write edition: "ENTERPRISE_PLUS" [gke/sql-tier]',
  }),
  configCase({
    rule: "gke/sql-flag",
    name: "statements, and with them passwords, in the log",
    broken: cloudSql({ flags: { log_statement: "ddl" } }),
    valid: cloudSql({ flags: { "cloudsql.enable_pgaudit": "on", "pgaudit.log": "ddl" } }),
    message:
      'gke.stores.database.cloudSql.flags.log_statement: would write the passwords of logins into the log, got "ddl"; allowed: none; pgaudit logs the same without them: cloudsql.enable_pgaudit and pgaudit.log [gke/sql-flag]',
  }),
  ruleCase(
    (of: typeof endpoint | undefined) =>
      storeProblems({ cloudSql: {}, endpoint: of }, { database: { databases: ["mlflow"] } }),
    {
      rule: "gke/sql-endpoint",
      name: "a database for a cluster whose network nobody named",
      broken: undefined,
      valid: endpoint,
      message:
        "gke.stores.database: must name a subnet for the address of a database, since the cluster and its network exist already; write { cloudSql: { endpoint: { network, subnetwork } } }, or { inCluster: {} } for PostgreSQL in the cluster [gke/sql-endpoint]",
    },
  ),
  ruleCase(ofSize, {
    rule: "gke/sql-size",
    name: "a disk that is too small",
    broken: 9,
    valid: 10,
    message: "database.sizeGib: is no size that Cloud SQL has, got 9; allowed: 10 to 65536 GiB [gke/sql-size]",
  }),
  ruleCase(ofBucket, {
    rule: "gke/bucket-name",
    name: "a name with Google's own in it",
    broken: "my-google-models",
    valid: "my-models",
    message: bucketMessage('must not begin with "goog" or contain "google"', "my-google-models"),
  }),
  ruleCase(ofBucket, {
    rule: "gke/bucket-name",
    name: "a domain",
    broken: "models.example.com",
    valid: "models-example-com",
    message: bucketMessage("has a dot, which makes it a domain that somebody must own", "models.example.com"),
  }),
  ruleCase(ofBucket, {
    rule: "gke/bucket-name",
    name: "capital letters",
    broken: "Models",
    valid: "models",
    message: bucketMessage(
      "must have 3 to 63 lower-case letters, digits, dashes, dots and underscores, a letter or digit at both ends",
      "Models",
    ),
  }),
  ruleCase((subject: string) => identityProblems(subject, new Set(["models/mlflow"])), {
    rule: "gke/identity-duplicate",
    name: "a ServiceAccount that has one",
    broken: "models/mlflow",
    valid: "models/dumps",
    message:
      "identity.models/mlflow: has an identity already, and a ServiceAccount is one account of Google's; name all grants in one call, or use another ServiceAccount [gke/identity-duplicate]",
  }),
];
