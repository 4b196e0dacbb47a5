import type { InvokeResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import type { ResourceInvokeRequest } from "@pulumi/pulumi/proto/resource_pb.js";
import { invokeLines } from "../answers/answer-lines.js";
import { builtinAnswer } from "../answers/builtin.js";
import type { WireMap } from "../wire/wire-value.js";
import { withoutWireSecrets } from "../wire/wire-value.js";
import type { Deployment } from "./deployment.js";
import { defaultProvider } from "./provider.js";
import { providerUrn } from "./urn.js";

/**
 * Answers a question to a provider: from the user's answers, from what is built in, or not at all. Unanswered ones
 * stop the program in both their forms, plain and output. Going on with an empty answer would be worse: fields of
 * the output form would be "known to be undefined" and inputs vanish without a word, the plain form would throw
 * somewhere in the program.
 */
export async function invoke(deployment: Deployment, request: ResourceInvokeRequest): Promise<InvokeResponse> {
  const token = request.getTok();
  if (token === "pulumi:pulumi:getResource") return getResource(deployment, request);

  let args = argsOf(request);
  for (const transform of deployment.invokeTransforms) {
    args = await transformArgs(deployment, transform, request, args);
  }
  const provider = providerUrn(request.getProvider());
  const answer = await findAnswer(deployment, token, args, provider);
  deployment.recordInvoke(token, args, provider, answer?.by ?? "none");
  if (answer === undefined) {
    throw deployment.stop(
      "invoke-unanswered",
      `${token} asks a provider, which a plan does not do.\n  arguments: ${JSON.stringify(withoutWireSecrets(args))}\n` +
        `Add its answer to the answers file:\n${invokeLines(token, args)}`,
    );
  }
  return respond(deployment, answer.result);
}

interface Answer {
  readonly by: "answers" | "builtin";
  readonly result: WireMap;
}

async function findAnswer(
  deployment: Deployment,
  token: string,
  args: WireMap,
  provider: string | undefined,
): Promise<Answer | undefined> {
  const plainArgs = withoutWireSecrets(args) as WireMap;
  const given = deployment.settings.answers.invoke(token, plainArgs);
  if (given !== undefined) return { by: "answers", result: given };
  const providerInputs = provider === undefined ? undefined : deployment.resources.get(provider)?.inputs;
  const { config } = deployment.settings;
  const built = await builtinAnswer(token, plainArgs, { config, ...(providerInputs && { providerInputs }) });
  if (built === undefined) return undefined;
  if (built.assumption !== undefined) deployment.report("info", "invoke-assumed", `${token}: ${built.assumption}`);
  return { by: "builtin", result: built.result };
}

const argsOf = (request: ResourceInvokeRequest): WireMap => (request.getArgs()?.toJavaScript() ?? {}) as WireMap;

async function transformArgs(
  deployment: Deployment,
  transform: Deployment["invokeTransforms"][number],
  request: ResourceInvokeRequest,
  args: WireMap,
): Promise<WireMap> {
  const { resource, struct } = deployment.protocol;
  const options = new resource.TransformInvokeOptions();
  options.setProvider(request.getProvider());
  options.setPluginDownloadUrl(request.getPlugindownloadurl());
  options.setVersion(request.getVersion());
  const message = new resource.TransformInvokeRequest();
  message.setToken(request.getTok());
  message.setArgs(struct(args));
  message.setOptions(options);
  const bytes = await deployment.runCallback(transform, message.serializeBinary());
  const response = resource.TransformInvokeResponse.deserializeBinary(bytes);
  return (response.getArgs()?.toJavaScript() ?? args) as WireMap;
}

// The SDK asks for a resource that came back as a reference inside another one's output.
function getResource(deployment: Deployment, request: ResourceInvokeRequest): InvokeResponse {
  const urn = argsOf(request)["urn"];
  const resource = typeof urn === "string" ? deployment.resources.get(urn) : undefined;
  if (resource === undefined) throw deployment.stop("unknown-resource", `No resource has the URN ${String(urn)}`);
  defaultProvider(deployment, "pulumi", "");
  return respond(deployment, { urn: resource.urn, id: resource.id ?? "", state: resource.outputs });
}

// Newer SDKs have a message of their own for this; older ones use the one of providers.
function respond(deployment: Deployment, result: WireMap): InvokeResponse {
  const { resource, provider, struct } = deployment.protocol;
  const { ResourceInvokeResponse } = resource as { ResourceInvokeResponse?: typeof InvokeResponse };
  return new (ResourceInvokeResponse ?? provider.InvokeResponse)().setReturn(struct(result));
}
