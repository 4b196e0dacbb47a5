import { StoppedError } from "../monitor/deployment.js";
import type { Handler } from "../monitor/monitor.js";

type Reply = (error: Error | null, response?: object) => void;

/**
 * An object with the methods of a gRPC client that calls the handlers without any network. What an SDK asks and no
 * handler answers is "not implemented", as it is of older engines: the SDK then does without it.
 */
export function directClient(handlers: Readonly<Record<string, Handler>>, serviceMethods: readonly string[]): object {
  const call = async (handler: Handler, request: object, reply: Reply): Promise<void> => {
    let response: object;
    try {
      response = await handler(request as never);
    } catch (error) {
      // `details` is what the SDK shows of an error that came from the engine.
      const failure = error instanceof StoppedError ? error : Object.assign(asError(error), detailsOf(error));
      return reply(failure);
    }
    reply(null, response);
  };
  const methods = Object.entries(handlers).map(([name, handler]) => [
    name,
    (request: object, reply: Reply) => void call(handler, request, reply),
  ]);
  const missing = serviceMethods.filter((name) => !Object.hasOwn(handlers, name)).map((name) => [name, unimplemented]);
  return { ...Object.fromEntries([...methods, ...missing]), close: () => undefined };
}

function unimplemented(_request: object, reply: Reply): void {
  // gRPC's UNIMPLEMENTED.
  reply(Object.assign(new Error("not implemented"), { code: 12, details: "not implemented" }));
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

// gRPC's UNKNOWN.
const detailsOf = (error: unknown): object => ({ code: 2, details: asError(error).message });
