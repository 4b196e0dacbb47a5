import type { Note } from "./layout/cluster-layout.js";
import type { ServerReference } from "./references.js";

/**
 * Plain facts of a component that keeps models or features, or of a client of one, registered as its output `summary`:
 * all that the CLI, the rules and the audit read of it.
 */
export interface ServerSummary extends ServerReference {
  readonly schemaVersion: 1;
  readonly kind: "model-registry" | "feature-store" | "client";
  /** Release of the software; undefined where Roadstead does not run it. */
  readonly version?: string;
  /** What a reader of the plan must know, such as what must be reachable from where. */
  readonly notes: readonly Note[];
}
