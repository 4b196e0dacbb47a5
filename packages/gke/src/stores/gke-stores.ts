import type { StoreProvider } from "@roadstead/cluster";
import { SpecError } from "@roadstead/core";
import { createBucket } from "./bucket.js";
import { createCloudSql } from "./cloud-sql.js";
import { identityProblems, storeProblems } from "./store-problems.js";
import type { StoreScope } from "./store-scope.js";
import { type StoreNames, workloadIdentity } from "./workload-identity.js";

/** Cloud Storage, Cloud SQL and Workload Identity, on demand. */
export function gkeStores(scope: StoreScope): StoreProvider {
  const names: StoreNames = new WeakMap();
  const served = new Set<string>();
  return {
    problems: (request) => storeProblems(scope, request),
    objectStore(name, args, owner) {
      const store = createBucket(scope, name, args, owner);
      names.set(store, name);
      return store;
    },
    database: (name, args, owner) => createCloudSql(scope, name, args, owner),
    identity(namespace, serviceAccount, grants, owner) {
      const subject = `${namespace}/${serviceAccount}`;
      const problems = identityProblems(subject, served);
      if (problems.length > 0) throw new SpecError(problems);
      served.add(subject);
      return workloadIdentity(scope, names, { namespace, serviceAccount }, grants, owner);
    },
  };
}
