import { nearest, type Problem } from "@roadstead/core";
import type { ClusterRule } from "../rules.js";
import type { StoreContext, StoreRequest } from "./cluster-stores.js";
import type { DatabaseArgs } from "./database.js";
import type { ExistingDatabase } from "./stores-config.js";

type Context = Pick<StoreContext, "target" | "config" | "cloud">;

/** What no store of this cluster can give. Paths are those of the request. */
export function requestProblems({ objectStore, database }: StoreRequest, context: Context): readonly Problem[] {
  return [
    ...(objectStore === undefined
      ? []
      : [
          ...placeProblems("objectStore", context),
          ...atLeast("objectStore.sizeGib", objectStore.sizeGib, smallestVolumeGib, "GiB"),
          ...atLeast("objectStore.noncurrentDays", objectStore.noncurrentDays, 1, "days"),
        ]),
    ...(database === undefined
      ? []
      : [
          ...placeProblems("database", context),
          ...databaseNameProblems(database.databases),
          ...loginProblems(database.databases, context.config.database),
          ...atLeast("database.sizeGib", database.sizeGib, smallestVolumeGib, "GiB"),
          ...backupProblems(database.backupDays),
        ]),
  ];
}

/** GiB. PostgreSQL alone keeps up to 1 GiB of write-ahead log (`max_wal_size`), and a full volume stops it. */
export const smallestVolumeGib = 5;

function placeProblems(kind: "objectStore" | "database", { target, config, cloud }: Context): readonly Problem[] {
  if (config[kind] !== undefined || cloud !== undefined) return [];
  const [what, existing] =
    kind === "objectStore"
      ? ["object store", "{ endpoint, bucket, accessKeyId, secretAccessKey }"]
      : ["PostgreSQL server", "{ host, user, password }"];
  return [
    {
      rule: `cluster/no-${kind === "objectStore" ? "object-store" : "database"}` satisfies ClusterRule,
      path: kind,
      message: `needs a place: Roadstead cannot know which ${what} this cluster may use`,
      hint: `say it in the factory: ${target}({ stores: { ${kind}: ${existing} } }), or { inCluster: {} } for one in the cluster`,
    },
  ];
}

function atLeast(path: string, value: unknown, least: number, unit: string): readonly Problem[] {
  if (value === undefined || (Number.isInteger(value) && (value as number) >= least)) return [];
  return [
    {
      rule: (unit === "GiB" ? "cluster/store-size" : "cluster/store-days") satisfies ClusterRule,
      path,
      message: unit === "GiB" ? "is too small a volume, or no whole number" : "is no whole number of days",
      got: JSON.stringify(value) ?? "undefined",
      allowed: [`at least ${least} ${unit}`],
    },
  ];
}

function backupProblems(days: unknown): readonly Problem[] {
  if (days === undefined || (Number.isInteger(days) && (days as number) >= 1 && (days as number) <= 35)) return [];
  return [
    {
      rule: "cluster/store-days" satisfies ClusterRule,
      path: "database.backupDays",
      message: "is no number of days for which backups are kept",
      got: JSON.stringify(days) ?? "undefined",
      allowed: ["1 to 35 days"],
    },
  ];
}

// PostgreSQL's own, and those of the clouds' administrators. Short enough for a login name of the same form.
const databaseForm = /^[a-z][a-z0-9_]{0,62}$/;
const takenNames = [
  "postgres",
  "template0",
  "template1",
  "rdsadmin",
  "rds_superuser",
  "cloudsqladmin",
  "cloudsqlsuperuser",
];

function databaseNameProblems(databases: DatabaseArgs["databases"]): readonly Problem[] {
  const rule: ClusterRule = "cluster/database-name";
  if (databases.length === 0) return [{ rule, path: "database.databases", message: "names no database" }];
  return databases.flatMap((name, index): readonly Problem[] => {
    const path = `database.databases[${index}]`;
    const got = JSON.stringify(name);
    if (databases.indexOf(name) < index) return [{ rule, path, message: "is named already", got }];
    if (takenNames.includes(name) || name.startsWith("pg_")) {
      return [{ rule, path, message: "is a name that PostgreSQL or a cloud keeps for itself", got }];
    }
    if (databaseForm.test(name)) return [];
    const hint = "at most 63 lower-case letters, digits and underscores, a letter first";
    return [{ rule, path, message: "is no name of a database and its login", got, hint }];
  });
}

/** Databases that somebody else made must be all that the workload asks for. */
function loginProblems(
  databases: DatabaseArgs["databases"],
  choice: { readonly inCluster: unknown } | ExistingDatabase | undefined,
): readonly Problem[] {
  if (choice === undefined || "inCluster" in choice || choice.logins === undefined) return [];
  const given = Object.keys(choice.logins);
  return databases
    .map((name, index) => ({ name, index }))
    .filter(({ name }) => !given.includes(name))
    .map(({ name, index }) => {
      const near = nearest(name, given);
      return {
        rule: "cluster/database-login" satisfies ClusterRule,
        path: `database.databases[${index}]`,
        message: "has no login among those that the factory gives",
        got: JSON.stringify(name),
        allowed: given,
        hint: near === undefined ? `make it and name it: stores.database.logins.${name}` : `did you mean "${near}"?`,
      };
    });
}
