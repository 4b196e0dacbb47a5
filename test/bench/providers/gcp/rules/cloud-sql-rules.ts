import type { Properties } from "../../test-provider.js";
import { labelsRule, nameRule } from "../names.js";
import { at, count, list, text } from "../properties.js";
import type { Rule } from "../rule.js";

const backups = "https://docs.cloud.google.com/sql/docs/postgres/backup-recovery/backups";
const instance = "https://docs.cloud.google.com/sql/docs/postgres/create-instance";
const editions = "https://docs.cloud.google.com/sql/docs/postgres/editions-intro";

/** New versions of PostgreSQL get the larger edition unless another one is named. */
function editionOf(inputs: Properties): string {
  const version = Number(/^POSTGRES_(\d+)/.exec(text(inputs, "databaseVersion") ?? "")?.[1]);
  return text(inputs, "settings.edition") ?? (version >= 16 ? "ENTERPRISE_PLUS" : "ENTERPRISE");
}

function tierFault(edition: string, tier: string): string | undefined {
  const invalid = `Invalid Tier (${tier}) for (${edition}) Edition`;
  if (edition === "ENTERPRISE_PLUS") return tier.startsWith("db-perf-optimized-N-") ? undefined : invalid;
  if (tier === "db-f1-micro" || tier === "db-g1-small") return undefined;
  const custom = /^db-custom-(\d+)-(\d+)$/.exec(tier);
  if (custom === null) return invalid;
  const [vcpu, memory] = [Number(custom[1]), Number(custom[2])];
  if (vcpu < 1 || vcpu > 96 || (vcpu !== 1 && vcpu % 2 === 1))
    return `${tier} must have 1 vCPU or an even number up to 96`;
  const fits = memory % 256 === 0 && memory >= 3840 && memory >= vcpu * 0.9 * 1024 && memory <= vcpu * 6.5 * 1024;
  return fits ? undefined : `${tier} must have 0.9 to 6.5 GiB for each vCPU, at least 3.75, in steps of 256 MiB`;
}

/** https://docs.cloud.google.com/sql/docs/postgres/flags, as far as programs of this project can meet them. */
const flags: Readonly<Record<string, RegExp>> = {
  "cloudsql.enable_pgaudit": /^(on|off)$/,
  "cloudsql.iam_authentication": /^(on|off)$/,
  log_checkpoints: /^(on|off)$/,
  log_connections: /^(on|off)$/,
  log_disconnections: /^(on|off)$/,
  log_lock_waits: /^(on|off)$/,
  log_min_duration_statement: /^(-1|\d+)$/,
  log_min_error_statement: /^(debug[1-5]|info|notice|warning|error|log|fatal|panic)$/,
  log_min_messages: /^(debug[1-5]|info|notice|warning|error|log|fatal|panic)$/,
  log_statement: /^(none|ddl|mod|all)$/,
  log_temp_files: /^(-1|\d+)$/,
  max_connections: /^\d+$/,
  "pgaudit.log": /^(none|read|write|function|role|ddl|misc|all)(,\w+)*$/,
};

export const cloudSqlRules: readonly Rule[] = [
  nameRule("name", /^[a-z]([a-z0-9-]*[a-z0-9])?$/, "must be lower-case letters, digits and hyphens", instance),
  {
    link: instance,
    refuses: (inputs) => {
      const length = `${text(inputs, "project") ?? ""}:${text(inputs, "name") ?? ""}`.length;
      return length > 98 ? `project and name have ${length} characters together, and may have 98` : undefined;
    },
  },
  labelsRule("settings.userLabels"),
  {
    link: editions,
    refuses: (inputs) => {
      const tier = text(inputs, "settings.tier");
      return tier === undefined ? undefined : tierFault(editionOf(inputs), tier);
    },
  },
  {
    link: "https://docs.cloud.google.com/sql/docs/postgres/instance-settings#storage-capacity-2ndgen",
    refuses: (inputs) => {
      const size = count(inputs, "settings.diskSize");
      return size === undefined || (size >= 10 && size <= 65_536) ? undefined : "a disk has 10 to 65536 GB";
    },
  },
  {
    link: "https://docs.cloud.google.com/sql/docs/postgres/high-availability",
    refuses: (inputs) => {
      const isRegional = text(inputs, "settings.availabilityType") === "REGIONAL";
      const goesBack = at(inputs, "settings.backupConfiguration.pointInTimeRecoveryEnabled") === true;
      return isRegional && !goesBack ? "a REGIONAL instance needs backups and point-in-time recovery" : undefined;
    },
  },
  { link: backups, refuses: backupFault },
  {
    link: "https://docs.cloud.google.com/sql/docs/postgres/configure-ip",
    refuses: (inputs) => {
      const [ip, psc] = ["settings.ipConfiguration", "settings.ipConfiguration.pscConfigs.pscEnabled"];
      const ways = [at(inputs, `${ip}.ipv4Enabled`) !== false, at(inputs, `${ip}.privateNetwork`), at(inputs, psc)];
      return ways.some((way) => way !== undefined && way !== false)
        ? undefined
        : "needs a public address, a private network or Private Service Connect";
    },
  },
  {
    link: "https://docs.cloud.google.com/sql/docs/postgres/configure-private-services-access",
    refuses: (inputs) =>
      text(inputs, "settings.ipConfiguration.privateNetwork") === undefined
        ? undefined
        : "the network has no private services access; the bench knows no way to make one",
  },
  {
    link: "https://docs.cloud.google.com/sql/docs/postgres/flags",
    refuses: (inputs) =>
      list(inputs, "settings.databaseFlags")
        .map((flag) => ({ name: text(flag, "name") ?? "", value: text(flag, "value") ?? "" }))
        .map(({ name, value }) =>
          flags[name] === undefined
            ? `the flag "${name}" is not one of Cloud SQL's`
            : flags[name].test(value)
              ? undefined
              : `the flag "${name}" cannot be "${value}"`,
        )
        .find((reason) => reason !== undefined),
  },
];

function backupFault(inputs: Properties): string | undefined {
  const path = "settings.backupConfiguration";
  const isOn = at(inputs, `${path}.enabled`) === true;
  const goesBack = at(inputs, `${path}.pointInTimeRecoveryEnabled`) === true;
  if (goesBack && !isOn) return "point-in-time recovery needs backups";
  const kept = count(inputs, `${path}.backupRetentionSettings.retainedBackups`) ?? 7;
  if (kept < 1 || kept > 365) return "1 to 365 backups are kept";
  const days = count(inputs, `${path}.transactionLogRetentionDays`) ?? 1;
  const most = editionOf(inputs) === "ENTERPRISE_PLUS" ? 35 : 7;
  if (days < 1 || days > most) return `transaction logs are kept for 1 to ${most} days`;
  if (days > kept) return "transaction logs cannot be kept longer than backups";
  const start = text(inputs, `${path}.startTime`);
  return start === undefined || /^([01]\d|2[0-3]):[0-5]\d$/.test(start) ? undefined : `"${start}" is no time of day`;
}
