import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import * as automation from "@pulumi/pulumi/automation/server.js";
import languageGrpc from "@pulumi/pulumi/proto/language_grpc_pb.js";
import { scratchFolder } from "./scratch-folder.js";
import { openStack } from "./stack.js";
import type { RunArgs, Stack, StackOptions } from "./stack.js";

// The SDK keeps it out of its types.
const { LanguageServer } = automation as unknown as {
  readonly LanguageServer: new (program: () => Promise<unknown>) => UntypedServiceImplementation;
};

export interface AutomationOptions extends Omit<StackOptions, "projectDir"> {
  readonly project: string;
}

/** A stack of a project that has no folder; its program is a function of this process. See {@link inlineStack}. */
export async function automationStack(program: () => Promise<unknown>, options: AutomationOptions): Promise<Stack> {
  const projectDir = scratchFolder("inline");
  writeFileSync(join(projectDir, "Pulumi.yaml"), `name: ${options.project}\nruntime: nodejs\n`);
  return inlineStack(program, await openStack({ ...options, projectDir }));
}

/**
 * The stack with a function of this process as its program, as an inline program of Pulumi's Automation API is: the
 * engine calls back into this process, so that no language host and no program is started, half of the time of a run.
 * The API itself would start the CLI three times for each operation.
 */
export function inlineStack(program: () => Promise<unknown>, stack: Stack): Stack {
  const inline = async <Result>(operate: (args: RunArgs) => Promise<Result>, args: RunArgs = {}): Promise<Result> => {
    const { port, close } = await serveProgram(program);
    const flags = [...(args.flags ?? []), `--client=127.0.0.1:${port}`, "--exec-kind", "auto.inline"];
    return operate({ ...args, flags }).finally(close);
  };
  return {
    ...stack,
    preview: (args) => inline(stack.preview, args),
    up: (args) => inline(stack.up, args),
  };
}

async function serveProgram(program: () => Promise<unknown>): Promise<{ port: number; close(): void }> {
  const server = new Server();
  server.addService(languageGrpc.LanguageRuntimeService, new LanguageServer(program));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  return { port, close: () => server.forceShutdown() };
}
