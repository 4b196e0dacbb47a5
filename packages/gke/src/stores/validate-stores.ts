import type { GkeProblem } from "../rules.js";
import { type CloudSqlOptions, cloudSqlOptions, type GkeStores } from "./stores-config.js";

const path = "gke.stores.database.cloudSql";

/** Problems of what the factory says of Cloud SQL. */
export function cloudSqlProblems(stores: GkeStores = {}): readonly GkeProblem[] {
  const options = cloudSqlOptions(stores);
  if (options === undefined) return [];
  return [...tierProblems(options), ...flagProblems(options.flags ?? {})];
}

// https://cloud.google.com/sql/docs/postgres/machine-series-overview
const shared = ["db-f1-micro", "db-g1-small"];
const plus = /^db-perf-optimized-N-\d+$/;

function tierProblems({ tier, edition = "ENTERPRISE" }: CloudSqlOptions): readonly GkeProblem[] {
  if (tier === undefined) return [];
  const problem = (message: string, hint: string): readonly GkeProblem[] => [
    { rule: "gke/sql-tier", path: `${path}.tier`, message, got: JSON.stringify(tier), hint },
  ];
  if (edition === "ENTERPRISE_PLUS") {
    return plus.test(tier)
      ? []
      : problem("is no machine type of the edition ENTERPRISE_PLUS", 'write one such as "db-perf-optimized-N-2"');
  }
  if (plus.test(tier)) return problem("is a machine type of another edition", 'write edition: "ENTERPRISE_PLUS"');
  if (shared.includes(tier)) return [];
  const [, vcpu, memory] = (/^db-custom-(\d+)-(\d+)$/.exec(tier) ?? []).map(Number);
  if (vcpu === undefined || memory === undefined) {
    return problem("is no machine type of PostgreSQL", 'write "db-custom-<vCPU>-<MiB>", such as "db-custom-2-8192"');
  }
  const near = `db-custom-${nearestVcpu(vcpu)}-${nearestMemory(nearestVcpu(vcpu), memory)}`;
  return near === tier
    ? []
    : problem(
        "is no machine type that Cloud SQL has: 1 or an even number of vCPU, with 0.9 to 6.5 GiB each",
        `did you mean "${near}"?`,
      );
}

// https://cloud.google.com/sql/docs/postgres/create-instance#machine-types: 1 or an even number of vCPU up to 96; 0.9 to
// 6.5 GiB for each, in steps of 256 MiB, and 3.75 GiB at least.
function nearestVcpu(vcpu: number): number {
  return vcpu <= 1 ? 1 : Math.min(96, vcpu + (vcpu % 2));
}

function nearestMemory(vcpu: number, memoryMib: number): number {
  const least = Math.max(3840, Math.ceil((vcpu * 0.9 * 1024) / 256) * 256);
  const most = Math.floor((vcpu * 6.5 * 1024) / 256) * 256;
  return Math.min(most, Math.max(least, Math.ceil(memoryMib / 256) * 256));
}

function flagProblems(flags: Readonly<Record<string, string>>): readonly GkeProblem[] {
  const statements = flags["log_statement"];
  if (statements === undefined || statements === "none") return [];
  return [
    {
      rule: "gke/sql-flag",
      path: `${path}.flags.log_statement`,
      message: "would write the passwords of logins into the log",
      got: JSON.stringify(statements),
      allowed: ["none"],
      hint: "pgaudit logs the same without them: cloudsql.enable_pgaudit and pgaudit.log",
    },
  ];
}
