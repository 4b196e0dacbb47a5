import type { SecretArgs } from "@pulumi/kubernetes/core/v1/secret.js";
import type { Database } from "@roadstead/cluster";
import * as pulumi from "@pulumi/pulumi";
import { objectMetadata } from "../parts/object-labels.js";
import { onlineSecret, registrySecret } from "./feast-container.js";
import { urlHost } from "../parts/url-host.js";
import { type FeatureStoreLayout, onlineDatabase, registryDatabase } from "./layout.js";
import { gitSecret } from "./repository-pod.js";

/** A Secret, and its logical name. */
interface NamedSecret {
  readonly name: string;
  readonly args: SecretArgs;
}

/** Logins of the stores, each for the pods that use it. Keys are the variables that Feast's configuration names. */
export function secretManifests(layout: FeatureStoreLayout, database: Database): readonly NamedSecret[] {
  const { redis, repository } = layout;
  const credentials = repository.git?.credentials;
  return [
    secret(layout, "registry-database", registrySecret, {
      ...login("FEAST_REGISTRY", database, registryDatabase),
      // It stands in a URL.
      FEAST_REGISTRY_HOST: database.host.apply(urlHost),
      PGPASSWORD: passwordOf(database, registryDatabase),
    }),
    ...(redis === undefined
      ? [
          secret(layout, "online-store", onlineSecret, {
            ...login("FEAST_ONLINE", database, onlineDatabase),
            FEAST_ONLINE_PASSWORD: passwordOf(database, onlineDatabase),
          }),
        ]
      : redis.password === undefined
        ? []
        : [secret(layout, "online-store", onlineSecret, { FEAST_REDIS_PASSWORD: redis.password })]),
    ...(credentials === undefined
      ? []
      : [
          secret(layout, "git", gitSecret, {
            header: pulumi.secret(credentials.token).apply((token) => basicHeader(credentials.user, token)),
          }),
        ]),
  ];
}

function secret(
  { identity }: FeatureStoreLayout,
  logicalName: string,
  name: string,
  values: Readonly<Record<string, pulumi.Input<string>>>,
): NamedSecret {
  // Secret as a whole: that a password is one is known by whoever made it, and here it must not depend on that.
  const stringData = pulumi.secret(values);
  return {
    name: logicalName,
    args: { apiVersion: "v1", kind: "Secret", metadata: objectMetadata(identity, name), type: "Opaque", stringData },
  };
}

function login(prefix: string, { host, logins }: Database, name: string) {
  return {
    [`${prefix}_HOST`]: host,
    [`${prefix}_DATABASE`]: logins[name]?.database ?? name,
    [`${prefix}_USER`]: logins[name]?.user ?? name,
  };
}

function passwordOf({ logins }: Database, name: string): pulumi.Output<string> {
  const password = logins[name]?.password;
  if (password === undefined) throw new Error(`the cluster gave no login for the database ${name}`);
  return password;
}

function basicHeader(user: string, token: string): string {
  return `Authorization: Basic ${Buffer.from(`${user}:${token}`).toString("base64")}`;
}
