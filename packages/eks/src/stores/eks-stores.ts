import type { StoreProvider } from "@roadstead/cluster";
import { SpecError } from "@roadstead/core";
import type { EksConfig } from "../config.js";
import { makeBucket } from "./bucket.js";
import { makeDatabaseServer } from "./database-server.js";
import { makePodIdentity } from "./pod-identity.js";
import { identityProblems, storeProblems } from "./store-problems.js";
import type { StoreScope } from "./store-scope.js";

/** S3, RDS and Pod Identity, on demand. */
export function eksStores(scope: StoreScope, config: EksConfig<string>): StoreProvider {
  const served = new Set<string>();
  return {
    problems: (request) => storeProblems(config, request),
    objectStore: (name, args, owner) => makeBucket(scope, name, args, owner),
    database: (name, args, owner) => makeDatabaseServer(scope, name, args, owner, instanceClass(config)),
    identity(namespace, serviceAccount, grants, owner) {
      const account = `${namespace}/${serviceAccount}`;
      const problems = identityProblems(account, served);
      if (problems.length > 0) throw new SpecError(problems);
      served.add(account);
      return makePodIdentity(scope, namespace, serviceAccount, grants, owner);
    },
  };
}

function instanceClass({ stores }: EksConfig<string>): string | undefined {
  const choice = stores?.database;
  return choice !== undefined && "rds" in choice ? choice.rds.instanceClass : undefined;
}
