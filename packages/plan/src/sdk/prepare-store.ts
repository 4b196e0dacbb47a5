import type { ConfigValues } from "../monitor/deployment-config.js";
import { sdkConfig } from "../monitor/deployment-config.js";
import type { DeploymentSettings } from "../monitor/deployment.js";
import { Deployment } from "../monitor/deployment.js";
import { engineHandlers, monitorHandlers } from "../monitor/monitor.js";
import type { RecordSink } from "../wire/plan-record.js";
import { directCallbacks, prepareCallbacks } from "./callbacks.js";
import { directClient } from "./direct-client.js";
import type { CallbackServer, Sdk, SdkInternals } from "./sdk.js";

/** Makes the SDK's current store one of a preview, and gives the deployment that is its engine. */
export function prepareStore(
  sdk: Sdk,
  internals: SdkInternals,
  settings: DeploymentSettings,
  request: ConfigValues & { readonly root: string },
  sink: RecordSink,
): void {
  const store = internals.state.getStore();
  let server: CallbackServer;
  const callbacks = directCallbacks(() => server);
  const deployment = new Deployment(sdk.protocol, settings, callbacks, sink);
  const monitor = directClient(monitorHandlers(deployment));
  server = prepareCallbacks(store, internals, monitor);
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
  store.settings.engine = directClient(engineHandlers(deployment));
  Object.assign(store.config, sdkConfig(request));
}
