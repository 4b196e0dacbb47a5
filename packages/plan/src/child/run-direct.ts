import type { AsyncLocalStorage } from "node:async_hooks";
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

  shareStore(internals.state.getStore());
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

/**
 * Gives the whole process that store, where the SDK looks for the one of an async context: a single program runs here,
 * and a real async context would have Node follow every promise.
 */
function shareStore(store: object): void {
  const holder = globalThis as unknown as { asyncLocalStorage: AsyncLocalStorage<object> };
  const contexts = holder.asyncLocalStorage;
  Object.assign(holder, {
    asyncLocalStorage: { getStore: () => contexts.getStore() ?? store, run: contexts.run.bind(contexts) },
  });
}
