import type { ConfigValues } from "../monitor/deployment-config.js";
import { sdkConfig } from "../monitor/deployment-config.js";
import type { Deployment } from "../monitor/deployment.js";
import { engineHandlers, monitorHandlers } from "../monitor/monitor.js";
import { directClient } from "./direct-client.js";
import type { SdkStore } from "./sdk.js";

/** Makes the SDK's store one of a preview whose engine is the given deployment. */
export function prepareStore(
  store: SdkStore,
  deployment: Deployment,
  request: ConfigValues & { readonly root: string },
): void {
  const { project, stack, organization } = deployment.settings;
  Object.assign(store.settings.options, {
    project,
    stack,
    organization,
    rootDirectory: request.root,
    dryRun: true,
    // Any address makes the SDK believe that it has an engine; this one also keeps it from opening a connection.
    monitorAddr: "mock",
  });
  store.settings.monitor = directClient(monitorHandlers(deployment));
  store.settings.engine = directClient(engineHandlers(deployment));
  Object.assign(store.config, sdkConfig(request));
}
