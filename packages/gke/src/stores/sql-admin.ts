import { Secret } from "@pulumi/gcp/secretmanager/secret.js";
import { SecretVersion } from "@pulumi/gcp/secretmanager/secretVersion.js";
import type { DatabaseInstance } from "@pulumi/gcp/sql/databaseInstance.js";
import { User } from "@pulumi/gcp/sql/user.js";
import * as pulumi from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random/randomPassword.js";
import { type DatabaseAdmin, type StoreOwner, transformed } from "@roadstead/cluster";
import { childOptions, dataOptions, type StoreScope } from "./store-scope.js";

/** Who makes databases and logins on a server. */
export interface SqlAdmin {
  readonly login: DatabaseAdmin;
  readonly resources: readonly pulumi.Resource[];
}

const user = "roadstead";

/** An administrator with a password of Pulumi's making, and a copy of it in Secret Manager for people in an emergency. */
export function createSqlAdmin(
  scope: StoreScope,
  name: string,
  instance: DatabaseInstance,
  isProtected: boolean,
  owner: StoreOwner,
): SqlAdmin {
  const { project, region, labels, transform } = scope;
  const data = dataOptions(isProtected);
  const password = new RandomPassword(
    `${name}-instance-admin-password`,
    { length: 40, special: false },
    { parent: owner.parent, ...data },
  );
  const admin = new User(
    `${name}-admin`,
    transformed(
      transform?.databaseAdmin,
      {
        project,
        instance: instance.name,
        name: user,
        password: password.result,
        // PostgreSQL keeps a role as long as anything belongs to it; it goes with its server.
        deletionPolicy: "ABANDON",
      },
      { name: `${name}-admin` },
    ),
    childOptions(scope, owner),
  );
  const secret = new Secret(
    `${name}-admin-secret`,
    transformed(
      transform?.databaseSecret,
      {
        project,
        secretId: pulumi.interpolate`${instance.name}-admin`,
        replication: { userManaged: { replicas: [{ location: region }] } },
        labels: { ...labels },
        deletionProtection: isProtected,
      },
      { name: `${name}-admin-secret` },
    ),
    childOptions(scope, owner, data),
  );
  const version = new SecretVersion(
    `${name}-admin-secret-version`,
    transformed(
      transform?.databaseSecretVersion,
      { secret: secret.id, secretData: password.result },
      { name: `${name}-admin-secret-version` },
    ),
    childOptions(scope, owner, data),
  );
  const login = { user, password: password.result, database: "postgres" };
  return { login, resources: [password, admin, secret, version] };
}
