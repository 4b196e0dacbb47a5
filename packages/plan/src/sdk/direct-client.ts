import type { Callback } from "@pulumi/pulumi/proto/callback_pb.js";
import type { CallbackRunner } from "../monitor/deployment.js";
import { StoppedError } from "../monitor/deployment.js";
import type { Handler } from "../monitor/monitor.js";
import type { Sdk, SdkStore } from "./sdk.js";

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

/** Runs callbacks by calling the function that the SDK's own callback server would. */
export function directCallbacks(sdk: Sdk, store: () => SdkStore): CallbackRunner {
  const overNetwork = networkCallbacks(sdk);
  return async (callback, request) => {
    const run = store().callbacks?._callbacks?.get(callback.getToken());
    return run === undefined ? overNetwork(callback, request) : (await run(request)).serializeBinary();
  };
}

interface CallbackClient {
  invoke(request: object, reply: (error: Error | null, response?: { getResponse_asU8(): Uint8Array }) => void): void;
}

/** Runs callbacks through the SDK's callback server, at the address that it registered. */
export function networkCallbacks(sdk: Sdk): CallbackRunner {
  const clients = new Map<string, CallbackClient>();
  return (callback: Callback, request) => {
    const target = callback.getTarget();
    const client = clients.get(target) ?? newCallbackClient(sdk, target);
    clients.set(target, client);
    const message = new sdk.protocol.callback.CallbackInvokeRequest();
    message.setToken(callback.getToken());
    message.setRequest(request);
    return new Promise((resolve, reject) => {
      client.invoke(message, (error, response) => {
        if (error !== null) reject(error);
        else resolve(response?.getResponse_asU8() ?? new Uint8Array());
      });
    });
  };
}

function newCallbackClient(sdk: Sdk, target: string): CallbackClient {
  const { credentials } = sdk.require("@grpc/grpc-js") as { credentials: { createInsecure(): object } };
  const { CallbacksClient } = sdk.require("./proto/callback_grpc_pb") as {
    CallbacksClient: new (target: string, credentials: object) => CallbackClient;
  };
  return new CallbacksClient(target, credentials.createInsecure());
}
