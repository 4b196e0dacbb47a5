import type { Properties } from "../test-provider.js";
import { lastPart } from "./names.js";
import type { GcpProject } from "./project.js";
import { text } from "./properties.js";

/** The id of the cluster that a node pool belongs to. */
export function clusterIdOf(inputs: Properties, project: GcpProject): string {
  const owner = text(inputs, "project") ?? project.id;
  const cluster = lastPart(text(inputs, "cluster") ?? "");
  return `projects/${owner}/locations/${text(inputs, "location") ?? ""}/clusters/${cluster}`;
}
