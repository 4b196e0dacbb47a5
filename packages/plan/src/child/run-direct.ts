import { answerBook } from "../answers/answer-book.js";
import { wireConfig } from "../monitor/deployment-config.js";
import { prepareStore } from "../sdk/prepare-store.js";
import { readEncryptedAsUnknown } from "../sdk/encrypted-config.js";
import type { Sdk, SdkInternals } from "../sdk/sdk.js";
import { loadProgram } from "./load-program.js";
import type { PlanRequest } from "./plan-request.js";
import type { ProgramRun } from "./program-run.js";

/** Runs the program in this process, with the planner in the place of the engine. */
export async function runDirect(
  request: PlanRequest,
  sdk: Sdk,
  internals: SdkInternals,
  run: ProgramRun,
): Promise<void> {
  // A stack trace for each of the thousands of promises, for a leak report that a plan does itself.
  internals.debuggable.debuggablePromise = (promise) => promise;
  internals.log.debug = () => Promise.resolve();
  readEncryptedAsUnknown(sdk, request.encryptedKeys);

  // The store of the whole process, as in a deployment: one program runs here. A store in an async context would have
  // Node follow every promise.
  const settings = {
    ...request,
    config: wireConfig(request),
    answers: answerBook(request.answers),
  };
  prepareStore(sdk, internals, settings, request, run.sink);
  try {
    await internals.stack.runInPulumiStack(() => loadProgram(request, run.warn));
    run.settled = true;
  } catch (error) {
    run.fail(error);
  }
}
