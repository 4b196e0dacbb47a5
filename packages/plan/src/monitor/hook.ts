import type { WireResource } from "../wire/plan-record.js";
import type { Deployment } from "./deployment.js";

/**
 * Runs the hooks of that moment that ask to run in a preview. A failing hook is an error, as it is in a preview: one
 * before creation stops the resource, one after it does not. A hook that ignores errors is a warning.
 */
export async function runHooks(
  deployment: Deployment,
  resource: WireResource,
  moment: "beforeCreate" | "afterCreate",
): Promise<void> {
  for (const name of resource.hooks[moment] ?? []) {
    const hook = deployment.hooks.get(name);
    if (hook?.onDryRun !== true) continue;
    const error = await runHook(deployment, resource, name, moment);
    if (error === "") continue;
    const message = `Hook ${name} (${moment}) of ${resource.name}: ${error}`;
    if (moment === "beforeCreate" && !hook.ignoreErrors) {
      throw deployment.stop("hook-failed", message, resource.urn);
    }
    deployment.report(hook.ignoreErrors ? "warning" : "error", "hook-failed", message, resource.urn);
  }
}

async function runHook(
  deployment: Deployment,
  resource: WireResource,
  name: string,
  moment: "beforeCreate" | "afterCreate",
): Promise<string> {
  const hook = deployment.hooks.get(name);
  if (hook === undefined) return "";
  const { protocol } = deployment;
  const request = new protocol.resource.ResourceHookRequest();
  request.setUrn(resource.urn);
  request.setName(resource.name);
  request.setType(resource.type);
  request.setNewInputs(protocol.struct(resource.inputs));
  if (moment === "afterCreate") request.setNewOutputs(protocol.struct(resource.outputs));
  const response = await deployment.runCallback(hook.callback, request.serializeBinary());
  return protocol.resource.ResourceHookResponse.deserializeBinary(response).getError();
}
