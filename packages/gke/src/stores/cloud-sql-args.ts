import type { DatabaseInstanceArgs } from "@pulumi/gcp/sql/databaseInstance.js";
import type { GkeScope } from "../scope.js";
import type { CloudSqlOptions } from "./stores-config.js";

export interface CloudSqlShape {
  readonly options: Pick<CloudSqlOptions, "tier" | "edition" | "flags">;
  readonly sizeGib: number;
  readonly highAvailability: boolean;
  readonly backupDays: number;
  readonly isProtected: boolean;
}

/**
 * What is worth a line in the log. Statements are not: `log_statement` would write the passwords of logins into it.
 * https://cloud.google.com/sql/docs/postgres/flags
 */
const loggedEvents: Readonly<Record<string, string>> = {
  // Audits nothing until pgaudit.log says what; turned on later it would restart the server.
  "cloudsql.enable_pgaudit": "on",
  log_checkpoints: "on",
  log_connections: "on",
  log_disconnections: "on",
  log_lock_waits: "on",
  log_min_duration_statement: "-1",
  log_min_error_statement: "error",
  log_min_messages: "warning",
  log_temp_files: "0",
};

const defaultTier = { ENTERPRISE: "db-custom-1-3840", ENTERPRISE_PLUS: "db-perf-optimized-N-2" } as const;

/** Days for which each edition can go back to any moment. */
const logDays = { ENTERPRISE: 7, ENTERPRISE_PLUS: 35 } as const;

/** A PostgreSQL server without a public address, which takes TLS only; Google encrypts its disk. */
export function cloudSqlArgs(
  { project, region, labels }: Pick<GkeScope, "project" | "region" | "labels">,
  { options, sizeGib, highAvailability, backupDays, isProtected }: CloudSqlShape,
): Omit<DatabaseInstanceArgs, "name"> {
  // Cloud SQL's own default for new versions of PostgreSQL is the larger edition.
  const { edition = "ENTERPRISE", tier = defaultTier[edition] } = options;
  const flags = { ...loggedEvents, ...options.flags };
  return {
    project,
    region,
    databaseVersion: "POSTGRES_17",
    deletionProtection: isProtected,
    settings: {
      edition,
      tier,
      availabilityType: highAvailability ? "REGIONAL" : "ZONAL",
      diskType: "PD_SSD",
      diskSize: sizeGib,
      diskAutoresize: true,
      userLabels: { ...labels },
      deletionProtectionEnabled: isProtected,
      ipConfiguration: {
        ipv4Enabled: false,
        sslMode: "ENCRYPTED_ONLY",
        pscConfigs: [{ pscEnabled: true, allowedConsumerProjects: [project] }],
      },
      backupConfiguration: {
        enabled: true,
        location: region,
        startTime: "02:00",
        pointInTimeRecoveryEnabled: true,
        transactionLogRetentionDays: Math.min(backupDays, logDays[edition]),
        backupRetentionSettings: { retainedBackups: backupDays, retentionUnit: "COUNT" },
      },
      finalBackupConfig: isProtected ? { enabled: true, retentionDays: backupDays } : { enabled: false },
      // Sunday night, UTC, as the cluster's own.
      maintenanceWindow: { day: 7, hour: 4, updateTrack: "stable" },
      databaseFlags: Object.entries(flags)
        .map(([name, value]) => ({ name, value }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    },
  };
}
