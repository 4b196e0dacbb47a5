import type { DiagnosticSeverity, GraphInvoke } from "@roadstead/core";
import type { Callback } from "@pulumi/pulumi/proto/callback_pb.js";
import type { AnswerBook } from "../answers/answer-book.js";
import type { Protocol } from "../sdk/sdk.js";
import type { RecordSink, WireResource } from "../wire/plan-record.js";
import type { WireMap } from "../wire/wire-value.js";

/** What a monitor must know of the deployment that it pretends to carry out. */
export interface DeploymentSettings {
  readonly project: string;
  readonly stack: string;
  readonly organization: string;
  /** Folder of the project, from which places in the program are told. */
  readonly root: string;
  /** Folder that relative asset paths start from. */
  readonly workingDirectory: string;
  /** Full keys (`aws:region`); secret values marked. */
  readonly config: WireMap;
  readonly answers: AnswerBook;
  readonly unconfiguredProviders: "unknown" | "echo";
}

/** Runs a callback (transform, hook) that the program registered. */
export type CallbackRunner = (callback: Callback, request: Uint8Array) => Promise<Uint8Array>;

/** A resource hook as the program registered it. */
export interface Hook {
  readonly callback: Callback;
  readonly onDryRun: boolean;
  readonly ignoreErrors: boolean;
}

/** An error that the SDK takes as "the engine is going away": it ends without a word, and ours is the only message. */
export class StoppedError extends Error {
  // gRPC's UNAVAILABLE.
  readonly code = 14;
  readonly details = "the plan has stopped";

  constructor() {
    super("the plan has stopped");
    this.name = "StoppedError";
  }
}

/** The state of one deployment, shared by the handlers of its requests. */
export class Deployment {
  readonly protocol: Protocol;
  readonly settings: DeploymentSettings;
  readonly runCallback: CallbackRunner;
  readonly resources = new Map<string, WireResource>();
  /** Provider references (`urn::id`) handed down by components, by package. */
  readonly componentProviders = new Map<string, ReadonlyMap<string, string>>();
  readonly resourceTransforms = new Map<string, readonly Callback[]>();
  readonly stackTransforms: Callback[] = [];
  readonly invokeTransforms: Callback[] = [];
  readonly hooks = new Map<string, Hook>();
  /** Packages given by reference: name and version. */
  readonly packages = new Map<string, { readonly name: string; readonly version: string }>();
  stackUrn = "";
  /** True once the stack has told its outputs, which comes after all else that the program awaits. */
  hasStackOutputs = false;
  readonly #claimed = new Set<string>();
  readonly #sink: RecordSink;

  constructor(protocol: Protocol, settings: DeploymentSettings, runCallback: CallbackRunner, sink: RecordSink) {
    this.protocol = protocol;
    this.settings = settings;
    this.runCallback = runCallback;
    this.#sink = sink;
  }

  record(resource: WireResource): void {
    this.resources.set(resource.urn, resource);
    this.#sink({ kind: "resource", resource });
  }

  recordOutputs(urn: string, outputs: WireMap): void {
    const resource = this.resources.get(urn);
    if (resource !== undefined) this.resources.set(urn, { ...resource, outputs });
    if (urn === this.stackUrn) this.hasStackOutputs = true;
    this.#sink({ kind: "outputs", urn, outputs });
  }

  recordInvoke(token: string, args: WireMap, provider: string | undefined, by: GraphInvoke["answeredBy"]): void {
    const asked = provider === undefined ? {} : { provider };
    this.#sink({ kind: "invoke", invoke: { token, args, ...asked, answeredBy: by } });
  }

  report(severity: DiagnosticSeverity, code: string, message: string, urn?: string): void {
    const diagnostic = { severity, code, message, ...(urn === undefined || urn === "" ? {} : { urn }) };
    this.#sink({ kind: "diagnostic", diagnostic });
  }

  /** Takes the URN for one resource; false when another one has it. Registrations overlap, so this comes first. */
  claim(urn: string): boolean {
    if (this.#claimed.has(urn)) return false;
    this.#claimed.add(urn);
    return true;
  }

  /**
   * Reports an error after which what asked cannot go on, and gives what to throw to the SDK. The rest of the program
   * is still recorded, so that a reader sees as much of it as can be seen.
   */
  stop(code: string, message: string, urn?: string): StoppedError {
    this.report("error", code, message, urn);
    return new StoppedError();
  }
}
