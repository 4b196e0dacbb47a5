import type { core } from "@pulumi/kubernetes/types/input.js";
import { feastOptions, onlineEnv, registryEnv } from "./feast-container.js";
import { ports } from "./feature-store-yaml.js";
import type { DatabaseAddress, FeatureStoreLayout } from "./layout.js";
import { onlineMemoryMib, serverMemoryMib } from "./sizes.js";

/** One of Feast's servers: a Deployment, and the Service before it. */
export interface FeastServer {
  /** "online": part of the names `feast-online`. */
  readonly role: "registry" | "rest" | "online" | "offline";
  readonly replicas: number;
  /** Of `feast`, with the options before the command. */
  readonly args: readonly string[];
  readonly env: readonly core.v1.EnvVar[];
  /** The one that is checked first. */
  readonly ports: readonly [ServerPort, ...ServerPort[]];
  readonly cpu: readonly [request: string, limit: string];
  readonly memoryMib: readonly [request: number, limit: number];
  readonly readiness: ServerCheck;
  readonly liveness: ServerCheck;
}

export interface ServerPort {
  readonly name: string;
  readonly port: number;
  /** For who scrapes metrics, not for clients. */
  readonly metrics?: true;
}

/** A path that answers 200 without a token; a port that takes connections; a gRPC server that answers. */
export type ServerCheck = { readonly path: string } | "connects" | "answers-grpc";

/** The servers that a feature store runs. None of them has the repository: all that they need stands in the registry. */
export function feastServers(layout: FeatureStoreLayout, database: DatabaseAddress): readonly FeastServer[] {
  const env = registryEnv(database, "verify");
  return [
    registryServer(layout, env),
    ...(layout.rest ? [restServer(layout, env)] : []),
    onlineServer(layout, [...env, ...onlineEnv(layout)]),
    ...(layout.offlineServer ? [offlineServer(layout, [...env, ...onlineEnv(layout)])] : []),
  ];
}

const small = { cpu: ["100m", "1"], memoryMib: serverMemoryMib } as const;

// With authentication Feast asks for a token even at gRPC's health service.
function registryServer({ size }: FeatureStoreLayout, env: readonly core.v1.EnvVar[]): FeastServer {
  return {
    role: "registry",
    replicas: size.registryReplicas,
    args: serving("serve_registry", "--port", String(ports.registry)),
    env,
    ports: [{ name: "grpc", port: ports.registry }],
    ...small,
    readiness: "connects",
    liveness: "answers-grpc",
  };
}

// Pods of its own: in one process tree with gRPC either server goes on, and is not missed, when the other dies.
// It has no /health; the description of the API answers without a token.
function restServer({ size }: FeatureStoreLayout, env: readonly core.v1.EnvVar[]): FeastServer {
  return {
    role: "rest",
    replicas: size.registryReplicas,
    args: serving("serve_registry", "--no-grpc", "--rest-api", "--host", "0.0.0.0", "--rest-port", String(ports.rest)),
    env,
    ports: [{ name: "http", port: ports.rest }],
    ...small,
    readiness: { path: "/openapi.json" },
    liveness: { path: "/" },
  };
}

// /health asks the registry, so that it says whether to send reads here; the page with the API's description needs
// nothing but the process, so that it says when to restart: a database that is away is not mended by a restart.
function onlineServer({ size }: FeatureStoreLayout, env: readonly core.v1.EnvVar[]): FeastServer {
  return {
    role: "online",
    replicas: size.replicas,
    args: serving(
      "serve",
      "--host",
      "0.0.0.0",
      "--port",
      String(ports.online),
      "--workers",
      String(size.workers),
      "--registry_ttl_sec",
      "60",
      "--no-access-log",
      "--metrics",
    ),
    env,
    ports: [
      { name: "http", port: ports.online },
      { name: "metrics", port: ports.metrics, metrics: true },
    ],
    cpu: size.cpu,
    memoryMib: onlineMemoryMib(size.workers),
    readiness: { path: "/health" },
    liveness: { path: "/docs" },
  };
}

function offlineServer(_layout: FeatureStoreLayout, env: readonly core.v1.EnvVar[]): FeastServer {
  return {
    role: "offline",
    replicas: 1,
    args: serving("serve_offline", "--host", "0.0.0.0", "--port", String(ports.offline)),
    env,
    ports: [{ name: "flight", port: ports.offline }],
    cpu: ["100m", "2"],
    // Answers are built in memory; see MaterializationOptions.memoryMib.
    memoryMib: [serverMemoryMib[0], 2048],
    readiness: "connects",
    liveness: "answers-grpc",
  };
}

function serving(...args: readonly string[]): readonly string[] {
  return [...feastOptions("/tmp"), ...args];
}
