import { expectFlag, flag, notApplicable, resourceRule, unknown } from "@roadstead/policy";

export const databaseDeletionProtection = resourceRule({
  name: "database-deletion-protection",
  title: "A database of production cannot be deleted by mistake",
  severity: "high",
  level: "advisory",
  config: { alsoOutsideProduction: flag(false, "Hold databases of other environments to it too") },
  types: ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster", "gcp:sql/databaseInstance:DatabaseInstance"],
  reads: [
    "aws:rds/…, gcp:sql/databaseInstance:DatabaseInstance: deletionProtection, settings.deletionProtectionEnabled",
  ],
  why: "The registry and the features of every model are in it.",
  fix: "Set deletionProtection (settings.deletionProtectionEnabled on Cloud SQL) to true.",
  references: [{ framework: "Checkov", control: "CKV_AWS_293" }],
  check(view, { production, config }) {
    if (production === false && !config.alsoOutsideProduction) return notApplicable;
    const isSql = view.type.startsWith("gcp:");
    const reading = isSql ? view.flag("settings", "deletionProtectionEnabled") : view.flag("deletionProtection");
    const answer = expectFlag(reading, true, { otherwise: "the database can be deleted by mistake", absent: "fail" });
    if (production === undefined && answer.result === "fail" && !config.alsoOutsideProduction) {
      return unknown("environment", `it may be that ${answer.message}`);
    }
    return answer;
  },
});
