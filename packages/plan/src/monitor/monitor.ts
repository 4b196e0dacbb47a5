import type { Callback } from "@pulumi/pulumi/proto/callback_pb.js";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb.js";
import type {
  RegisterErrorHookRequest,
  RegisterPackageRequest,
  RegisterResourceHookRequest,
  RegisterResourceOutputsRequest,
  RegisterResourceRequest,
  ReadResourceRequest,
  ResourceCallRequest,
  ResourceInvokeRequest,
  SupportsFeatureRequest,
} from "@pulumi/pulumi/proto/resource_pb.js";
import { invokeLines } from "../answers/answer-lines.js";
import type { WireMap } from "../wire/wire-value.js";
import type { Deployment } from "./deployment.js";
import { invoke } from "./invoke.js";
import { newerHandlers } from "./newer-requests.js";
import { readResource } from "./read.js";
import { registerResource } from "./register.js";

/** A request's handler, the same for both transports. */
export type Handler = (request: never) => object | Promise<object>;

// What Pulumi's engine has today; a feature that is not listed is one that nobody has tried here.
const features = new Set([
  "secrets",
  "resourceReferences",
  "outputValues",
  "deletedWith",
  "replaceWith",
  "aliasSpecs",
  "transforms",
  "invokeTransforms",
  "parameterization",
  "resourceHooks",
  "errorHooks",
]);

/** Handlers of Pulumi's ResourceMonitor service, by method name. */
export function monitorHandlers(deployment: Deployment): Record<string, Handler> {
  const { protocol } = deployment;
  const { resource, provider, struct, empty } = protocol;
  return {
    supportsFeature: (request: SupportsFeatureRequest) =>
      new resource.SupportsFeatureResponse().setHassupport(features.has(request.getId())),
    registerResource: (request: RegisterResourceRequest) => registerResource(deployment, request),
    readResource: (request: ReadResourceRequest) => readResource(deployment, request),
    registerResourceOutputs(request: RegisterResourceOutputsRequest) {
      const outputs = (request.getOutputs()?.toJavaScript() ?? {}) as WireMap;
      deployment.recordOutputs(request.getUrn(), outputs);
      return empty();
    },
    invoke: (request: ResourceInvokeRequest) => invoke(deployment, request),
    call(request: ResourceCallRequest) {
      const token = request.getTok();
      const { __self__: _, ...args } = (request.getArgs()?.toJavaScript() ?? {}) as WireMap;
      const answer = deployment.settings.answers.invoke(token, args);
      deployment.recordInvoke(token, args, undefined, answer === undefined ? "none" : "answers");
      if (answer === undefined) {
        const lines = invokeLines(token, args);
        throw deployment.stop(
          "invoke-unanswered",
          `${token} calls a provider, which a plan does not do. Add its answer to the answers file:\n${lines}`,
        );
      }
      return new provider.CallResponse().setReturn(struct(answer));
    },
    registerStackTransform(callback: Callback) {
      deployment.stackTransforms.push(callback);
      return empty();
    },
    registerStackInvokeTransform(callback: Callback) {
      deployment.invokeTransforms.push(callback);
      return empty();
    },
    registerResourceHook(request: RegisterResourceHookRequest) {
      const callback = request.getCallback();
      if (callback !== undefined) {
        const onDryRun = request.getOnDryRun();
        const ignoreErrors = request.getIgnoreErrors?.() ?? false;
        deployment.hooks.set(request.getName(), { callback, onDryRun, ignoreErrors });
      }
      return empty();
    },
    // Error hooks run when an operation fails, which none does in a plan.
    registerErrorHook: (_: RegisterErrorHookRequest) => empty(),
    registerPackage(request: RegisterPackageRequest) {
      const parameter = request.getParameterization();
      const name = parameter?.getName() ?? request.getName();
      const version = parameter?.getVersion() ?? request.getVersion();
      const reference = `${name}@${version}`;
      deployment.packages.set(reference, { name, version });
      return new resource.RegisterPackageResponse().setRef(reference);
    },
    signalAndWaitForShutdown: () => empty(),
    ...newerHandlers(deployment),
  };
}

/** Handlers of Pulumi's Engine service, by method name. */
export function engineHandlers(deployment: Deployment): Record<string, Handler> {
  const { engine, empty } = deployment.protocol;
  let root = "";
  return {
    log(request: LogRequest) {
      const message = request.getMessage().trimEnd();
      const urn = request.getUrn();
      const { ERROR, WARNING, INFO } = engine.LogSeverity;
      const severity = request.getSeverity();
      if (severity === ERROR) deployment.report("error", "program-log", message, urn);
      if (severity === WARNING) deployment.report("warning", "program-log", message, urn);
      if (severity === INFO) deployment.report("info", "program-log", message, urn);
      return empty();
    },
    getRootResource: () => new engine.GetRootResourceResponse().setUrn(root),
    setRootResource(request: { getUrn(): string }) {
      root = request.getUrn();
      return new engine.SetRootResourceResponse();
    },
    startDebugging: () => empty(),
    requirePulumiVersion: () => new engine.RequirePulumiVersionResponse(),
  };
}
