import { sortedUrns } from "@roadstead/core";
import type { RegisterResourceRequest, RegisterResourceResponse } from "@pulumi/pulumi/proto/resource_pb.js";
import type { WireResource } from "../wire/plan-record.js";
import type { WireMap } from "../wire/wire-value.js";
import { wireUnknown } from "../wire/wire-value.js";
import { missingAssets } from "./assets.js";
import type { Deployment } from "./deployment.js";
import { runHooks } from "./hook.js";
import { checkKubernetes, kubernetesOutputs } from "./kubernetes.js";
import { graphOptions, optionsOf } from "./options.js";
import { defaultProvider, isConfigured, resolveProvider } from "./provider.js";
import { markSecret } from "./secret-outputs.js";
import { sourcePosition } from "./source-position.js";
import type { Registration } from "./transform.js";
import { applyTransforms } from "./transform.js";
import { isProviderType, makeUrn, packageOf, providerUrn } from "./urn.js";

const stackType = "pulumi:pulumi:Stack";

/** Answers the registration of a resource as a preview on an empty stack would. */
export async function registerResource(
  deployment: Deployment,
  request: RegisterResourceRequest,
): Promise<RegisterResourceResponse> {
  const type = request.getType();
  const registration: Registration = {
    type,
    name: request.getName(),
    custom: request.getCustom(),
    parent: request.getParent() || (type === stackType ? "" : deployment.stackUrn),
    properties: (request.getObject()?.toJavaScript() ?? {}) as WireMap,
    options: optionsOf(deployment.protocol, request),
    propertyDependencies: Object.fromEntries(
      request
        .getPropertydependenciesMap()
        .getEntryList()
        .map(([name]) => [name, request.getPropertydependenciesMap().get(name)?.getUrnsList() ?? []]),
    ),
  };
  const transforms = request.getTransformsList();
  await applyTransforms(deployment, registration, transforms);

  const { stack, project } = deployment.settings;
  const urn = makeUrn(stack, project, registration.parent, type, registration.name);
  if (!deployment.claim(urn)) {
    throw deployment.stop("duplicate-urn", `Two resources have the same URN; give one another name: ${urn}`, urn);
  }
  if (transforms.length > 0) deployment.resourceTransforms.set(urn, transforms);
  if (type === stackType) deployment.stackUrn = urn;

  const resource = await plannedResource(deployment, request, registration, urn);
  reportMissingAssets(deployment, resource);
  await runHooks(deployment, resource, "beforeCreate");
  deployment.record(resource);
  if (resource.kind === "remote") reportRemote(deployment, resource);
  await runHooks(deployment, resource, "afterCreate");
  return response(deployment, resource);
}

async function plannedResource(
  deployment: Deployment,
  request: RegisterResourceRequest,
  registration: Registration,
  urn: string,
): Promise<WireResource> {
  const { type, name, custom, parent, options, properties } = registration;
  const kind = kindOf(request, type);
  const position = sourcePosition(request, deployment.settings.root);
  const base = {
    urn,
    type,
    name,
    kind,
    ...(parent === "" ? {} : { parent }),
    ...graphOptions(options),
    dependencies: sortedUrns([...options.getDependsOnList(), ...(options.getReplaceWithList?.() ?? [])]),
    propertyDependencies: sortedDependencies(registration.propertyDependencies),
    ...(position === undefined ? {} : { sourcePosition: position }),
  };
  if (type === stackType) return { ...base, inputs: {}, outputs: {}, providerConfigured: true };
  if (kind === "provider") return { ...base, ...providerValues(properties, options.getVersion()) };
  if (!custom && kind === "component") {
    const providers = handDownProviders(deployment, registration, urn);
    return { ...base, ...providers, inputs: properties, outputs: {}, providerConfigured: true };
  }

  const ofPackage = deployment.packages.get(request.getPackageref?.() ?? "");
  const handed = options.getProvidersMap().get(packageOf(type)) ?? "";
  const provider =
    ofPackage === undefined || options.getProvider() !== ""
      ? resolveProvider(
          deployment,
          options.getProvider() || (custom ? "" : handed),
          parent,
          type,
          options.getVersion(),
          options.getPluginDownloadUrl(),
        )
      : defaultProvider(deployment, ofPackage.name, ofPackage.version);
  const configured = isConfigured(deployment, provider);
  const asked = configured || deployment.settings.unconfiguredProviders === "echo";
  const shared = { ...base, provider, providerConfigured: configured };
  if (kind === "remote") {
    const providers = handDownProviders(deployment, registration, urn);
    return { ...shared, ...providers, inputs: properties, outputs: {} };
  }
  if (!asked) return { ...shared, inputs: properties, outputs: {} };
  const inputs = type.startsWith("kubernetes:")
    ? await checkKubernetes(type, properties, deployment.resources.get(provider)?.inputs ?? {})
    : properties;
  const outputs = kubernetesOutputs(type, inputs);
  return { ...shared, inputs, outputs: markSecret(outputs, base.additionalSecretOutputs) };
}

function kindOf(request: RegisterResourceRequest, type: string): WireResource["kind"] {
  if (request.getRemote()) return "remote";
  if (isProviderType(type)) return "provider";
  return request.getCustom() ? "custom" : "component";
}

function providerValues(
  properties: WireMap,
  version: string,
): Pick<WireResource, "inputs" | "outputs" | "providerConfigured"> {
  const inputs = version === "" ? properties : { ...properties, version };
  return { inputs, outputs: inputs, providerConfigured: true };
}

function handDownProviders(
  deployment: Deployment,
  registration: Registration,
  urn: string,
): Pick<WireResource, "providers"> {
  const references = new Map(deployment.componentProviders.get(registration.parent));
  registration.options.getProvidersMap().forEach((reference, name) => references.set(name, reference));
  if (references.size === 0) return {};
  deployment.componentProviders.set(urn, references);
  const urns = [...references].map(([name, reference]) => [name, providerUrn(reference) ?? reference] as const);
  return { providers: Object.fromEntries(urns) };
}

function sortedDependencies(
  dependencies: Readonly<Record<string, readonly string[]>>,
): Record<string, readonly string[]> {
  const sorted = Object.entries(dependencies).map(([name, urns]) => [name, sortedUrns(urns)] as const);
  return Object.fromEntries(sorted.filter(([, urns]) => urns.length > 0));
}

function reportMissingAssets(deployment: Deployment, resource: WireResource): void {
  for (const path of missingAssets(resource.inputs, deployment.settings.workingDirectory)) {
    deployment.report("error", "asset-missing", `${resource.name}: asset ${path} does not exist`, resource.urn);
  }
}

function reportRemote(deployment: Deployment, resource: WireResource): void {
  deployment.report(
    "warning",
    "remote-component",
    `${resource.type} ${resource.name} is made by its provider's own process: its children and outputs ` +
      "cannot be seen without it, and the graph is incomplete here",
    resource.urn,
  );
}

function response(deployment: Deployment, resource: WireResource): RegisterResourceResponse {
  const { protocol } = deployment;
  const message = new protocol.resource.RegisterResourceResponse();
  message.setUrn(resource.urn);
  if (resource.kind === "provider") message.setId(wireUnknown);
  message.setObject(protocol.struct(resource.outputs));
  return message;
}
