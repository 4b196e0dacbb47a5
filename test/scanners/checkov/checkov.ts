import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { benchRun } from "../../bench/run.js";
import { tool } from "../../bench/tools.js";
import type { CheckResult } from "../finding.js";
import type { CloudProgram } from "../inventory/cloud-programs.js";
import type { NamespaceFile } from "../inventory/namespace-files.js";
import { runTool } from "../run-tool.js";
import { terraformPlan } from "../terraform/terraform-plan.js";

const scan = fileURLToPath(new URL("scan.py", import.meta.url));

interface Printed {
  readonly file: string;
  readonly check: string;
  readonly name: string;
  readonly resource: string;
  readonly passed: boolean;
}

/** Scans the objects of each namespace by themselves, and each program's cloud resources as a Terraform plan. */
export async function checkov(
  files: readonly NamespaceFile[],
  clouds: readonly CloudProgram[] = [],
): Promise<readonly CheckResult[]> {
  const folder = mkdtempSync(join(benchRun().dir, "checkov-"));
  try {
    const written = new Map<string, string>();
    const write = (framework: string, ending: string, texts: readonly (readonly [string, string])[]) => {
      mkdirSync(join(folder, framework));
      texts.forEach(([name, text], i) => {
        const file = `${framework}-${i}.${ending}`;
        written.set(file, name);
        writeFileSync(join(folder, framework, file), text);
      });
    };
    write(
      "kubernetes",
      "yaml",
      files.map(({ name, yaml }) => [name, yaml]),
    );
    write(
      "terraform_plan",
      "json",
      clouds.map(({ name, resources }) => [name, JSON.stringify(terraformPlan(resources))]),
    );
    // The interpreter beside the start script has Checkov's modules.
    const python = join(dirname(tool("checkov")), "venv/bin/python");
    const printed = JSON.parse(await runTool(python, [scan, folder])) as readonly Printed[];
    return printed.map(({ file, check, name, resource, passed }) => ({
      scanner: "checkov",
      check,
      target: file.endsWith(".yaml") ? objectOf(resource) : resource,
      file: written.get(file) ?? file,
      passed,
      message: name,
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `DaemonSet.gpu-system.device-plugin-lab` as the other scanners spell it. */
function objectOf(resource: string): string {
  const [kind = "", namespace = "", ...name] = resource.split(".");
  return `${kind} ${namespace}/${name.join(".")}`;
}
