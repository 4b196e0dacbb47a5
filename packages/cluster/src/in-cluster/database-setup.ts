import type { JobArgs } from "@pulumi/kubernetes/batch/v1/job.js";
import type { SecretArgs } from "@pulumi/kubernetes/core/v1/secret.js";
import type { core } from "@pulumi/kubernetes/types/input.js";
import type * as pulumi from "@pulumi/pulumi";
import { componentImages, type ImageOptions, shortHash } from "@roadstead/core";
import { imageFor } from "../images.js";
import type { DatabaseServer } from "../stores/database.js";
import { containerResources, hardenedPod, scratchVolume, secretEnv } from "./hardened-pod.js";
import { retriedByNextUp } from "./job-retry.js";
import { objectName } from "./object-name.js";
import { podLabels, type StoreIdentity, storeMetadata } from "./store-identity.js";

/** Where a server is, and how it is spoken to. */
export type ServerAddress = Pick<DatabaseServer, "port" | "sslMode"> & { readonly host: pulumi.Input<string> };

/** Variables that every program of PostgreSQL reads. */
export function serverEnv({ host, port, sslMode }: ServerAddress): core.v1.EnvVar[] {
  return [
    { name: "PGHOST", value: host },
    { name: "PGPORT", value: String(port) },
    { name: "PGSSLMODE", value: sslMode },
    // A server that is not there must not be waited for for ever.
    { name: "PGCONNECT_TIMEOUT", value: "10" },
  ];
}

export const databaseRole = "database-setup";

/** Name of the Secret with the passwords of all logins. */
export function loginsSecretName(name: string): string {
  return objectName(`${name}-logins`);
}

/** Passwords of the administrator and of each login, for the Job alone. */
export function loginsSecret(
  identity: StoreIdentity,
  admin: { readonly user: pulumi.Input<string>; readonly password: pulumi.Input<string> },
  passwords: Readonly<Record<string, pulumi.Input<string>>>,
): SecretArgs {
  return {
    apiVersion: "v1",
    kind: "Secret",
    metadata: storeMetadata(identity, loginsSecretName(identity.name)),
    type: "Opaque",
    stringData: {
      [adminUserKey]: admin.user,
      [adminPasswordKey]: admin.password,
      ...Object.fromEntries(Object.entries(passwords).map(([database, password]) => [loginKey(database), password])),
    },
  };
}

const adminUserKey = "admin-user";
const adminPasswordKey = "admin-password";
export const loginKey = (database: string): string => `login-${database}`;

/** What a set-up Job makes. */
export interface DatabaseSetup {
  readonly identity: StoreIdentity;
  readonly serviceAccount: string;
  readonly server: ServerAddress;
  /** Database that the administrator signs in to. */
  readonly adminDatabase: string;
  readonly databases: readonly string[];
  /** Changes with a password, so that the Job runs again. */
  readonly passwordsHash: pulumi.Input<string>;
  readonly images: ImageOptions;
}

/**
 * Makes each database and the login that owns it, or brings them to what they should be: it may run any number of
 * times. Named after what it makes, since a Job cannot change; kept, since one that is gone would run again.
 */
export function databaseSetupJob(setup: DatabaseSetup): JobArgs {
  const { identity, server, adminDatabase, databases, images } = setup;
  const script = databaseSetupScript(databases);
  const image = imageFor("postgres", componentImages.postgres, images);
  const secret = loginsSecretName(identity.name);
  const { port, sslMode } = server;
  const hash = shortHash({ script, image, adminDatabase, port, sslMode });
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: {
      ...storeMetadata(identity, `${objectName(`${identity.name}-setup`)}-${hash}`),
      annotations: retriedByNextUp,
    },
    spec: {
      backoffLimit: 6,
      template: {
        metadata: {
          labels: podLabels(identity, databaseRole),
          annotations: { "roadstead.dev/passwords-hash": setup.passwordsHash },
        },
        spec: hardenedPod({
          serviceAccount: setup.serviceAccount,
          images,
          restartPolicy: "OnFailure",
          containers: [
            {
              name: "setup",
              image,
              command: ["/bin/sh", "-euc", script],
              env: [
                ...serverEnv(server),
                secretEnv("PGUSER", secret, adminUserKey),
                secretEnv("PGPASSWORD", secret, adminPasswordKey),
                { name: "PGDATABASE", value: adminDatabase },
                ...databases.map((database, index) => secretEnv(passwordEnv(index), secret, loginKey(database))),
              ],
              // Measured: 13 MiB of psql.
              resources: containerResources({ cpu: ["20m", "500m"], memoryMib: [32, 128], scratchMib: [16, 64] }),
              volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
            },
          ],
          volumes: [scratchVolume("tmp", 16)],
        }),
      },
    },
  };
}

const passwordEnv = (index: number): string => `LOGIN_PASSWORD_${index}`;

/**
 * The script of the Job, for `sh`.
 *
 * The password goes by `\password`, which hashes it here: in a statement it would stand in the server's log whenever
 * statements, or this one's failure, are logged. `setsid` takes the terminal away, from which psql would read it.
 */
export function databaseSetupScript(databases: readonly string[]): string {
  const calls = databases.map((database, index) => `prepare ${database} "$${passwordEnv(index)}"`);
  return `${prepare}\n${calls.join("\n")}\n`;
}

// An administrator who is no superuser, as on RDS and Cloud SQL, gives away only databases of roles that it is in.
const prepare = `attempts=60
until pg_isready --quiet; do
  attempts=$((attempts - 1))
  if [ "$attempts" -le 0 ]; then echo "no PostgreSQL at $PGHOST:$PGPORT" >&2; exit 1; fi
  sleep 2
done

prepare() {
  psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --set=name="$1" <<'SQL'
SET client_min_messages = warning;
SELECT format('CREATE ROLE %I LOGIN', :'name')
  WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'name') \\gexec
SELECT format('GRANT %I TO CURRENT_USER', :'name')
  WHERE NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) \\gexec
SELECT format('CREATE DATABASE %I OWNER %I', :'name', :'name')
  WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'name') \\gexec
SELECT format('ALTER DATABASE %I OWNER TO %I', :'name', :'name')
  WHERE NOT EXISTS (
    SELECT FROM pg_database WHERE datname = :'name' AND pg_get_userbyid(datdba) = :'name'
  ) \\gexec
SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', :'name') \\gexec
SQL
  printf '%s\\n%s\\n' "$2" "$2" |
    setsid --wait psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --command="\\\\password $1" >/dev/null
  echo "database $1 is ready"
}
`;
