import { randomBytes } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { delimiter, join } from "node:path";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import type { TestProvider } from "../providers/test-provider.js";
import { onPath } from "./on-path.js";
import { providerService } from "./provider-service.js";
import { scratchFolder } from "./scratch-folder.js";

/** Providers that engines started with this environment find, and that run in this process. */
export interface ProviderHost {
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Makes a provider that behaves as the one of the same name on PATH, which is used instead where it is there. */
export interface ReplaceableProvider {
  (): TestProvider;
  readonly givesWayToPath: true;
}

type Factories = Readonly<Record<string, (() => TestProvider) | ReplaceableProvider>>;

const largestMessageBytes = 400 * 1024 * 1024;

/**
 * Puts a `pulumi-resource-<name>` on PATH for each factory. Every one that an engine starts asks this process for a
 * provider of its own, so that two clusters' providers never share what they were configured with.
 */
export async function hostProviders(factories: Factories): Promise<ProviderHost> {
  const hosted = Object.entries(factories)
    .filter(([name, factory]) => !("givesWayToPath" in factory) || onPath(executable(name)) === undefined)
    .map(([name]) => name);
  const token = randomBytes(16).toString("hex");
  const connections = new Set<Socket>();
  const control = createServer((connection) => {
    connections.add(connection);
    connection.once("close", () => connections.delete(connection));
    serveInstance(connection, token, factories);
  });
  await new Promise<void>((resolve) => control.listen(0, "127.0.0.1", resolve));
  const { port } = control.address() as AddressInfo;

  const folder = scratchFolder("providers");
  for (const name of hosted) {
    writeFileSync(join(folder, executable(name)), script(name, port, token), { mode: 0o700 });
  }
  return {
    env: { PATH: [folder, process.env["PATH"] ?? ""].join(delimiter) },
    async close() {
      for (const connection of connections) connection.destroy();
      await new Promise((resolve) => control.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const executable = (name: string): string => `pulumi-resource-${name}`;

// Starting Node would cost a tenth of a second for each provider of each run. It stays until the engine ends it.
const script = (name: string, port: number, token: string): string => `#!/bin/bash
exec 3<>/dev/tcp/127.0.0.1/${port} || exit 1
echo "${token} ${name}" >&3
read -r port <&3 || exit 1
echo "$port"
read -r _ <&3
`;

function serveInstance(connection: Socket, token: string, factories: Factories): void {
  connection.on("error", () => undefined);
  connection.setEncoding("utf8");
  connection.once("data", (line: string) => {
    const [given, name = ""] = line.trim().split(" ");
    const factory = given === token ? factories[name] : undefined;
    if (factory === undefined) return void connection.destroy();
    const provider = factory();
    const server = new Server({
      "grpc.max_receive_message_length": largestMessageBytes,
      "grpc.max_send_message_length": largestMessageBytes,
    });
    connection.once("close", () => {
      server.forceShutdown();
      provider.close?.();
    });
    server.addService(providerGrpc.ResourceProviderService, providerService(provider));
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
      if (error === null) connection.write(`${port}\n`);
      else connection.destroy();
    });
  });
}
