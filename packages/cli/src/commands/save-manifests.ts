import type { PlanReport } from "../report/plan-report.js";
import { resourceLabel } from "../render/findings.js";
import type { Terminal } from "../terminal.js";
import { safeText } from "../text/safe-text.js";
import type { PlanCommandOptions } from "./plan-options.js";

/**
 * Writes the manifests that `--manifests` asks for and says so on standard error. False when they could not be
 * written. A failed plan writes none: half of a platform is worse than what is there.
 */
export async function saveManifests(
  { graph, failed }: PlanReport,
  { manifests: directory, force = false }: Pick<PlanCommandOptions, "manifests" | "force">,
  terminal: Terminal,
): Promise<boolean> {
  if (directory === undefined) return true;
  const say = (text: string): void => terminal.stderr.write(`${safeText(text)}\n`);
  if (failed) {
    say("No manifests were written: the plan failed.");
    return false;
  }
  const [{ manifestFiles }, { unwritableResources }, { writeManifests }] = await Promise.all([
    import("../manifests/manifest-files.js"),
    import("../manifests/kubernetes-objects.js"),
    import("../manifests/write-manifests.js"),
  ]);
  const files = manifestFiles(graph);
  try {
    writeManifests(directory, files, { force });
  } catch (error) {
    say(`No manifests were written: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
  say(`${files.length} ${files.length === 1 ? "manifest" : "manifests"} written to ${directory}`);
  for (const { urn } of unwritableResources(graph)) {
    say(`Not among them: ${resourceLabel(urn)}, whose objects only its provider knows`);
  }
  return true;
}
