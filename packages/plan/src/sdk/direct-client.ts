import { StoppedError } from "../monitor/deployment.js";
import type { Handler } from "../monitor/monitor.js";

type Reply = (error: Error | null, response?: object) => void;

/** An object with the methods of a gRPC client that calls the handlers without any network. */
export function directClient(handlers: Readonly<Record<string, Handler>>): object {
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
  const client: Record<string, unknown> = { ...Object.fromEntries(methods), close: () => undefined };
  // An SDK may ask what engines before it did not have; like them, say so, and it falls back. `then` is no method:
  // a client that has it would be taken for a promise.
  return new Proxy(client, {
    get: (known, name) =>
      name in known || typeof name === "symbol" || name === "then" ? known[String(name)] : unimplemented,
  });
}

function unimplemented(_request: object, reply: Reply): void {
  // gRPC's UNIMPLEMENTED.
  reply(Object.assign(new Error("not implemented"), { code: 12, details: "not implemented" }));
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

// gRPC's UNKNOWN.
const detailsOf = (error: unknown): object => ({ code: 2, details: asError(error).message });
