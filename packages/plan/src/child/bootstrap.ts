// The program of a child process: runs one Pulumi project and tells what it declares on a pipe.
import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import type { SdkInternals } from "../sdk/sdk.js";
import { loadInternals, loadSdk } from "../sdk/sdk.js";
import { loadHeavyModulesLazily } from "../sdk/lazy-modules.js";
import { sdkDrift } from "../sdk/sdk-drift.js";
import { whenDrained } from "./drain.js";
import type { PlanRequest } from "./plan-request.js";
import { userFrames } from "./program-error.js";
import { ProgramRun } from "./program-run.js";
import { recordPipe } from "./record-pipe.js";
import { runDirect } from "./run-direct.js";
import { runOverWire } from "./run-over-wire.js";

// V8 optimises what has run for a while. A program that ends after a second never gets back what that takes, a fifth of its
// time; with ten thousand resources it loses a twelfth. Later releases of Node have no such flag, and complain of it.
if (process.version.startsWith("v20.")) setFlagsFromString("--interrupt-budget=1000000");

const request = JSON.parse(readFileSync(0, "utf8")) as PlanRequest;
const run = new ProgramRun(request.root, recordPipe);
const exit = process.exit.bind(process);

process.chdir(request.workingDirectory);
loadHeavyModulesLazily(request.sdkFolder);
const sdk = loadSdk(request.sdkFolder);
const drift = sdkDrift(sdk);
const transport = request.transport ?? (drift.length === 0 ? "direct" : "wire");

if (transport === "wire") {
  if (drift.length > 0) {
    const message = `@pulumi/pulumi ${sdk.version} is new to this planner (${drift.join(", ")}): using the slower wire`;
    run.sink({ kind: "diagnostic", diagnostic: { severity: "info", code: "sdk-drift", message } });
  }
  const exitOfProgram = await runOverWire(request, sdk, run);
  run.sink({ kind: "exit", exit: exitOfProgram });
  exit(0);
} else {
  process.on("uncaughtException", run.fail);
  process.on("unhandledRejection", run.fail);
  process.exit = (code) => {
    const [place] = userFrames(new Error().stack, request.root);
    const message = `The program called process.exit(${code ?? ""})${place === undefined ? "" : ` at ${place}`}`;
    run.sink({ kind: "diagnostic", diagnostic: { severity: "error", code: "process-exit", message } });
    run.sink({ kind: "exit", exit: { reason: "exited", code: 1 } });
    return exit(0);
  };
  process.argv = [process.argv[0] ?? "node", request.program];
  whenDrained(() => {
    const { exitCode } = process;
    if (exitCode !== undefined && exitCode !== 0) {
      const message = `The program set process.exitCode to ${exitCode}, which makes a deployment fail`;
      run.sink({ kind: "diagnostic", diagnostic: { severity: "error", code: "process-exit", message } });
    }
    run.sink({ kind: "exit", exit: run.end() });
    exit(0);
  });
  await runDirect(request, sdk, loadInternals(sdk) as SdkInternals, run);
}
