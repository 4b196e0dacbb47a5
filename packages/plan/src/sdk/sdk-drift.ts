import type { Sdk, SdkInternals } from "./sdk.js";
import { loadInternals } from "./sdk.js";

/**
 * What of the SDK's internals is not as the direct transport needs it, in words; empty when all is there.
 * One test runs this on each SDK version that is supported, so a new SDK that moves something is noticed there,
 * and a user's program falls back to the wire.
 */
export function sdkDrift(sdk: Sdk): string[] {
  const internals = loadInternals(sdk);
  const missing: string[] = [];
  const need = (name: string, present: boolean): void => {
    if (!present) missing.push(name);
  };
  need("runtime/state.withLocalStorage", typeof internals.state?.withLocalStorage === "function");
  need("runtime/state.getStore", typeof internals.state?.getStore === "function");
  need("the async context of runtime/state", hasAsyncContext());
  need("runtime/stack.runInPulumiStack", typeof internals.stack?.runInPulumiStack === "function");
  need("runtime/settings.disconnect", typeof internals.settings?.disconnect === "function");
  need("the fields of runtime/callbacks.CallbackServer", hasServerFields(internals.callbacks?.CallbackServer));
  need("runtime/debuggable.debuggablePromise", isWritable(internals.debuggable, "debuggablePromise"));
  need("log.debug", isWritable(internals.log, "debug"));
  if (missing.length === 0) need("the shape of runtime/state's store", hasStoreShape(internals as SdkInternals));
  return missing;
}

function isWritable(module: object | undefined, name: string): boolean {
  const property = module === undefined ? undefined : Object.getOwnPropertyDescriptor(module, name);
  return property?.writable === true && typeof property.value === "function";
}

const serverFields = ["_callbacks", "_pendingRegistrations", "_awaitQueue", "_monitor", "_server", "_target"];

// A server that is made would listen at once; its source says as well which fields its constructor sets.
function hasServerFields(server: unknown): boolean {
  if (typeof server !== "function") return false;
  const set = new Set(String(server).match(/(?<=this\.)\w+(?= = )/g));
  return set.size === serverFields.length && serverFields.every((field) => set.has(field));
}

function hasAsyncContext(): boolean {
  const { asyncLocalStorage: contexts } = globalThis as { asyncLocalStorage?: { getStore?: unknown; run?: unknown } };
  return typeof contexts?.getStore === "function" && typeof contexts.run === "function";
}

// The process's own store: to ask for one in an async context would have Node follow every promise from then on.
function hasStoreShape({ state }: SdkInternals): boolean {
  const store = state.getStore();
  const options = ["project", "stack", "dryRun", "monitorAddr"];
  return options.every((key) => key in store.settings.options) && typeof store.config === "object";
}
