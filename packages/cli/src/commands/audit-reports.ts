import type { Audit } from "@roadstead/policy";
import { jsonReport, junitReport, markdownReport, sarifReport } from "@roadstead/policy";
import type { AuditFormat, WantedReport } from "./audit-options.js";
import { writePieces } from "./report-pieces.js";
import { sha256 } from "./rule-packs.js";

/** What rules said, piece by piece, in each format. */
export const auditReports: Readonly<Record<AuditFormat, (found: Audit) => Iterable<string>>> = {
  markdown: markdownReport,
  json: jsonReport,
  sarif: (found) => sarifReport(found, sha256),
  junit: junitReport,
};

/** Writes the reports that name a file. @throws PlanUsageError where a file cannot be written. */
export function writeReports(found: Audit, reports: readonly WantedReport[]): void {
  for (const { format, file } of reports) if (file !== undefined) writePieces(auditReports[format](found), file);
}
