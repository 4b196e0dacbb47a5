import type { StoreRequest } from "@roadstead/cluster";
import type { Problem } from "@roadstead/core";
import type { ModelRegistrySpec } from "./config.js";
import { type RegistrySize, registrySizes } from "./sizes.js";

/** Databases on the registry's server, each with a login of the same name. */
export const databases = { tracking: "mlflow", auth: "mlflow_auth" } as const;

/** Where dumps lie in the bucket. */
export const dumpPrefix = "dumps/";

export const defaultBackupDays = 14;

/** What a registry asks of its cluster's stores. The spec may have problems. */
export function storeRequest(spec: ModelRegistrySpec, deletionProtection: boolean) {
  const given = spec.size ?? "small";
  const named: RegistrySize | undefined = typeof given === "object" ? given : registrySizes[given];
  const size = named ?? registrySizes.small;
  return {
    objectStore: { ...spec.artifacts, deletionProtection },
    database: {
      databases: [databases.tracking, databases.auth],
      sizeGib: size.databaseGib,
      highAvailability: size.highAvailability,
      backupDays: spec.backups?.days ?? defaultBackupDays,
      deletionProtection,
    },
  } satisfies StoreRequest;
}

const specPaths: readonly (readonly [request: string, spec: string])[] = [
  ["database.sizeGib", "size.databaseGib"],
  ["database.backupDays", "backups.days"],
  ["objectStore.", "artifacts."],
];

/** A problem of the request where its cause stands in the registry's spec. */
export function inSpec(problem: Problem): Problem {
  const found = specPaths.find(([request]) => problem.path.startsWith(request));
  return found === undefined ? problem : { ...problem, path: problem.path.replace(found[0], found[1]) };
}
