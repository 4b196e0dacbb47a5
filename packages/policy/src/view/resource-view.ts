import type { GraphResource, PropertyValue } from "@roadstead/core";
import { fromAwsNative } from "@roadstead/core";
import type { PropertyReader } from "./property-reader.js";
import { valueReader, ValueReads } from "./property-reader.js";
import type { Reading, Step } from "./reading.js";
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
  /** What the program calls the type: of AWS' Cloud Control provider {@link ResourceView.type} is the other's name. */
  readonly declaredType: string;
  readonly name: string;
  /**
   * Reads the inputs, and where they say nothing what the provider answered. What neither says is absent in a state, and
   * unknown before it: the provider has not spoken yet.
   */
  readonly settled: PropertyReader;
  /** Reads what the provider last answered, and nothing else. */
  readonly answered: PropertyReader;
}

export const resourceView = (resource: GraphResource, phase: Phase): ResourceView =>
  new InputsView(fromAwsNative(resource), phase, resource.type);

class InputsView extends ValueReads implements ResourceView {
  readonly path = "";
  readonly resource: GraphResource;
  readonly urn: string;
  readonly type: string;
  readonly declaredType: string;
  readonly name: string;
  readonly #phase: Phase;

  constructor(resource: GraphResource, phase: Phase, declaredType: string) {
    super();
    this.resource = resource;
    this.urn = resource.urn;
    this.type = resource.type;
    this.declaredType = declaredType;
    this.name = resource.name;
    this.#phase = phase;
  }

  get settled(): PropertyReader {
    return new SettledReads(this.resource, this.#phase);
  }

  get answered(): PropertyReader {
    return valueReader(this.resource.outputs, "");
  }

  read(...steps: readonly Step[]): Reading<PropertyValue> {
    return readAt(this.resource.inputs, steps);
  }
}

class SettledReads extends ValueReads {
  readonly path = "";
  readonly #resource: GraphResource;
  readonly #phase: Phase;

  constructor(resource: GraphResource, phase: Phase) {
    super();
    this.#resource = resource;
    this.#phase = phase;
  }

  read(...steps: readonly Step[]): Reading<PropertyValue> {
    const input = readAt(this.#resource.inputs, steps);
    if (input.state !== "absent") return input;
    const output = readAt(this.#resource.outputs, steps);
    if (output.state !== "absent" || this.#phase === "state") return output;
    return { state: "unknown", path: input.path, reason: "is left to the provider, which decides at the update" };
  }
}
