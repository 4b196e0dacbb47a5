import { expectFlag, known, resourceRule } from "@roadstead/policy";

export const databaseEncryption = resourceRule({
  name: "database-encryption",
  title: "Databases are encrypted on disk",
  severity: "high",
  level: "mandatory",
  config: {},
  types: ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster", "aws:elasticache/replicationGroup:ReplicationGroup"],
  reads: [
    "aws:rds/instance:Instance, aws:rds/cluster:Cluster: storageEncrypted",
    "aws:elasticache/replicationGroup:ReplicationGroup: atRestEncryptionEnabled",
  ],
  why: "A snapshot that is handed on is readable by whoever has it, and a database cannot be encrypted later.",
  fix: "Set storageEncrypted (atRestEncryptionEnabled of a cache) to true.",
  references: [
    { framework: "Checkov", control: "CKV_AWS_16" },
    { framework: "Checkov", control: "CKV_AWS_29" },
  ],
  check: (view) => {
    const isCache = view.type.startsWith("aws:elasticache/");
    const isServerless = known(view.text("engineMode")) === "serverless";
    return expectFlag(view.flag(isCache ? "atRestEncryptionEnabled" : "storageEncrypted"), true, {
      otherwise: "the database is not encrypted",
      absent: isServerless ? "pass" : "fail",
    });
  },
});
