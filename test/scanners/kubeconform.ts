import { dataFile, tool } from "../bench/tools.js";
import type { CheckResult } from "./finding.js";
import { type NamespaceFile, objectLabel } from "./inventory/namespace-files.js";
import { runTool } from "./run-tool.js";

/** The minor of the bench's control planes, and those before and after it. */
export const schemaVersions = ["1.34.0", "1.35.0", "1.36.0"] as const;

interface Verdict {
  readonly kind: string;
  readonly name: string;
  readonly status: "statusValid" | "statusInvalid" | "statusError" | "statusSkipped" | "statusEmpty";
  readonly msg: string;
}

/** Holds every object against the JSON schemas of three Kubernetes minors; unknown fields are errors. */
export async function kubeconform(files: readonly NamespaceFile[]): Promise<readonly CheckResult[]> {
  const objects = files.flatMap(({ name, objects }) => objects.map((object) => ({ file: name, object })));
  const input = files.map(({ yaml }) => yaml).join("");
  const location = `${dataFile("kubernetes-schemas")}/{{ .NormalizedKubernetesVersion }}-standalone{{ .StrictSuffix }}/{{ .ResourceKind }}{{ .KindSuffix }}.json`;
  const results = await Promise.all(
    schemaVersions.map(async (version) => {
      const options = ["-strict", "-verbose", "-output", "json", "-n", "1"];
      const printed = await runTool(
        tool("kubeconform"),
        [...options, "-kubernetes-version", version, "-schema-location", location, "-"],
        input,
      );
      const { resources } = JSON.parse(printed) as { readonly resources: readonly Verdict[] };
      if (resources.length !== objects.length) throw new Error(`kubeconform saw ${resources.length} objects`);
      return resources.map((verdict, i): CheckResult => {
        const of = objects[i];
        if (of === undefined || of.object.kind !== verdict.kind) throw new Error("kubeconform changed the order");
        return {
          scanner: "kubeconform",
          check: "schema",
          target: objectLabel(of.object),
          file: of.file,
          passed: verdict.status === "statusValid",
          message: `${version}: ${verdict.msg}`,
        };
      });
    }),
  );
  return results.flat();
}
