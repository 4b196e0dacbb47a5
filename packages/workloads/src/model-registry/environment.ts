import type { core } from "@pulumi/kubernetes/types/input.js";
import type { RegistryLayout } from "./layout.js";
import { serverPort } from "./layout.js";
import type { RegistryArtifacts } from "./links.js";
import { secretEnv } from "../parts/pod-template.js";
import { pythonPath } from "./scripts-manifest.js";
import { serverSecretKeys, serverSecretName } from "./secrets-manifest.js";
import { registryUsers, type RegistryUser } from "./users.js";

/** Folder of the Secret's `basic_auth.ini`. */
export const authConfigFolder = "/etc/mlflow";

/** Login of a user, in two variables. */
export function loginEnv(user: RegistryUser, username: string, password: string): core.v1.EnvVar[] {
  const { secret } = registryUsers[user];
  return [secretEnv(username, secret, "username"), secretEnv(password, secret, "password")];
}

export const databaseEnv = secretEnv("MLFLOW_BACKEND_STORE_URI", serverSecretName, serverSecretKeys.databaseUri);

/** What every process of MLflow's image needs where the root file system cannot be written to and no user has a name. */
export const processEnv: core.v1.EnvVar[] = [
  { name: "HOME", value: "/tmp" },
  { name: "USER", value: "mlflow" },
  { name: "PYTHONDONTWRITEBYTECODE", value: "1" },
  { name: "MLFLOW_DISABLE_TELEMETRY", value: "true" },
];

/** What the migration reads: both databases, and the administrator that must be there. */
export const migrationEnv: core.v1.EnvVar[] = [
  ...processEnv,
  databaseEnv,
  { name: "MLFLOW_AUTH_CONFIG_PATH", value: `${authConfigFolder}/${serverSecretKeys.authConfig}` },
  ...loginEnv("admin", "MLFLOW_AUTH_ADMIN_USERNAME", "MLFLOW_AUTH_ADMIN_PASSWORD"),
  { name: "PYTHONPATH", value: pythonPath },
];

/** Everything that the server is told: `mlflow server` reads all but its login from here. */
export function serverEnv(layout: RegistryLayout, artifacts: RegistryArtifacts): core.v1.EnvVar[] {
  const { size, jobs, expose } = layout;
  return [
    ...migrationEnv,
    secretEnv("MLFLOW_FLASK_SERVER_SECRET_KEY", serverSecretName, serverSecretKeys.flask),
    // Without it each process makes its own key, and webhooks fall silent after a restart.
    secretEnv("MLFLOW_WEBHOOK_SECRET_ENCRYPTION_KEY", serverSecretName, serverSecretKeys.webhooks),
    secretEnv("MLFLOW_CRYPTO_KEK_PASSPHRASE", serverSecretName, serverSecretKeys.gateway),
    { name: "ROADSTEAD_READERS", value: registryUsers.reader.name },
    { name: "MLFLOW_HOST", value: "0.0.0.0" },
    { name: "MLFLOW_PORT", value: String(serverPort) },
    { name: "MLFLOW_WORKERS", value: String(size.workers) },
    { name: "MLFLOW_SERVE_ARTIFACTS", value: "true" },
    { name: "MLFLOW_ARTIFACTS_DESTINATION", value: artifacts.uri },
    ...storeEnv(artifacts),
    { name: "POD_IP", valueFrom: { fieldRef: { fieldPath: "status.podIP" } } },
    { name: "MLFLOW_SERVER_ALLOWED_HOSTS", value: allowedHosts(layout).join(",") },
    // The browser of somebody who uses the exposed name sends that name as origin.
    ...(expose === undefined ? [] : [{ name: "MLFLOW_SERVER_CORS_ALLOWED_ORIGINS", value: `https://${expose.host}` }]),
    { name: "MLFLOW_SERVER_ENABLE_JOB_EXECUTION", value: String(jobs) },
    { name: "MLFLOW_EXPOSE_PROMETHEUS", value: "/tmp/metrics" },
    // Load balancers and firewalls of clouds forget connections that are idle for longer.
    { name: "MLFLOW_SQLALCHEMYSTORE_POOL_RECYCLE", value: "300" },
    { name: "MLFLOW_SQLALCHEMYSTORE_POOL_SIZE", value: "5" },
    { name: "MLFLOW_SQLALCHEMYSTORE_MAX_OVERFLOW", value: "5" },
  ];
}

/** MLflow refuses every name that it does not know, its own Service's too. The port is part of what it compares. */
export function allowedHosts({ hosts, expose }: Pick<RegistryLayout, "hosts" | "expose">): readonly string[] {
  // `$(POD_IP)` is what a scraper calls; the kubelet fills it in.
  const names = [...hosts, ...(expose === undefined ? [] : [expose.host]), "$(POD_IP)", "localhost", "127.0.0.1"];
  return names.flatMap((name) => [name, `${name}:*`]);
}

function storeEnv({ endpoint, region, env }: RegistryArtifacts): core.v1.EnvVar[] {
  const given = new Set(env.map(({ name }) => name));
  const own: core.v1.EnvVar[] = [
    ...(region === undefined ? [] : [{ name: "AWS_DEFAULT_REGION", value: region }]),
    ...(endpoint === undefined
      ? []
      : [
          { name: "MLFLOW_S3_ENDPOINT_URL", value: endpoint },
          // Newer checksums of AWS's client are unknown to many stores that speak S3.
          { name: "AWS_REQUEST_CHECKSUM_CALCULATION", value: "when_required" },
          { name: "AWS_RESPONSE_CHECKSUM_VALIDATION", value: "when_required" },
        ]),
  ];
  return [...env.map((entry) => ({ ...entry })), ...own.filter(({ name }) => !given.has(name as string))];
}
