import type { ResourceGraph } from "@roadstead/core";
import type { PlanAnswers } from "./answers/plan-answers.js";

/**
 * How the program ended. `finished`: it ran to its end; `error`: it failed, as the diagnostics say; `incomplete`:
 * nothing was left to do while an output or promise was still open; `exited`: it called `process.exit`;
 * `timeout`: it was stopped; `killed`: it died by a signal or ran out of memory.
 */
export type ExitReason = "finished" | "error" | "incomplete" | "exited" | "timeout" | "killed";

export interface PlanExit {
  readonly reason: ExitReason;
  /** What a command that shows this plan should exit with: 0 only for `finished`. */
  readonly code: 0 | 1;
}

/** The graph of one program, and how its run went. */
export interface Plan extends ResourceGraph {
  readonly exit: PlanExit;
  /** What the program printed itself; each at most one million characters, the rest is cut. */
  readonly stdout: string;
  readonly stderr: string;
}

/** What `planProgram` and `planProject` have in common. */
export interface PlanOptions {
  /** Default: `dev`, or in a project the only stack that has a file. */
  readonly stack?: string;
  /** Default: `organization`, as the Pulumi CLI has it outside its cloud. */
  readonly organization?: string;
  /** Configuration; keys without a colon belong to the project. Wins over files. */
  readonly config?: Readonly<Record<string, string>>;
  /** Keys of {@link PlanOptions.config} whose values are secret. */
  readonly secretConfig?: readonly string[];
  /** Answers for invokes, stack references and reads. */
  readonly answers?: PlanAnswers;
  /**
   * What the resources of a provider with an unknown input know. `unknown`: nothing, as in a preview;
   * `echo`: their own inputs. Default `unknown`.
   */
  readonly unconfiguredProviders?: "unknown" | "echo";
}

/** Options of a project run in a process of its own. */
export interface ProjectOptions extends PlanOptions {
  /**
   * How TypeScript is loaded, always without type check. Default `auto`: CommonJS by the project's own compiler, as
   * the Pulumi CLI does it, ESM by tsx.
   */
  readonly loader?: "auto" | "typescript" | "tsx" | "none";
  /**
   * Environment variables on top of the caller's, from which credentials and provider settings (`AWS_*`,
   * `GOOGLE_*`, `KUBECONFIG`, …) are taken away.
   */
  readonly env?: Readonly<Record<string, string>>;
  /** Default 120 000. */
  readonly timeoutMilliseconds?: number;
  /**
   * `direct` puts the planner into the SDK itself; `wire` runs the SDK's own launcher against a loopback server.
   * Default: direct, and wire when the program's SDK is one that direct does not know.
   */
  readonly transport?: "direct" | "wire";
}

/** Options of a function run in this process. */
export interface ProgramOptions extends PlanOptions {
  /** Default `project`. */
  readonly project?: string;
  /** Folder from which `@pulumi/pulumi` is resolved. Default: the current one. */
  readonly sdkFrom?: string;
  /** After so long the plan ends as it is, with the reason `timeout`. Default 10 000. */
  readonly timeoutMilliseconds?: number;
}
