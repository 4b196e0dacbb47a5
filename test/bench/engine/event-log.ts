import { existsSync, readFileSync } from "node:fs";

/** One step of an engine that ended, in the order in which they ended. */
export interface StepRecord {
  /** `create`, `update`, `delete`, `same`, `replace`, `create-replacement`, `delete-replaced`, `read`, `refresh`, … */
  readonly op: string;
  readonly urn: string;
  /** Position of the step's start and end among all events of the run. */
  readonly started: number;
  readonly ended: number;
  /** Inputs that changed. */
  readonly diffs: readonly string[];
  /** Inputs for whose sake it is replaced. */
  readonly replaceReasons: readonly string[];
  readonly failed: boolean;
}

export interface Diagnostic {
  readonly severity: string;
  readonly message: string;
  readonly urn?: string;
}

export interface PolicyViolation {
  readonly pack: string;
  readonly policy: string;
  readonly enforcement: string;
  readonly message: string;
  readonly urn?: string;
}

/** What one run of the engine did. */
export interface EngineLog {
  readonly steps: readonly StepRecord[];
  readonly diagnostics: readonly Diagnostic[];
  readonly policyViolations: readonly PolicyViolation[];
  /** How many resources met which operation, as the engine's own summary counts. */
  readonly summary: Readonly<Record<string, number>>;
}

interface StepMetadata {
  readonly op: string;
  readonly urn: string;
  readonly keys?: readonly string[];
  readonly diffs?: readonly string[];
  readonly detailedDiff?: Readonly<Record<string, unknown>> | null;
}

interface EngineEvent {
  readonly diagnosticEvent?: {
    readonly severity: string;
    readonly message: string;
    readonly urn?: string;
    readonly ephemeral?: boolean;
  };
  readonly policyEvent?: {
    readonly resourceUrn?: string;
    readonly message: string;
    readonly policyName: string;
    readonly policyPackName: string;
    readonly enforcementLevel: string;
  };
  readonly summaryEvent?: { readonly resourceChanges: Readonly<Record<string, number>> | null };
  readonly resourcePreEvent?: { readonly metadata: StepMetadata };
  readonly resOutputsEvent?: { readonly metadata: StepMetadata };
  readonly resOpFailedEvent?: { readonly metadata: StepMetadata };
}

/** Reads the file of `--event-log`: empty when the engine never came to start. */
export function readEventLog(file: string): EngineLog {
  return readEvents(existsSync(file) ? readFileSync(file, "utf8") : "");
}

/** Reads events, one a line; what is no event is passed over. */
export function readEvents(text: string): EngineLog {
  const lines = text.split("\n").filter((line) => line.startsWith("{"));
  const events = lines.map((line) => JSON.parse(line) as EngineEvent);
  return {
    steps: stepsOf(events),
    diagnostics: events.flatMap(({ diagnosticEvent: event }) =>
      event === undefined || isNoise(event) ? [] : [diagnostic(event)],
    ),
    policyViolations: events.flatMap(({ policyEvent: event }) =>
      event === undefined
        ? []
        : [
            {
              pack: event.policyPackName,
              policy: event.policyName,
              enforcement: event.enforcementLevel,
              message: plain(event.message),
              ...(event.resourceUrn === undefined ? {} : { urn: event.resourceUrn }),
            },
          ],
    ),
    summary: events.find(({ summaryEvent }) => summaryEvent !== undefined)?.summaryEvent?.resourceChanges ?? {},
  };
}

function stepsOf(events: readonly EngineEvent[]): StepRecord[] {
  const started = new Map<string, number>();
  const steps = new Map<number, StepRecord>();
  events.forEach((event, position) => {
    const begun = event.resourcePreEvent?.metadata;
    if (begun !== undefined) started.set(stepKey(begun), position);
    const done = event.resOutputsEvent?.metadata ?? event.resOpFailedEvent?.metadata;
    if (done === undefined) return;
    const first = started.get(stepKey(done)) ?? position;
    // A component ends a second time when it registers its outputs.
    steps.delete(first);
    steps.set(first, {
      op: done.op,
      urn: done.urn,
      started: first,
      ended: position,
      diffs: changedPaths(done),
      replaceReasons: done.keys ?? [],
      failed: event.resOpFailedEvent !== undefined,
    });
  });
  return [...steps.values()];
}

const stepKey = ({ op, urn }: StepMetadata): string => `${op} ${urn}`;

const changedPaths = ({ detailedDiff, diffs }: StepMetadata): readonly string[] => {
  const paths = Object.keys(detailedDiff ?? {});
  return paths.length > 0 ? paths : (diffs ?? []);
};

/** What the bench itself causes, because its plugins lie on PATH and have no versions, is no finding about a program. */
const ofTheBench = /^(using pulumi-[\w-]+ from \$PATH|resource plugin \S+ is expected to have version)/;

const isNoise = ({ severity, message, ephemeral }: NonNullable<EngineEvent["diagnosticEvent"]>): boolean =>
  ephemeral === true || severity === "debug" || ofTheBench.test(plain(message));

const diagnostic = ({ severity, message, urn }: NonNullable<EngineEvent["diagnosticEvent"]>): Diagnostic => ({
  severity,
  message: plain(message),
  ...(urn === undefined || urn === "" ? {} : { urn }),
});

/** Without the engine's own colour marks and those of terminals. */
const plain = (text: string): string => text.replace(/<\{%.*?%\}>|\u001b\[[0-9;]*m/g, "").trim();
