import type { SecretArgs } from "@pulumi/kubernetes/core/v1/secret.js";
import * as pulumi from "@pulumi/pulumi";
import { shortHash } from "@roadstead/core";
import { type ObjectIdentity, objectMetadata } from "../parts/object-labels.js";
import type { RegistryLinks } from "./links.js";
import { registryUsers, type RegistryUser } from "./users.js";

/** Secret with what the servers alone may know. */
export const serverSecretName = "mlflow-server";

/** Its keys. */
export const serverSecretKeys = {
  databaseUri: "backend-store-uri",
  authConfig: "basic_auth.ini",
  flask: "flask-secret-key",
  webhooks: "webhook-encryption-key",
  gateway: "gateway-passphrase",
} as const;

export function serverSecret(identity: ObjectIdentity, { database, keys }: RegistryLinks): SecretArgs {
  return {
    apiVersion: "v1",
    kind: "Secret",
    metadata: objectMetadata(identity, serverSecretName),
    type: "Opaque",
    stringData: {
      [serverSecretKeys.databaseUri]: database.trackingUri,
      [serverSecretKeys.authConfig]: pulumi.output(database.authUri).apply(authConfig),
      [serverSecretKeys.flask]: keys.flask,
      [serverSecretKeys.webhooks]: keys.webhooks,
      [serverSecretKeys.gateway]: keys.gateway,
    },
  };
}

/**
 * Tells one set of a server's secrets from another. Keys that nobody else knows are among them, so that it helps nobody
 * to guess a password of a login that somebody chose.
 */
export function serverSecretHash({ database, keys }: RegistryLinks): pulumi.Output<string> {
  const { flask, webhooks, gateway, adminPassword } = keys;
  return pulumi.all([database.trackingUri, database.authUri, flask, webhooks, gateway, adminPassword]).apply(shortHash);
}

/** Passwords of the databases' logins, for the pods that dump them. */
export const databaseSecretName = "mlflow-database";

export function databaseSecret(identity: ObjectIdentity, { database }: RegistryLinks): SecretArgs {
  return {
    apiVersion: "v1",
    kind: "Secret",
    metadata: objectMetadata(identity, databaseSecretName),
    type: "Opaque",
    stringData: { tracking: database.passwords.tracking, auth: database.passwords.auth },
  };
}

/**
 * MLflow's login: who signs in may read all and change what is theirs.
 *
 * A login is looked up once a minute in each process, since each look costs a slow hash: a password that was changed
 * may be taken for that long.
 */
export function authConfig(databaseUri: string): string {
  return `[mlflow]
default_permission = READ
database_uri = ${databaseUri.replaceAll("%", "%%")}
admin_username = ${registryUsers.admin.name}
authorization_function = roadstead_authorization:authorize
auth_cache_ttl_seconds = 60
`;
}

/** Login of one user. */
export function userSecret(identity: ObjectIdentity, user: RegistryUser, password: pulumi.Input<string>): SecretArgs {
  return {
    apiVersion: "v1",
    kind: "Secret",
    metadata: objectMetadata(identity, registryUsers[user].secret),
    type: "kubernetes.io/basic-auth",
    stringData: { username: registryUsers[user].name, password },
  };
}
