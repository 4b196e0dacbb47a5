import type { GraphResource, PropertyMap } from "@roadstead/core";
import { declaredResources, redactMap } from "@roadstead/core";
import { ownerFinder } from "../report/ownership.js";
import type { PlanReport } from "../report/plan-report.js";
import { ownErrors } from "../report/plan-report.js";
import type { PageOptions } from "../text/page.js";
import { paragraph } from "../text/page.js";
import { table } from "../text/table.js";
import { clusterSection } from "./cluster-section.js";
import { diagnosticLines, problemLines } from "./findings.js";
import { planCostSection } from "./plan-cost.js";
import { planFindingSections } from "./plan-findings.js";
import { resourceKinds } from "./resource-kinds.js";
import { chapter, section } from "./section.js";
import { serverSection } from "./server-sections.js";

/** The whole plan as text, for terminals, pipes and CI logs. Ends with a line break. */
export function planPage(report: PlanReport, page: PageOptions): string {
  const { graph, clusters, servers, diagnostics } = report;
  const errors = ownErrors(report);
  const remarks = diagnostics.filter((remark) => remark.severity !== "error" || errors.includes(remark));
  const shown = clusters.flatMap((cluster) => ("summary" in cluster ? [cluster] : []));
  const chapters = new Set([...shown, ...servers].map(({ urn }) => urn));
  const findChapter = ownerFinder(graph, ({ urn }) => chapters.has(urn));
  const declared = declaredResources(graph);
  const beneath = (urn: string | undefined): GraphResource[] =>
    declared.filter((resource) => findChapter(resource.urn)?.urn === urn);
  const outside = beneath(undefined);
  const program = [
    ...section(
      `${chapters.size === 0 ? "Resources" : "Other resources"}: ${outside.length}`,
      resourceKinds(outside, page),
      page,
    ),
    ...(report.cost === undefined ? [] : planCostSection(report.cost, page)),
    ...(report.policies === undefined ? [] : planFindingSections(report.policies, page)),
    ...section("Stack outputs", outputTable(graph.stackOutputs, page), page),
    ...section("Remarks", diagnosticLines(remarks, page), page),
    ...section("Problems", problemLines(graph.problems, page), page),
  ];
  return [
    ...paragraph(`Plan of ${graph.project}, stack ${graph.stack}`, page, { paint: page.style.heading }),
    ...paragraph(counts(clusters.length, declared.length), page),
    ...shown.flatMap((cluster) => clusterSection(cluster.summary, beneath(cluster.urn), page)),
    ...servers.flatMap((server) => serverSection(server, beneath(server.urn), page)),
    ...(chapters.size === 0 ? program : chapter("The program as a whole", program, page)),
    "",
    ...verdict(report, errors.length, page),
    ...rulesVerdict(report, page),
    "",
  ].join("\n");
}

function counts(clusters: number, resources: number): string {
  const parts = [
    ...(clusters > 0 ? [`${clusters} ${clusters === 1 ? "cluster" : "clusters"}`] : []),
    `${resources} ${resources === 1 ? "resource" : "resources"}`,
  ];
  return `${parts.join(", ")}; no cloud was asked, nothing was made`;
}

const outputTable = (outputs: PropertyMap, page: PageOptions): string[] =>
  table(
    [{ head: "NAME" }, { head: "VALUE" }],
    Object.entries(redactMap(outputs)).map(([name, value]) => [
      name,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
    page,
  );

/** The last line, which says whether to believe the rest. */
function verdict({ graph, complete, failed }: PlanReport, errors: number, page: PageOptions): string[] {
  if (complete) return paragraph("Complete.", page, { paint: page.style.good });
  if (!failed) {
    return paragraph("Incomplete: the remarks say what is missing from this plan.", page, {
      paint: page.style.warning,
    });
  }
  const found = [
    ...(graph.problems.length > 0 ? [plural(graph.problems.length, "problem")] : []),
    ...(errors > 0 ? [plural(errors, "error")] : []),
  ];
  return paragraph(`Failed: ${found.join(", ") || "nothing could be planned"}.`, page, {
    paint: page.style.error,
  });
}

function rulesVerdict({ policies }: PlanReport, page: PageOptions): string[] {
  if (policies === undefined) return [];
  const { blocking } = policies.summary;
  if (blocking > 0) {
    return paragraph(`Blocked by ${plural(blocking, "finding")} of the rules.`, page, { paint: page.style.error });
  }
  return paragraph("No rule blocks it.", page, { paint: policies.failed ? page.style.warning : page.style.good });
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
