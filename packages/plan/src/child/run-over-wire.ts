import { spawn } from "node:child_process";
import { answerBook } from "../answers/answer-book.js";
import { encryptedConfigVariable, sdkConfig, wireConfig } from "../monitor/deployment-config.js";
import { Deployment, StoppedError } from "../monitor/deployment.js";
import type { Handler } from "../monitor/monitor.js";
import { engineHandlers, monitorHandlers } from "../monitor/monitor.js";
import type { PlanExit } from "../plan.js";
import { networkCallbacks } from "../sdk/callbacks.js";
import type { Sdk } from "../sdk/sdk.js";
import type { PlanRequest } from "./plan-request.js";
import type { ProgramRun } from "./program-run.js";

interface Grpc {
  readonly Server: new (options: object) => {
    addService(service: object, handlers: object): void;
    bindAsync(address: string, credentials: object, then: (error: Error | null, port: number) => void): void;
    forceShutdown(): void;
  };
  readonly ServerCredentials: { createInsecure(): object };
}

// Messages may be as large as the SDK itself allows.
const largestMessageBytes = 400 * 1024 * 1024;

/** Runs the program by the SDK's own launcher, with the planner as the server that it talks to. */
export async function runOverWire(request: PlanRequest, sdk: Sdk, run: ProgramRun): Promise<PlanExit> {
  const settings = { ...request, config: wireConfig(request), answers: answerBook(request.answers) };
  const deployment = new Deployment(sdk.protocol, settings, networkCallbacks(sdk), run.sink);
  const grpc = sdk.load("@grpc/grpc-js") as Grpc;
  const { ResourceMonitorService } = sdk.load("./proto/resource_grpc_pb") as { ResourceMonitorService: object };
  const { EngineService } = sdk.load("./proto/engine_grpc_pb") as { EngineService: object };
  const server = new grpc.Server({ "grpc.max_receive_message_length": largestMessageBytes });
  server.addService(ResourceMonitorService, unaryHandlers(monitorHandlers(deployment)));
  server.addService(EngineService, unaryHandlers(engineHandlers(deployment)));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  try {
    return await launch(request, `127.0.0.1:${port}`, run, sdk.folder, () => deployment.hasStackOutputs);
  } finally {
    server.forceShutdown();
  }
}

function killed(signal: string, run: ProgramRun): PlanExit {
  const message = `The program was ended by ${signal}`;
  run.sink({ kind: "diagnostic", diagnostic: { severity: "error", code: "program-killed", message } });
  return { reason: "killed", code: 1 };
}

async function launch(
  request: PlanRequest,
  address: string,
  run: ProgramRun,
  sdkFolder: string,
  hasOutputs: () => boolean,
): Promise<PlanExit> {
  const tsx = request.isModule && request.loader !== "none" ? ["--import", import.meta.resolve("tsx")] : [];
  const options = {
    organization: request.organization,
    project: request.project,
    "root-directory": request.root,
    stack: request.stack,
    pwd: request.workingDirectory,
    monitor: address,
    engine: address,
  };
  const child = spawn(
    process.execPath,
    [
      ...request.nodeArgs,
      ...tsx,
      ...preload("./plain-errors.js"),
      ...(request.encryptedKeys.length > 0 ? preload("./launcher-config.js") : []),
      `${sdkFolder}/cmd/run`,
      ...Object.entries(options).map(([name, value]) => `--${name}=${value}`),
      "--dry-run",
      request.launcherArgument,
    ],
    {
      stdio: ["ignore", "inherit", "inherit"],
      env: {
        ...process.env,
        ...sdkConfig(request),
        [encryptedConfigVariable]: JSON.stringify({ sdkFolder, keys: request.encryptedKeys }),
        PULUMI_NODEJS_TYPESCRIPT: String(request.loader !== "none"),
        PULUMI_NODEJS_TRANSPILE_ONLY: "true",
        PULUMI_NODEJS_TSCONFIG_PATH: request.tsconfig,
      },
    },
  );
  // The planner's SIGTERM, when the time is up, comes to this process alone.
  let stopped = false;
  process.once("SIGTERM", () => {
    stopped = child.kill("SIGKILL");
  });
  process.once("exit", () => child.kill("SIGKILL"));
  const { code, signal } = await new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
  if (stopped) process.exit(1);
  if (signal !== null) return killed(signal, run);
  // The launcher is content with outputs that never resolve; the stack then has none.
  run.settled = code === 0 && hasOutputs();
  return run.end();
}

const preload = (file: string): string[] => ["--import", new URL(file, import.meta.url).href];

type Reply = (error: object | null, response?: object) => void;

function unaryHandlers(handlers: Readonly<Record<string, Handler>>): Record<string, object> {
  const serve =
    (handler: Handler) =>
    async (call: { request: object }, reply: Reply): Promise<void> => {
      try {
        reply(null, await handler(call.request as never));
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        reply({ code: error instanceof StoppedError ? error.code : 2, details: message, message });
      }
    };
  return Object.fromEntries(Object.entries(handlers).map(([name, handler]) => [name, serve(handler)]));
}
