import { readFileSync } from "node:fs";
import { type ClusterSummary, declaredResources } from "@roadstead/core";
import { estimate } from "@roadstead/cost";
import { type Plan, planProject } from "@roadstead/plan";
import { audit, readGuardrails } from "@roadstead/policy";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { pack as clusterBaseline } from "../../policies/cluster-baseline/pack.js";
import { pack as costGuardrails } from "../../policies/cost-guardrails/pack.js";
import { manifestFiles } from "../../packages/cli/src/manifests/manifest-files.js";
import { summariesOf } from "./cluster-summaries.js";
import {
  exampleDir,
  exampleNames,
  exampleSource,
  swapTarget,
  otherTargets,
  type TargetName,
  writeVariant,
} from "./example-program.js";

const packs = [clusterBaseline, costGuardrails];

describe.each(exampleNames)("the %s example", (name) => {
  let plan: Plan;
  const others = otherTargets(exampleSource(name));
  const swapped = new Map<TargetName, { source: string; plan: Plan }>();

  beforeAll(async () => {
    plan = await planProject(exampleDir(name), { stack: "dev" });
    const pools = summariesOf(plan).map((summary) => summary.pools.filter((pool) => pool.kind !== "system"));
    await Promise.all(
      others.map(async (target) => {
        const source = swapTarget(exampleSource(name), target, pools);
        swapped.set(target, { source, plan: await planProject(writeVariant(name, target, source), { stack: "dev" }) });
      }),
    );
  }, 120_000);

  it("plans whole, without a cloud", () => {
    expect(problemsOf(plan)).toEqual([]);
    expect(plan.complete).toBe(true);
    expect(summariesOf(plan).length).toBeGreaterThan(0);
  });

  it("is let through by the packs, with the guardrails of the examples", () => {
    const { guardrails, problems } = readGuardrails(
      parse(readFileSync(new URL("../../examples/guardrails.yaml", import.meta.url), "utf8")),
      packs.flatMap(({ rules }) => rules),
    );
    if (guardrails === undefined) throw new Error(JSON.stringify(problems));
    const [asOf, graph] = ["2026-11-24", plan];
    const found = audit([{ name, graph, phase: "plan", cost: estimate(graph, { asOf }) }], { packs, guardrails, asOf });
    const blocking = found.results.filter((result) => result.blocking);
    expect(blocking.map(({ rule, urn, message = "" }) => `${rule} ${urn}: ${message}`)).toEqual([]);
  });

  it("declares exactly the children that the golden file lists", async () => {
    await expect(urnsOf(plan)).toMatchFileSnapshot(`../golden/examples/${name}.urns.txt`);
  });

  it("renders exactly the Kubernetes objects of the golden file", async () => {
    await expect(manifestsOf(plan)).toMatchFileSnapshot(`../golden/examples/${name}.manifests.yaml`);
  });

  it.each(others)("becomes the same platform on %s by its import and its factory call", async (target) => {
    const variant = swapped.get(target);
    if (variant === undefined) throw new Error(`not planned: ${target}`);
    expect(problemsOf(variant.plan)).toEqual([]);
    expect(variant.plan.complete).toBe(true);
    const clusters = summariesOf(variant.plan);
    expect(clusters.map((cluster) => cluster.target)).toEqual(clusters.map(() => target));
    // Same pools with the same GPUs, shares and GPU taint, whoever carries them out.
    expect(clusters.map(portableFacts)).toEqual(summariesOf(plan).map(portableFacts));
    await expect(urnsOf(variant.plan)).toMatchFileSnapshot(`../golden/examples/${name}-on-${target}.urns.txt`);
    const manifests = `../golden/examples/${name}-on-${target}.manifests.yaml`;
    await expect(manifestsOf(variant.plan)).toMatchFileSnapshot(manifests);
  });

  it("changes in nothing but the import and the factory call when the target is swapped", () => {
    for (const { source } of swapped.values()) expect(withoutTarget(source)).toBe(withoutTarget(exampleSource(name)));
  });
});

/** The program without its factory calls and without the imports of targets. */
function withoutTarget(source: string): string {
  return swapTarget(source, "k3s", []).replace(/^import \{ \w+ \} from "@roadstead\/(eks|gke|k3s|byo)";\n/gm, "");
}

function portableFacts(cluster: ClusterSummary): unknown {
  return cluster.pools
    .filter((pool) => pool.kind !== "system")
    .map(({ name, kind, size, accelerator, allocatable, taints }) => ({
      name,
      kind,
      size,
      accelerator,
      gpu: allocatable.gpu,
      canonicalTaints: taints.filter((taint) => taint.key === "nvidia.com/gpu"),
    }));
}

function problemsOf(plan: Plan): unknown[] {
  return [...plan.problems, ...plan.diagnostics.filter((diagnostic) => diagnostic.severity === "error")];
}

function urnsOf(plan: Plan): string {
  return `${declaredResources(plan)
    .map((resource) => resource.urn)
    .sort()
    .join("\n")}\n`;
}

/** The Kubernetes objects of all clusters, as `roadstead plan --manifests` writes them, in one file. */
function manifestsOf(plan: Plan): string {
  return manifestFiles(plan)
    .map(({ path, text }) => `---\n# ${path}\n${text}`)
    .join("");
}
