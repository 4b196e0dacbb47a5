import { Secret } from "@pulumi/aws/secretsmanager/secret.js";
import { SecretVersion } from "@pulumi/aws/secretsmanager/secretVersion.js";
import * as pulumi from "@pulumi/pulumi";
import type { Children } from "../children.js";
import { dataOptions, keptOptions } from "./data-options.js";
import { postgresPort } from "./database-network.js";
import type { StoreScope } from "./store-scope.js";

/** Database that every server has. */
export const adminDatabase = "postgres";

/** Days in which a deleted secret can be brought back. */
const recoveryWindowInDays = 30;

/** How the administrator signs in, kept where a person who has lost the Pulumi state finds it. */
export function makeDatabaseSecret(
  { clusterName, key, region, tags }: StoreScope,
  children: Children,
  logicalName: string,
  protection: boolean,
  login: {
    readonly identifier: string;
    readonly host: pulumi.Output<string>;
    readonly user: string;
    readonly password: pulumi.Output<string>;
  },
): readonly pulumi.Resource[] {
  const secret = children.make(
    "secret",
    Secret,
    `${logicalName}-admin`,
    {
      region,
      name: `roadstead/${login.identifier}/admin`,
      description: `Administrator of the database server ${login.identifier} of the EKS cluster ${clusterName}`,
      ...(key === undefined ? {} : { kmsKeyId: key }),
      // A name is free again only when the window is over.
      recoveryWindowInDays: protection ? recoveryWindowInDays : 0,
      tags,
    },
    dataOptions(protection),
  );
  const version = children.make(
    "secretVersion",
    SecretVersion,
    `${logicalName}-admin`,
    {
      region,
      secretId: secret.id,
      // The form that AWS' own rotation and drivers read.
      secretString: pulumi.secret(
        pulumi.jsonStringify({
          engine: "postgres",
          host: login.host,
          port: postgresPort,
          username: login.user,
          password: login.password,
          dbname: adminDatabase,
          dbInstanceIdentifier: login.identifier,
        }),
      ),
    },
    // A changed login is another version, and a protected one could not give way to it.
    keptOptions(protection),
  );
  return [secret, version];
}
