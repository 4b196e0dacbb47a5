import type { GraphResource } from "@roadstead/core";
import type { PropertyReader } from "./property-reader.js";
import { propertyReader } from "./property-reader.js";
import { readAt } from "./reading.js";

/** When a graph was seen: what a program declares, what the engine would do, what is there. */
export type Phase = "plan" | "preview" | "state";

/**
 * One resource as rules see it. Its own methods read the inputs: what they call absent is absent in every phase, so a
 * rule may count on the cloud's documented default. {@link ResourceView.settled} is for what the provider decides.
 */
export interface ResourceView extends PropertyReader {
  readonly resource: GraphResource;
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /**
   * Reads the inputs, and where they say nothing what the provider answered. What neither says is absent in a state, and
   * unknown before it: the provider has not spoken yet.
   */
  readonly settled: PropertyReader;
}

export function resourceView(resource: GraphResource, phase: Phase): ResourceView {
  const inputs = propertyReader("", (steps) => readAt(resource.inputs, steps));
  const settled = propertyReader("", (steps) => {
    const input = readAt(resource.inputs, steps);
    if (input.state !== "absent") return input;
    const output = readAt(resource.outputs, steps);
    if (output.state !== "absent" || phase === "state") return output;
    return { state: "unknown", path: input.path, reason: "is left to the provider, which decides at the update" };
  });
  return {
    ...inputs,
    resource,
    urn: resource.urn,
    type: resource.type,
    name: resource.name,
    settled,
  };
}
