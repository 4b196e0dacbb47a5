import { count, expectFlag, expectValue, notApplicable, resourceRule } from "@roadstead/policy";

export const databaseBackups = resourceRule({
  name: "database-backups",
  title: "A database is backed up for some days",
  severity: "high",
  level: "advisory",
  config: { minDays: count(7, "days", "Fewest days for which backups are kept") },
  types: ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster", "gcp:sql/databaseInstance:DatabaseInstance"],
  reads: [
    "aws:rds/…: backupRetentionPeriod",
    "gcp:sql/databaseInstance:DatabaseInstance: settings.backupConfiguration.enabled",
  ],
  why: "What a faulty migration or a wrong statement destroys is found days later.",
  fix: "Set backupRetentionPeriod, or settings.backupConfiguration.enabled on Cloud SQL.",
  references: [{ framework: "Checkov", control: "CKV_AWS_133" }],
  check(view, { config }) {
    if (view.type.startsWith("gcp:")) {
      return expectFlag(view.flag("settings", "backupConfiguration", "enabled"), true, {
        otherwise: "the database is not backed up",
        absent: "fail",
      });
    }
    if (view.read("replicateSourceDb").state === "known") return notApplicable;
    return expectValue(view.number("backupRetentionPeriod"), (days) => days >= config.minDays, {
      otherwise: "backups are not kept long enough",
      absent: view.type.endsWith(":Cluster") ? "fail" : "unknown",
      limit: `${config.minDays} days or more`,
    });
  },
});
