import { createRequire } from "node:module";

// The SDK takes a stack trace of every promise it makes, for its report of leaks: most of the time that a graph in this
// process costs. The planner's child does the same; see decisions/0009.
const debuggable = createRequire(import.meta.url)("@pulumi/pulumi/runtime/debuggable.js") as {
  debuggablePromise: <T>(promise: Promise<T>) => Promise<T>;
};
debuggable.debuggablePromise = (promise) => promise;
