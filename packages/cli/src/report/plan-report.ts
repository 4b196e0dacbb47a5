import type { GraphDiagnostic, ResourceGraph } from "@roadstead/core";
import { declaredResources, formatProblem, sortProblems } from "@roadstead/core";
import type { Estimate } from "@roadstead/cost";
import type { Audit, AuditSummary } from "@roadstead/policy";
import type { PlannedCluster } from "./clusters.js";
import { plannedClusters } from "./clusters.js";
import type { PlannedServer } from "./servers.js";
import { plannedServers } from "./servers.js";

/** A graph with what the pages and documents say beside it. */
export interface PlanReport {
  readonly graph: ResourceGraph;
  readonly clusters: readonly PlannedCluster[];
  readonly servers: readonly PlannedServer[];
  /** The engine's and the report's own, errors last. */
  readonly diagnostics: readonly GraphDiagnostic[];
  /** Nothing is missing and nothing is wrong. */
  readonly complete: boolean;
  /** The program failed, was refused, or nothing of it could be planned: exit code 1. */
  readonly failed: boolean;
  /** What a month of it costs; absent of a plan that failed. */
  readonly cost?: Estimate;
  /** What the rules say of it, where they were asked; absent of a plan that failed. */
  readonly policies?: PlanPolicies;
}

export interface PlanPolicies {
  readonly audit: Audit;
  readonly summary: AuditSummary;
  /** What `--fail-on` names was found: exit code 1. */
  readonly failed: boolean;
}

/** Errors that say more than the problems do: a refused spec is thrown with the text of all of its problems. */
export const ownErrors = ({ graph, diagnostics }: PlanReport): readonly GraphDiagnostic[] => {
  const known = new Set(graph.problems.map(formatProblem));
  return diagnostics.filter(
    ({ severity, message }) =>
      severity === "error" && (known.size === 0 || message.split("\n").some((line) => !known.has(line))),
  );
};

const severities = ["info", "warning", "error"] as const;

export function planReport(graph: ResourceGraph): PlanReport {
  const clusters = plannedClusters(graph);
  const problems = sortProblems(graph.problems);
  const diagnostics = [...graph.diagnostics, ...summaryDiagnostics(clusters, graph)].sort(
    (a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity),
  );
  const failed =
    problems.length > 0 ||
    diagnostics.some((diagnostic) => diagnostic.severity === "error") ||
    (!graph.complete && declaredResources(graph).length === 0);
  return {
    graph: { ...graph, problems },
    clusters,
    servers: plannedServers(graph),
    diagnostics,
    complete: graph.complete && !failed && clusters.every((cluster) => "summary" in cluster),
    failed,
  };
}

// A cluster that was refused, or whose program failed, has no summary either: problems and errors say it already.
function summaryDiagnostics(clusters: readonly PlannedCluster[], graph: ResourceGraph): readonly GraphDiagnostic[] {
  if (graph.problems.length > 0 || graph.diagnostics.some(({ severity }) => severity === "error")) return [];
  return clusters.flatMap((cluster) =>
    "summary" in cluster
      ? []
      : [
          {
            severity: "warning" as const,
            code: "cluster-summary",
            message: `cluster "${cluster.name}" cannot be shown: ${cluster.fault}`,
            urn: cluster.urn,
          },
        ],
  );
}
