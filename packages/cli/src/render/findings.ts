import type { GraphDiagnostic, Problem } from "@roadstead/core";
import { formatProblem } from "@roadstead/core";
import { typeLabel } from "../report/type-label.js";
import type { PageOptions } from "../text/page.js";
import { bullet, paragraph } from "../text/page.js";

/**
 * The engine's remarks, one entry each: severity, resource, message, where in the program. Of several of one kind that
 * are no faults the first is shown.
 */
export function diagnosticLines(diagnostics: readonly GraphDiagnostic[], page: PageOptions): string[] {
  const alike = new Map<string, number>();
  for (const { severity, code } of diagnostics) {
    if (severity === "info") alike.set(code, (alike.get(code) ?? 0) + 1);
  }
  return diagnostics.flatMap((diagnostic) => {
    const count = diagnostic.severity === "info" ? alike.get(diagnostic.code) : 1;
    if (diagnostic.severity === "info") alike.delete(diagnostic.code);
    if (count === undefined) return [];
    const more = count > 1 ? bullet(`info: ${count - 1} more like it; --json has all`, page, { indent: 2 }) : [];
    return [...oneDiagnostic(diagnostic, page), ...more];
  });
}

function oneDiagnostic({ severity, message, urn, stack = [] }: GraphDiagnostic, page: PageOptions): string[] {
  const of = urn === undefined ? "" : `${resourceLabel(urn)}: `;
  const paint = severity === "error" ? page.style.error : severity === "warning" ? page.style.warning : undefined;
  return [
    ...bullet(`${severity}: ${of}${message}`, page, { indent: 2, ...(paint === undefined ? {} : { paint }) }),
    ...stack.flatMap((line) => paragraph(line.trim(), page, { indent: 6, hang: 2, paint: page.style.dim })),
  ];
}

/** What the program's own validation refused, all of it. */
export const problemLines = (problems: readonly Problem[], page: PageOptions): string[] =>
  problems.flatMap((problem) => bullet(formatProblem(problem), page, { indent: 2, paint: page.style.error }));

/** `eks.NodeGroup cloud-serving` of a URN; the URN itself when it is not one. */
export function resourceLabel(urn: string): string {
  const [, , type, ...name] = urn.replace(/^urn:pulumi:/, "").split("::");
  if (type === undefined || name.length === 0) return urn;
  return `${typeLabel(type.slice(type.lastIndexOf("$") + 1))} ${name.join("::")}`;
}
