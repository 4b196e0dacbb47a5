import type { GraphDiagnostic, GraphInvoke, GraphResource, Problem } from "@roadstead/core";
import { sortProblems, stackType } from "@roadstead/core";
import type { Plan, PlanExit } from "./plan.js";
import type { PlanRecord } from "./wire/plan-record.js";
import type { WireMap } from "./wire/wire-value.js";
import { fromWireMap } from "./wire/wire-value.js";

/** Collects records into a plan; what has arrived at any moment is a valid, if incomplete, plan. */
export class GraphBuilder {
  readonly #project: string;
  readonly #stack: string;
  readonly #resources = new Map<string, GraphResource>();
  readonly #invokes: GraphInvoke[] = [];
  readonly #diagnostics: GraphDiagnostic[] = [];
  readonly #problems: Problem[] = [];
  #stackOutputs: WireMap = {};
  #exit: PlanExit | undefined;

  constructor(project: string, stack: string) {
    this.#project = project;
    this.#stack = stack;
  }

  readonly add = (record: PlanRecord): void => {
    switch (record.kind) {
      case "resource": {
        const { inputs, outputs, ...resource } = record.resource;
        const values = { inputs: fromWireMap(inputs), outputs: fromWireMap(outputs) };
        this.#resources.set(resource.urn, { ...resource, ...values });
        return;
      }
      case "outputs":
        return this.#addOutputs(record.urn, record.outputs);
      case "invoke":
        this.#invokes.push({ ...record.invoke, args: fromWireMap(record.invoke.args) });
        return;
      case "diagnostic":
        this.#diagnostics.push(record.diagnostic);
        return;
      case "problems":
        this.#problems.push(...record.problems);
        return;
      case "exit":
        this.#exit = record.exit;
    }
  };

  /** How the program said that it ended; undefined when it could not. */
  get exit(): PlanExit | undefined {
    return this.#exit;
  }

  build(exit: PlanExit, output: { readonly stdout: string; readonly stderr: string }): Plan {
    const resources = [...this.#resources.values()];
    return {
      project: this.#project,
      stack: this.#stack,
      resources,
      stackOutputs: fromWireMap(this.#stackOutputs),
      invokes: [...this.#invokes],
      diagnostics: [...this.#diagnostics],
      problems: sortProblems(this.#problems),
      complete: exit.reason === "finished" && resources.every((resource) => resource.kind !== "remote"),
      exit,
      ...output,
    };
  }

  #addOutputs(urn: string, outputs: WireMap): void {
    const resource = this.#resources.get(urn);
    if (resource === undefined) return;
    if (resource.type === stackType) this.#stackOutputs = outputs;
    this.#resources.set(urn, { ...resource, outputs: fromWireMap(outputs) });
  }
}
