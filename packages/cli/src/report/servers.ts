import type { GraphResource, JsonValue, ResourceGraph, ServerSummary } from "@roadstead/core";
import { redact } from "@roadstead/core";
import { shapeFault } from "./summary-shape.js";

/** A component that keeps models or features, or a client of one, with its summary. */
export interface PlannedServer {
  readonly urn: string;
  /** Name of the component. */
  readonly name: string;
  readonly summary: ServerSummary;
}

const kinds: readonly string[] = ["model-registry", "feature-store", "client"] satisfies ServerSummary["kind"][];

const serverShape = {
  kind: "string",
  component: "string",
  "cluster?": "string",
  "url?": "string",
  "version?": "string",
  "exposure?": { url: "string", ca: "string" },
  notes: [{ code: "string", path: "string", message: "string" }],
} as const;

/** The registries, feature stores and clients that the program declares, in order of registration. */
export const plannedServers = (graph: Pick<ResourceGraph, "resources">): PlannedServer[] =>
  graph.resources.flatMap((resource) => {
    const summary = serverSummary(resource);
    return summary === undefined ? [] : [{ urn: resource.urn, name: resource.name, summary }];
  });

function serverSummary({ type, outputs }: GraphResource): ServerSummary | undefined {
  const registered = outputs["summary"];
  if (!type.startsWith("roadstead:index:") || registered === undefined) return undefined;
  const summary: JsonValue = redact(registered, "summary");
  if (shapeFault(summary, serverShape) !== undefined) return undefined;
  const server = summary as unknown as ServerSummary;
  return server.schemaVersion === 1 && kinds.includes(server.kind) ? server : undefined;
}
