import type { Audit } from "../run/audit.js";
import { plainJson } from "./plain-text.js";
import { summaryOf } from "./summary.js";

/** Of the JSON report; a change that readers must know of gives it a new number. */
export const jsonReportVersion = 1;

/** All of an audit as one JSON document with a final newline. */
export const jsonReport = (audit: Audit): string =>
  plainJson({ schema: "roadstead-audit", version: jsonReportVersion, summary: summaryOf(audit), ...audit });
