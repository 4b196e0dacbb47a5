import { tool } from "../bench/tools.js";
import { type NamespaceFile } from "./inventory/namespace-files.js";
import { runTool } from "./run-tool.js";

export type Level = "baseline" | "restricted";

/** What the Pod Security Standards, as the API server's own code judges, say of one workload. */
export interface PodVerdict {
  /** `DaemonSet gpu-system/device-plugin-lab`. */
  readonly workload: string;
  readonly file: string;
  /** What breaks each level: `hostPath volumes`, `non-default capabilities SYS_ADMIN`. */
  readonly broken: Readonly<Record<Level, readonly string[]>>;
}

interface Printed {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly baseline: { readonly reasons: readonly string[] };
  readonly restricted: { readonly reasons: readonly string[] };
}

/** The version that the library's namespaces pin. */
export const podSecurityVersion = "v1.34";

/** Judges every object that has pods. */
export async function podSecurity(files: readonly NamespaceFile[]): Promise<readonly PodVerdict[]> {
  const verdicts: PodVerdict[] = [];
  for (const { name: file, yaml } of files) {
    const printed = await runTool(tool("pod-security"), [podSecurityVersion], yaml);
    for (const { kind, namespace = "default", name, baseline, restricted } of JSON.parse(printed) as Printed[]) {
      verdicts.push({
        workload: `${kind} ${namespace}/${name}`,
        file,
        broken: { baseline: baseline.reasons.map(briefReason), restricted: restricted.reasons.map(briefReason) },
      });
    }
  }
  return verdicts;
}

/** The rule that is broken, and the capabilities that break it, without the names of containers and volumes. */
export function briefReason(reason: string): string {
  const [rule = reason, detail = ""] = reason.split(" (");
  const capabilities = [...detail.matchAll(/"([A-Z_]+)"/g)].map((match) => match[1]);
  return [rule, ...capabilities].join(" ");
}
