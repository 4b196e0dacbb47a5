import type { PlanExit } from "../plan.js";
import type { PlanRecord, RecordSink } from "../wire/plan-record.js";
import { describeError } from "./program-error.js";

/** The course of one program: what it told, what it threw, whether it came to its end. */
export class ProgramRun {
  /** True when the program and all its outputs have come to their end. */
  settled = false;
  readonly #root: string;
  readonly #tell: RecordSink;
  readonly #seen = new Set<unknown>();
  #hasFailed = false;
  #tellFailed: () => void = () => undefined;
  /** Resolves at the first error. */
  readonly failed = new Promise<void>((resolve) => {
    this.#tellFailed = resolve;
  });

  constructor(root: string, tell: RecordSink) {
    this.#root = root;
    this.#tell = tell;
  }

  readonly sink = (record: PlanRecord): void => {
    this.#tell(record);
    if (record.kind !== "diagnostic" || record.diagnostic.severity !== "error") return;
    this.#hasFailed = true;
    this.#tellFailed();
  };

  readonly warn = (message: string): void => {
    this.sink({ kind: "diagnostic", diagnostic: { severity: "warning", code: "program-entry", message } });
  };

  /** Reports a thrown value once, however many promises reject with it. */
  readonly fail = (error: unknown): void => {
    if (this.#seen.has(error)) return;
    this.#seen.add(error);
    // What became of our own stop: the message that led to it is told already.
    if (this.#hasFailed && isStop(error)) return;
    const { diagnostic, problems } = describeError(error, this.#root);
    if (problems.length > 0) this.sink({ kind: "problems", problems });
    this.sink({ kind: "diagnostic", diagnostic });
  };

  /** How it ended, once nothing is left to do. */
  end(): PlanExit {
    if (this.#hasFailed) return { reason: "error", code: 1 };
    if (this.settled) return { reason: "finished", code: 0 };
    this.sink({
      kind: "diagnostic",
      diagnostic: {
        severity: "error",
        code: "incomplete",
        message:
          "The program ended while a promise or an output was still open: something that it awaits or exports " +
          "is never resolved",
      },
    });
    return { reason: "incomplete", code: 1 };
  }
}

// The SDK replaces the message of an error that says "the engine is going away".
const isStop = (error: unknown): boolean =>
  error instanceof Error && /the plan has stopped|Resource monitor is terminating/.test(error.message);
