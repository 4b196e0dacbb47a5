import { plainOptions, sortedUrns } from "@roadstead/core";
import type { ReadResourceRequest, ReadResourceResponse } from "@pulumi/pulumi/proto/resource_pb.js";
import { readLines, stackReferenceLines } from "../answers/answer-lines.js";
import type { Wire, WireMap } from "../wire/wire-value.js";
import { wireSecret, wireUnknown } from "../wire/wire-value.js";
import type { Deployment } from "./deployment.js";
import { isConfigured, resolveProvider } from "./provider.js";
import { markSecret } from "./secret-outputs.js";
import { makeUrn } from "./urn.js";

const stackReferenceType = "pulumi:pulumi:StackReference";

/**
 * Answers a lookup by id from the user's answers. Without one, outputs are unknown, as what exists cannot be seen;
 * only a stack reference stops, because programs branch on its outputs.
 */
export function readResource(deployment: Deployment, request: ReadResourceRequest): ReadResourceResponse {
  const type = request.getType();
  const name = request.getName();
  const id = request.getId();
  const parent = request.getParent() || deployment.stackUrn;
  const { stack, project } = deployment.settings;
  const urn = makeUrn(stack, project, parent, type, name);
  const provider = resolveProvider(
    deployment,
    request.getProvider(),
    parent,
    type,
    request.getVersion(),
    request.getPlugindownloadurl(),
  );
  const inputs = (request.getProperties()?.toJavaScript() ?? {}) as WireMap;
  const found = type === stackReferenceType ? stackOutputs(deployment, id, urn) : readOutputs(deployment, type, id);
  const outputs = markSecret(found, request.getAdditionalsecretoutputsList());
  deployment.record({
    ...plainOptions,
    urn,
    type,
    name,
    kind: "read",
    parent,
    ...(id === wireUnknown ? {} : { id }),
    inputs,
    outputs,
    dependencies: sortedUrns(request.getDependenciesList()),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    provider,
    providerConfigured: isConfigured(deployment, provider),
  });
  const response = new deployment.protocol.resource.ReadResourceResponse();
  response.setUrn(urn);
  response.setProperties(deployment.protocol.struct(outputs));
  return response;
}

function readOutputs(deployment: Deployment, type: string, id: string): WireMap {
  const answer = id === wireUnknown ? undefined : deployment.settings.answers.read(type, id);
  if (answer === undefined && id !== wireUnknown) {
    deployment.report(
      "info",
      "read-unknown",
      `${type} ${id} exists outside this program: its properties are unknown here. To give them, add to the answers:\n` +
        readLines(type, id),
    );
  }
  return answer ?? {};
}

function stackOutputs(deployment: Deployment, id: string, urn: string): WireMap {
  if (id === wireUnknown) return {};
  const answer = deployment.settings.answers.stackReference(id);
  if (answer === undefined) {
    throw deployment.stop(
      "stack-reference",
      `The outputs of stack ${id} are not known. Add to the answers file:\n${stackReferenceLines(id)}`,
      urn,
    );
  }
  const secrets = Object.keys(answer.secretOutputs);
  const outputs: Record<string, Wire> = { ...answer.outputs };
  for (const name of secrets) outputs[name] = wireSecret(answer.secretOutputs[name] ?? null);
  return { name: id, outputs, secretOutputNames: secrets.sort() };
}
