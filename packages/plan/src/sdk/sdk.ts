import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type * as aliasProto from "@pulumi/pulumi/proto/alias_pb.js";
import type * as callbackProto from "@pulumi/pulumi/proto/callback_pb.js";
import type * as engineProto from "@pulumi/pulumi/proto/engine_pb.js";
import type * as providerProto from "@pulumi/pulumi/proto/provider_pb.js";
import type * as resourceProto from "@pulumi/pulumi/proto/resource_pb.js";
import type { WireMap } from "../wire/wire-value.js";

/** A protobuf struct, of whichever copy of the SDK. */
export type Struct = NonNullable<ReturnType<resourceProto.RegisterResourceRequest["getObject"]>>;

/** The messages and the one constructor of Pulumi's protocol, from the program's own SDK. */
export interface Protocol {
  readonly alias: typeof aliasProto;
  readonly callback: typeof callbackProto;
  readonly engine: typeof engineProto;
  readonly provider: typeof providerProto;
  readonly resource: typeof resourceProto;
  struct(map: WireMap): Struct;
  empty(): object;
}

/** The store that the SDK keeps for one deployment; only what a plan sets. */
export interface SdkStore {
  settings: {
    options: {
      organization?: string;
      project: string;
      stack: string;
      rootDirectory?: string;
      dryRun: boolean;
      monitorAddr?: string;
    };
    monitor?: unknown;
    engine?: unknown;
  };
  config: Record<string, string>;
  callbacks?: unknown;
}

/** Parts of the SDK that are not its public API, each of them checked by `sdkDrift` before use. */
export interface SdkInternals {
  readonly state: {
    withLocalStorage<T>(run: () => Promise<T>): Promise<T>;
    getStore(): SdkStore;
  };
  readonly stack: { runInPulumiStack(init: () => unknown): Promise<unknown> };
  readonly settings: { disconnect(signalShutdown?: boolean): Promise<void> };
  readonly callbacks: { CallbackServer: { readonly prototype: object } };
  readonly debuggable: { debuggablePromise: (promise: unknown, context?: unknown) => unknown };
  readonly log: { debug: (...args: unknown[]) => Promise<void> };
}

/** A program's SDK: its folder, its version, its protocol. */
export interface Sdk {
  readonly folder: string;
  readonly version: string;
  /** Loads a module as the SDK itself would: its own (`./log`) or one that it depends on. */
  readonly load: (module: string) => unknown;
  readonly protocol: Protocol;
}

/** Thrown when a program's folder has no SDK. */
export class SdkMissingError extends Error {
  constructor(folder: string) {
    super(`@pulumi/pulumi is not installed for ${folder}`);
    this.name = "SdkMissingError";
  }
}

/**
 * Finds `@pulumi/pulumi` as a program in that folder would: it may be another copy than the planner's own.
 * @throws SdkMissingError
 */
export function findSdk(folder: string): string {
  try {
    return dirname(createRequire(join(folder, "package.json")).resolve("@pulumi/pulumi/package.json"));
  } catch {
    throw new SdkMissingError(folder);
  }
}

/** Loads the SDK of that folder. `folder` is what {@link findSdk} gave. */
export function loadSdk(folder: string): Sdk {
  const load: Sdk["load"] = createRequire(pathToFileURL(join(folder, "package.json")));
  load("@pulumi/pulumi");
  return {
    folder,
    version: (load("./package.json") as { version: string }).version,
    load,
    protocol: loadProtocol(load),
  };
}

function loadProtocol(load: Sdk["load"]): Protocol {
  const { Struct: StructMessage } = load("google-protobuf/google/protobuf/struct_pb") as {
    Struct: { fromJavaScript(map: object): Struct };
  };
  const { Empty } = load("google-protobuf/google/protobuf/empty_pb") as { Empty: new () => object };
  return {
    alias: load("./proto/alias_pb") as typeof aliasProto,
    callback: load("./proto/callback_pb") as typeof callbackProto,
    engine: load("./proto/engine_pb") as typeof engineProto,
    provider: load("./proto/provider_pb") as typeof providerProto,
    resource: load("./proto/resource_pb") as typeof resourceProto,
    struct: (map) => StructMessage.fromJavaScript(map),
    empty: () => new Empty(),
  };
}

/** The internals of that SDK; any may be missing in a version that we do not know. */
export function loadInternals(sdk: Sdk): Partial<SdkInternals> {
  const loadIfThere = (module: string): unknown => {
    try {
      return sdk.load(module);
    } catch {
      return undefined;
    }
  };
  return {
    state: loadIfThere("./runtime/state"),
    stack: loadIfThere("./runtime/stack"),
    settings: loadIfThere("./runtime/settings"),
    callbacks: loadIfThere("./runtime/callbacks"),
    debuggable: loadIfThere("./runtime/debuggable"),
    log: loadIfThere("./log"),
  } as Partial<SdkInternals>;
}
