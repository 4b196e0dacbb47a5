import { plainOptions } from "@roadstead/core";
import type { WireMap } from "../wire/wire-value.js";
import { hasUnknown } from "../wire/wire-value.js";
import type { Deployment } from "./deployment.js";
import { makeUrn, packageOf, providerUrn } from "./urn.js";

/** URN of a resource's provider: the given one, else what a parent hands down, else the default one. */
export function resolveProvider(
  deployment: Deployment,
  given: string,
  parent: string,
  type: string,
  version: string,
  pluginUrl: string,
): string {
  const packageName = packageOf(type);
  const reference = given || deployment.componentProviders.get(parent)?.get(packageName) || "";
  return providerUrn(reference) ?? defaultProvider(deployment, packageName, version, pluginUrl);
}

/** Registers the package's default provider when it is first needed, as the engine does, and gives its URN. */
export function defaultProvider(deployment: Deployment, packageName: string, version: string, pluginUrl = ""): string {
  const type = `pulumi:providers:${packageName}`;
  const name = ["default", version, pluginUrl]
    .filter((part) => part !== "")
    .map((part) => part.replaceAll(/[^A-Za-z0-9-]/g, "_"))
    .join("_");
  const { stack, project } = deployment.settings;
  const urn = makeUrn(stack, project, "", type, name);
  if (!deployment.resources.has(urn)) {
    const inputs = packageConfig(deployment, packageName);
    if (version !== "") inputs["version"] = version;
    deployment.record({
      ...plainOptions,
      urn,
      type,
      name,
      kind: "provider",
      inputs,
      outputs: inputs,
      providerConfigured: true,
    });
  }
  return urn;
}

/** False when the provider has an unknown input, so that a preview asks it nothing. */
export function isConfigured(deployment: Deployment, provider: string): boolean {
  return !hasUnknown(deployment.resources.get(provider)?.inputs);
}

function packageConfig(deployment: Deployment, packageName: string): WireMap {
  const prefix = `${packageName}:`;
  const own = Object.entries(deployment.settings.config).filter(([key]) => key.startsWith(prefix));
  return Object.fromEntries(own.map(([key, value]) => [key.slice(prefix.length), value]));
}
