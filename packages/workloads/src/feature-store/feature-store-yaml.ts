import type { FeatureStoreAuth, RedisStore } from "./feature-store-args.js";
import type { DatabaseAddress, FeatureStoreLayout } from "./layout.js";

/** Address of the cluster's API for pods, the same on every cluster. */
const apiServer = "https://kubernetes.default.svc";

/**
 * `feature_store.yaml` of everything that runs beside the databases. It is no secret: Feast fills in `${…}` from the
 * environment. A block scalar (`|-`) takes whatever the value is: a password of digits stays text, and quotes are
 * no quotes. PGPASSWORD, which libpq reads by itself, keeps the registry's password out of a URL.
 */
export function featureStoreYaml(layout: FeatureStoreLayout, database: DatabaseAddress): string {
  return `project: ${layout.project}
provider: local
entity_key_serialization_version: 3
registry:
  registry_type: sql
  path: "postgresql+psycopg://\${FEAST_REGISTRY_USER}@\${FEAST_REGISTRY_HOST}:${database.port}/\${FEAST_REGISTRY_DATABASE}?sslmode=${database.sslMode}"
  # The Job that applies the definitions makes the tables; servers refuse to start without them.
  schema_mode: \${FEAST_SCHEMA_MODE}
  cache_ttl_seconds: 60
  sqlalchemy_config_kwargs:
    pool_pre_ping: true
online_store:
${indented(layout.redis === undefined ? postgresStore(database) : redisStore(layout.redis))}
offline_store:
${indented(Object.entries(layout.offlineStore).map(([key, value]) => `${key}: ${JSON.stringify(value)}`))}
auth:
${indented(serverAuth(layout.auth))}
`;
}

function postgresStore({ port, sslMode }: DatabaseAddress): readonly string[] {
  return [
    "type: postgres",
    "host: ${FEAST_ONLINE_HOST}",
    `port: ${port}`,
    "database: ${FEAST_ONLINE_DATABASE}",
    "user: ${FEAST_ONLINE_USER}",
    "password: |-",
    "  ${FEAST_ONLINE_PASSWORD}",
    // Feast's own default is "require", which a server without TLS refuses.
    `sslmode: ${sslMode}`,
    // One connection for all threads of a worker otherwise.
    "conn_type: pool",
  ];
}

function redisStore({ url, password, keyTtlSeconds, clustered }: RedisStore): readonly string[] {
  const { protocol, hostname, port } = new URL(url);
  const address = `${hostname}:${port === "" ? "6379" : port}`;
  const options = [
    address,
    ...(protocol === "rediss:" ? ["ssl=true"] : []),
    ...(password === undefined ? [] : ["password=${FEAST_REDIS_PASSWORD}"]),
  ];
  return [
    "type: redis",
    ...(clustered === true ? ["redis_type: redis_cluster"] : []),
    "connection_string: |-",
    `  ${options.join(",")}`,
    ...(keyTtlSeconds === undefined ? [] : [`key_ttl_seconds: ${keyTtlSeconds}`]),
  ];
}

/**
 * `auth` of the servers.
 *
 * Tokens of ServiceAccounts come in by Feast's type `oidc`: it has the cluster's API check them, while the type
 * `kubernetes` of 0.67 takes the name in a token that the API refused. What is no such token is then held to the
 * discovery document of the API, which names no endpoints to sign in at, and to an audience that nobody issues.
 */
function serverAuth(auth: FeatureStoreAuth): readonly string[] {
  switch (auth.kind) {
    case "no_auth":
      return ["type: no_auth"];
    case "kubernetes":
      return oidc(`${apiServer}/.well-known/openid-configuration`, "service-accounts-only.invalid", apiServer);
    case "oidc":
      return [
        ...oidc(auth.discoveryUrl, auth.audience, auth.issuer),
        ...(auth.clientId === undefined ? [] : [`client_id: ${JSON.stringify(auth.clientId)}`]),
      ];
  }
}

function oidc(discoveryUrl: string, audience: string, issuer: string): readonly string[] {
  return [
    "type: oidc",
    `auth_discovery_url: ${JSON.stringify(discoveryUrl)}`,
    `audience: ${JSON.stringify(audience)}`,
    `issuer: ${JSON.stringify(issuer)}`,
  ];
}

/**
 * `feature_store.yaml` of a client in the cluster: a pod with the client label, and with its ServiceAccount's token
 * where the servers want one.
 */
export function clientYaml({ identity, project, auth, offlineServer }: FeatureStoreLayout): string {
  const host = (server: string) => serverHost(identity.namespace, server);
  return `project: ${project}
provider: local
entity_key_serialization_version: 3
registry:
  registry_type: remote
  path: ${host("registry")}:${ports.registry}
online_store:
  type: remote
  path: ${onlineUrl({ identity })}
${offlineServer ? `offline_store:\n  type: remote\n  host: ${host("offline")}\n  port: ${ports.offline}\n` : ""}auth:
  type: ${auth.kind === "no_auth" ? "no_auth" : "oidc"}
`;
}

/** URL of the online server for pods of the cluster. */
export function onlineUrl({ identity }: Pick<FeatureStoreLayout, "identity">): string {
  return `http://${serverHost(identity.namespace, "online")}:${ports.online}`;
}

function serverHost(namespace: string, server: string): string {
  return `feast-${server}.${namespace}.svc`;
}

/** Ports of Feast's servers, its own. */
export const ports = { online: 6566, metrics: 8000, registry: 6570, rest: 6572, offline: 8815 } as const;

function indented(lines: readonly string[]): string {
  return lines.map((line) => `  ${line}`).join("\n");
}
