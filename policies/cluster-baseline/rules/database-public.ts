import { expectFlag, resourceRule } from "@roadstead/policy";

export const databasePublic = resourceRule({
  name: "database-public",
  title: "A database has no public address",
  severity: "critical",
  level: "mandatory",
  config: {},
  types: [
    "aws:rds/instance:Instance",
    "aws:rds/clusterInstance:ClusterInstance",
    "gcp:sql/databaseInstance:DatabaseInstance",
  ],
  reads: [
    "aws:rds/…: publiclyAccessible",
    "gcp:sql/databaseInstance:DatabaseInstance: settings.ipConfiguration.ipv4Enabled",
  ],
  why: "A password is then all that stands between the internet and the data.",
  fix: "Set publiclyAccessible (settings.ipConfiguration.ipv4Enabled on Cloud SQL) to false.",
  references: [
    { framework: "Checkov", control: "CKV_AWS_17" },
    { framework: "Checkov", control: "CKV_GCP_60" },
  ],
  check: (view) =>
    view.type.startsWith("gcp:")
      ? expectFlag(view.flag("settings", "ipConfiguration", "ipv4Enabled"), false, {
          otherwise: "the database has a public address",
          absent: "fail",
        })
      : expectFlag(view.flag("publiclyAccessible"), false, {
          otherwise: "the database has a public address",
          absent: "pass",
        }),
});
