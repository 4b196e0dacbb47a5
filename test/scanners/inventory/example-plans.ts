import { rmSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { type ClusterSummary, redactMap } from "@roadstead/core";
import { type Plan, planProgram } from "@roadstead/plan";
import { readProjectFile } from "../../../packages/plan/src/project/project-file.js";
import { stackConfig } from "../../../packages/plan/src/project/stack-config.js";
import {
  exampleDir,
  exampleNames,
  exampleSource,
  otherTargets,
  swapTarget,
  writeVariant,
} from "../../examples/example-program.js";

/** A program and what it declares. */
export interface ScannedProgram {
  /** `eks`, `hybrid on gke`. */
  readonly name: string;
  readonly plan: Plan;
}

/** Every example as it is and on every target that it can be swapped to, planned in this process. */
export async function examplePlans(): Promise<readonly ScannedProgram[]> {
  const programs: ScannedProgram[] = [];
  for (const example of exampleNames) {
    const source = exampleSource(example);
    const own = await planSource(example, "own", source);
    programs.push({ name: example, plan: own });
    for (const target of otherTargets(source)) {
      const plan = await planSource(example, target, swapTarget(source, target, poolsOf(own)));
      programs.push({ name: `${example} on ${target}`, plan });
    }
  }
  return programs;
}

async function planSource(example: string, variant: string, source: string): Promise<Plan> {
  const project = readProjectFile(exampleDir(example));
  const { config, secretKeys } = stackConfig(project, "dev");
  const folder = writeVariant(example, `${variant}-scanned`, source);
  try {
    const plan = await planProgram(() => import(/* @vite-ignore */ pathToFileURL(`${folder}/index.ts`).href), {
      project: project.name,
      stack: "dev",
      config,
      secretConfig: secretKeys,
      timeoutMilliseconds: 60_000,
    });
    if (!plan.complete) throw new Error(`${example} (${variant}): ${JSON.stringify(plan.diagnostics)}`);
    return plan;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The pools of each cluster that the user declared, by which nodes are named on owned targets. */
function poolsOf(plan: Plan) {
  return plan.resources
    .filter(({ type }) => type === "roadstead:index:AiCluster")
    .map(({ outputs }) => (redactMap(outputs)["summary"] as unknown as ClusterSummary).pools)
    .map((pools) => pools.filter(({ kind }) => kind !== "system"));
}
