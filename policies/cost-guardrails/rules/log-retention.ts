import { count, expectValue, resourceRule } from "@roadstead/policy";

export const logRetention = resourceRule({
  name: "log-retention",
  title: "Logs are kept for some days, not for ever",
  severity: "medium",
  level: "mandatory",
  config: { maxDays: count(365, "days", "Longest time for which logs are kept") },
  types: ["aws:cloudwatch/logGroup:LogGroup"],
  reads: ["aws:cloudwatch/logGroup:LogGroup: retentionInDays"],
  why: "A group without it keeps every line for ever, and is paid by the GB and month.",
  fix: "Set retentionInDays.",
  references: [{ framework: "Checkov", control: "CKV_AWS_66" }],
  check: (view, { config }) =>
    expectValue(view.number("retentionInDays"), (days) => days > 0 && days <= config.maxDays, {
      otherwise: "logs are kept too long",
      absent: "fail",
      limit: `1 to ${config.maxDays} days`,
    }),
});
