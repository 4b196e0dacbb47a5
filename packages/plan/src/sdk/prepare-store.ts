import type { ConfigValues } from "../monitor/deployment-config.js";
import { sdkConfig } from "../monitor/deployment-config.js";
import type { DeploymentSettings } from "../monitor/deployment.js";
import { Deployment } from "../monitor/deployment.js";
import { engineHandlers, monitorHandlers } from "../monitor/monitor.js";
import type { RecordSink } from "../wire/plan-record.js";
import type { Callbacks } from "./callbacks.js";
import { directCallbacks, prepareCallbacks } from "./callbacks.js";
import { directClient } from "./direct-client.js";
import type { Sdk, SdkInternals } from "./sdk.js";

/** Makes the SDK's current store one of a preview whose engine tells what it hears to `sink`. */
export function prepareStore(
  sdk: Sdk,
  internals: SdkInternals,
  settings: DeploymentSettings,
  request: ConfigValues & { readonly root: string },
  sink: RecordSink,
): void {
  const store = internals.state.getStore();
  const callbacks: Callbacks = new Map();
  const deployment = new Deployment(sdk.protocol, settings, directCallbacks(callbacks), sink);
  const monitor = directClient(monitorHandlers(deployment), serviceMethods(sdk, "resource", "ResourceMonitorService"));
  prepareCallbacks(store, internals, monitor, callbacks);
  const { project, stack, organization } = settings;
  Object.assign(store.settings.options, {
    project,
    stack,
    organization,
    rootDirectory: request.root,
    dryRun: true,
    // Any address makes the SDK believe that it has an engine; this one also keeps it from opening a connection.
    monitorAddr: "mock",
  });
  store.settings.monitor = monitor;
  store.settings.engine = directClient(engineHandlers(deployment), serviceMethods(sdk, "engine", "EngineService"));
  Object.assign(store.config, sdkConfig(request));
}

const serviceMethods = (sdk: Sdk, file: string, service: string): string[] =>
  Object.keys((sdk.load(`./proto/${file}_grpc_pb`) as Record<string, object>)[service] ?? {});
