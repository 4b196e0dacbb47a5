import type { Audit } from "../run/audit.js";
import { jsonPieces } from "./json-pieces.js";
import { summaryOf } from "./summary.js";

/** Of the JSON report; a change that readers must know of gives it a new number. */
export const jsonReportVersion = 1;

/** All of an audit as one JSON document, each result on a line, with a final newline. */
export function* jsonReport(audit: Audit): Generator<string> {
  const head = { schema: "roadstead-audit", version: jsonReportVersion, summary: summaryOf(audit) };
  yield* jsonPieces({ ...head, ...audit }, 2);
  yield "\n";
}
