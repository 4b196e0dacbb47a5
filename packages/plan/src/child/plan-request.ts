import type { PlanAnswers } from "../answers/plan-answers.js";

/** All that a child needs to run a project; it comes as JSON on its standard input. */
export interface PlanRequest {
  readonly project: string;
  readonly stack: string;
  readonly organization: string;
  /** Folder of Pulumi.yaml. */
  readonly root: string;
  /** Folder that the program runs in. */
  readonly workingDirectory: string;
  /** File, or a folder whose index is meant. */
  readonly program: string;
  /** True for `"type": "module"`. */
  readonly isModule: boolean;
  /** `.`, or the file that `main` names: what the SDK's own launcher is told. */
  readonly launcherArgument: string;
  readonly loader: "auto" | "typescript" | "tsx" | "none";
  /** tsconfig file, relative to the working directory. */
  readonly tsconfig: string;
  readonly sdkFolder: string;
  /** Full keys. */
  readonly config: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
  /** Keys whose value is encrypted, so that the plan cannot know it. */
  readonly encryptedKeys: readonly string[];
  readonly answers: PlanAnswers;
  readonly unconfiguredProviders: "unknown" | "echo";
  readonly transport?: "direct" | "wire";
  /** Node options for the program's process. */
  readonly nodeArgs: readonly string[];
  readonly timeoutMilliseconds: number;
}
