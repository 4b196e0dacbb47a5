import type { Callback } from "@pulumi/pulumi/proto/callback_pb.js";
import type { CallbackRunner } from "../monitor/deployment.js";
import type { Sdk, SdkInternals, SdkStore } from "./sdk.js";

/** The functions that a program registered (transforms, hooks), by token. */
export type Callbacks = Map<string, (request: Uint8Array) => Promise<{ serializeBinary(): Uint8Array }>>;

/**
 * Gives the store a callback server without a network that collects into `callbacks`. The SDK's own listens on a port,
 * takes a while to start, and is thrown away with all its callbacks when the plan stops, while resources that
 * are under way still need them.
 */
export function prepareCallbacks(
  store: SdkStore,
  internals: SdkInternals,
  monitor: object,
  callbacks: Callbacks,
): void {
  const server = Object.assign(Object.create(internals.callbacks.CallbackServer.prototype) as object, {
    _callbacks: callbacks,
    _pendingRegistrations: 0,
    _awaitQueue: [],
    _monitor: monitor,
    _server: { forceShutdown: () => undefined },
    _target: Promise.resolve("direct"),
  });
  Object.defineProperty(store, "callbacks", {
    enumerable: true,
    configurable: true,
    get: () => server,
    set: () => undefined,
  });
}

/** Runs callbacks by calling the function that the SDK's own callback server would. */
export const directCallbacks =
  (callbacks: Callbacks): CallbackRunner =>
  async (callback, request) => {
    const run = callbacks.get(callback.getToken());
    if (run === undefined) throw new Error(`callback not found: ${callback.getToken()}`);
    return (await run(request)).serializeBinary();
  };

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
  const { credentials } = sdk.load("@grpc/grpc-js") as { credentials: { createInsecure(): object } };
  const { CallbacksClient } = sdk.load("./proto/callback_grpc_pb") as {
    CallbacksClient: new (target: string, credentials: object) => CallbackClient;
  };
  return new CallbacksClient(target, credentials.createInsecure());
}
