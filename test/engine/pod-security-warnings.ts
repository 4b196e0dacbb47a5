import { briefReason } from "../scanners/pod-security.js";
import { privilegedWorkloads } from "../scanners/privileged-workloads.js";

/** An object, and what a server said when it took it. */
export interface Admitted {
  readonly kind: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly warnings: readonly string[];
}

/** Warnings of API servers, beside those that name exactly what a privileged workload is listed with. */
export const unexpectedWarnings = (admitted: readonly Admitted[]): string[] => [
  ...new Set(
    admitted.flatMap(({ kind, namespace = "", name = "", warnings }) => {
      const workload = `${kind} ${namespace}/${name}`;
      return warnings.filter((warning) => !isListed(workload, warning)).map((warning) => `${workload}: ${warning}`);
    }),
  ),
];

/** What a workload may break of the baseline level; nothing where it is not listed. */
export const allowedBreaks = (workload: string): readonly string[] =>
  privilegedWorkloads.find((listed) => listed.workload.test(workload))?.breaks ?? [];

/** The rules of a level of Pod Security that an API server names in a warning or a refusal, sorted. */
export function brokenRules(level: "baseline" | "restricted", said: string): readonly string[] {
  const [, reasons = ""] = said.split(`PodSecurity "${level}:v1.34": `);
  // Commas in parentheses are within one reason.
  const found = reasons.match(/(?:[^,(]|\((?:[^()]|\([^()]*\))*\))+/g) ?? [];
  return found.map((reason) => briefReason(reason.trim())).sort();
}

function isListed(workload: string, warning: string): boolean {
  const broken = brokenRules("baseline", warning);
  return broken.length > 0 && broken.join() === [...allowedBreaks(workload)].sort().join();
}
