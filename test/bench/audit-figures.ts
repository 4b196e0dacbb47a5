import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { pack as clusterBaseline } from "@roadstead/cluster-baseline/pack";
import { pack as costGuardrails } from "@roadstead/cost-guardrails/pack";
import { engineEnvironment } from "./engine/index.js";
import { generatedState } from "./generated-state.js";
import { measure, median, type Run } from "./measure.js";
import { report, reportAtLeast } from "./report.js";
import { tool } from "./tools.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const roadstead = join(root, "packages/cli/bin/roadstead.js");
const packFolders = ["cluster-baseline", "cost-guardrails"].map((name) => join(root, "policies", name));
const limits = { startRatio: 4, growthFactor: 12, analyzeRatio: 10, baseMib: 120, mibPerMib: 4 };

const audit = (file: string, ...more: readonly string[]): Promise<Run> =>
  measure(root, process.execPath, [roadstead, "audit", file, "--fail-on", "never", ...more]);

/** `roadstead audit` of ten resources against a Node that does nothing, alternated. */
export async function auditOfSmallFile(): Promise<void> {
  const file = generatedState(10);
  const audits: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < 15; round++) {
    audits.push((await audit(file)).seconds);
    bare.push((await measure(root, process.execPath, ["-e", "0"])).seconds);
  }
  report("audit of 10 resources", median(audits), "s");
  report("node -e 0", median(bare), "s");
  report("ratio", median(audits) / median(bare), "", limits.startRatio);
}

/** What 10,000 resources take, with the largest of the reports, and how it grows. */
export async function auditBySize(): Promise<void> {
  const seconds: number[] = [];
  for (const count of [10_000, 100_000]) {
    const file = generatedState(count);
    const runs: Run[] = [];
    for (let round = 0; round < 3; round++) runs.push(await audit(file, "--format", "sarif"));
    const what = count.toLocaleString("en");
    seconds.push(median(runs.map((run) => run.seconds)));
    report(`audit of ${what} resources`, seconds.at(-1) ?? 0, "s");
    const peaks = runs.map(({ peakMib }) => peakMib).filter((mib) => mib !== undefined);
    const most = limits.baseMib + limits.mibPerMib * (statSync(file).size / 1024 ** 2);
    if (peaks.length > 0) report(`peak memory at ${what} resources`, median(peaks), "MiB", most);
  }
  const [small = 1, large = 0] = seconds;
  report("ratio of 100,000 resources to 10,000", large / small, "", limits.growthFactor);
}

/** The same packs on the same state by Pulumi's own command. Nothing is mandatory, so that both end well. */
export async function auditAgainstAnalyze(): Promise<void> {
  const file = generatedState(10_000);
  const folder = mkdtempSync(join(tmpdir(), "roadstead-analyze-"));
  const guardrails = join(folder, "guardrails.json");
  const rules = [...clusterBaseline.rules, ...costGuardrails.rules];
  const advisory = Object.fromEntries(rules.map(({ name }) => [name, { level: "advisory" }]));
  writeFileSync(guardrails, JSON.stringify({ version: 1, rules: advisory }));
  const env = engineEnvironment({ env: { PULUMI_HOME: folder, ROADSTEAD_GUARDRAILS: guardrails } });
  const packs = packFolders.flatMap((pack) => ["--policy-pack", pack]);
  try {
    const ours = await audit(file, "--format", "json", "--guardrails", guardrails);
    const theirs = await measure(root, tool("pulumi"), ["policy", "analyze", "--json", "--file", file, ...packs], env);
    report("audit of 10,000 resources", ours.seconds, "s");
    report("pulumi policy analyze of the same", theirs.seconds, "s");
    reportAtLeast("analyze / audit", theirs.seconds / ours.seconds, "", limits.analyzeRatio);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
