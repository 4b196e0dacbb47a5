import { tool } from "../bench/tools.js";
import type { CheckResult } from "./finding.js";
import type { NamespaceFile } from "./inventory/namespace-files.js";
import { runTool } from "./run-tool.js";

interface Scored {
  readonly type_meta: { readonly kind: string };
  readonly object_meta: { readonly name: string; readonly namespace?: string };
  readonly checks: readonly Scorecard[] | null;
}

interface Scorecard {
  readonly check: { readonly id: string };
  readonly grade: number;
  readonly skipped: boolean;
  readonly comments: readonly { readonly summary: string; readonly path: string }[] | null;
}

// "AllOK"; warnings (5) and what is critical (1) are findings.
const allOk = 10;

/** Scores the objects of each namespace together, by every check of kube-score's own set and the seccomp one. */
export async function kubeScore(files: readonly NamespaceFile[]): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = [];
  for (const { name, yaml } of files) {
    const options = ["--output-format", "json", "--enable-optional-test", "container-seccomp-profile"];
    const printed = await runTool(tool("kube-score"), ["score", ...options, "-"], yaml);
    const scored = (JSON.parse(printed) ?? []) as readonly Scored[];
    for (const { type_meta: type, object_meta: meta, checks } of scored) {
      for (const { check, grade, skipped, comments } of checks ?? []) {
        if (skipped) continue;
        results.push({
          scanner: "kube-score",
          check: check.id,
          target: `${type.kind} ${meta.namespace === undefined ? "" : `${meta.namespace}/`}${meta.name}`,
          file: name,
          passed: grade >= allOk,
          message: (comments ?? []).map(({ path, summary }) => `${path} ${summary}`.trim()).join("; "),
        });
      }
    }
  }
  return results;
}
