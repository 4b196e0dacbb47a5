import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { answerBook } from "../../packages/plan/src/answers/answer-book.js";
import { prepareCallbacks } from "../../packages/plan/src/sdk/callbacks.js";
import { prepareStore } from "../../packages/plan/src/sdk/prepare-store.js";
import type { SdkInternals } from "../../packages/plan/src/sdk/sdk.js";
import { sdkDrift } from "../../packages/plan/src/sdk/sdk-drift.js";
import { findSdk, loadInternals, loadSdk } from "../../packages/plan/src/sdk/sdk.js";

// The planner puts itself into the SDK at a few places that are not its public API. When an SDK moves one of them,
// this test says which, and users' programs fall back to the slower wire until it is followed.
const sdk = loadSdk(findSdk(fileURLToPath(new URL(".", import.meta.url))));

const names = { project: "p", stack: "s", organization: "o", root: ".", workingDirectory: "." };

describe(`@pulumi/pulumi ${sdk.version}`, () => {
  it("has the internals that the direct transport touches", () => {
    expect(sdkDrift(sdk)).toEqual([]);
  });

  it("keeps the members of its store that a plan sets", async () => {
    const { state } = loadInternals(sdk);
    const shape = await state?.withLocalStorage(() => {
      const store = state.getStore();
      const keys = { store: Object.keys(store), options: Object.keys(store.settings.options) };
      return Promise.resolve({ ...keys, config: Object.keys(store.config) });
    });
    expect(shape?.store).toEqual(expect.arrayContaining(["settings", "config", "stackResource"]));
    expect(shape?.options).toEqual(
      expect.arrayContaining(["organization", "project", "stack", "rootDirectory", "dryRun", "monitorAddr"]),
    );
    expect(shape?.config).toEqual(["PULUMI_CONFIG", "PULUMI_CONFIG_SECRET_KEYS"]);
  });

  it("speaks the protocol that the planner answers", () => {
    const { resource, provider, engine, callback } = sdk.protocol;
    const request = new resource.RegisterResourceRequest();
    request.setObject(sdk.protocol.struct({ a: 1 }));
    expect(request.getObject()?.toJavaScript()).toEqual({ a: 1 });
    for (const message of [
      resource.RegisterResourceResponse,
      resource.ReadResourceResponse,
      resource.SupportsFeatureResponse,
      resource.TransformRequest,
      resource.TransformInvokeRequest,
      resource.ResourceHookRequest,
      resource.RegisterPackageResponse,
      provider.InvokeResponse,
      provider.CallResponse,
      engine.GetRootResourceResponse,
      callback.CallbackInvokeRequest,
    ]) {
      expect(typeof message).toBe("function");
    }
  });

  it("makes callback servers of the fields that a plan sets in its own", () => {
    const { CallbackServer } = sdk.load("./runtime/callbacks") as { CallbackServer: new (monitor: object) => object };
    const real = new CallbackServer({}) as Record<string, { forceShutdown(): void }>;
    const store: { callbacks?: unknown; settings: never; config: never } = {} as never;
    prepareCallbacks(store, loadInternals(sdk) as SdkInternals, {}, new Map());
    expect(Object.keys(store.callbacks as object).sort()).toEqual(Object.keys(real).sort());
    real["_server"]?.forceShutdown();
  });

  it("asks for no feature that the planner does not know", async () => {
    const internals = loadInternals(sdk) as SdkInternals & { settings: { awaitFeatureSupport(): Promise<void> } };
    const supported = await internals.state.withLocalStorage(async () => {
      const settings = { ...names, config: {}, answers: answerBook(), unconfiguredProviders: "unknown" } as const;
      prepareStore(
        sdk,
        internals,
        settings,
        { config: {}, secretKeys: [], encryptedKeys: [], root: "." },
        () => undefined,
      );
      await internals.settings.awaitFeatureSupport();
      return Object.entries(internals.state.getStore()).filter(([key]) => key.startsWith("supports"));
    });
    expect(supported.length).toBeGreaterThanOrEqual(11);
    expect(supported.filter(([, is]) => is !== true)).toEqual([]);
  });

  it("marks values as the planner reads them", () => {
    const rpc = sdk.load("./runtime/rpc") as Record<string, unknown>;
    expect(rpc).toMatchObject({
      unknownValue: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
      specialSigKey: "4dabf18193072939515e22adb298388d",
      specialAssetSig: "c44067f5952c0a294b673a41bacd8c17",
      specialArchiveSig: "0def7320c3a5731c473e5ecbe6d01bc7",
      specialSecretSig: "1b47061264138c4ac30d75fd1eb44270",
      specialResourceSig: "5cf8f73096256a8f31e491e813e4eb8e",
      specialOutputValueSig: "d0e6a833031e9bbcd3f4e8bde6ca49a4",
    });
  });

  it("reports a part that has moved", () => {
    const moved = { ...sdk, load: (path: string) => (path === "./log" ? {} : sdk.load(path)) };
    expect(sdkDrift(moved)).toEqual(["log.debug"]);
    expect(sdkDrift({ ...sdk, load: () => ({}) })).toContain("the fields of runtime/callbacks.CallbackServer");
  });
});
