import type { StoreRequest } from "@roadstead/cluster";
import type { GkeProblem } from "../rules.js";
import { bucketNameFault } from "./store-names.js";
import type { StoreScope } from "./store-scope.js";

// https://cloud.google.com/sql/docs/postgres/instance-settings#storage-capacity-2ndgen
const [leastSizeGib, mostSizeGib] = [10, 65_536];

/** What Cloud SQL refuses of a request, where databases are there. Cloud Storage takes all that every target takes. */
export function storeProblems(
  { cloudSql, endpoint }: Pick<StoreScope, "cloudSql" | "endpoint">,
  { database }: StoreRequest,
): readonly GkeProblem[] {
  if (database === undefined || cloudSql === undefined) return [];
  return [...(endpoint === undefined ? [endpointProblem] : []), ...sizeProblems(database.sizeGib)];
}

const endpointProblem: GkeProblem = {
  rule: "gke/sql-endpoint",
  path: "gke.stores.database",
  message: "must name a subnet for the address of a database, since the cluster and its network exist already",
  hint: "write { cloudSql: { endpoint: { network, subnetwork } } }, or { inCluster: {} } for PostgreSQL in the cluster",
};

function sizeProblems(sizeGib: number | undefined): readonly GkeProblem[] {
  if (sizeGib === undefined || (sizeGib >= leastSizeGib && sizeGib <= mostSizeGib)) return [];
  return [
    {
      rule: "gke/sql-size",
      path: "database.sizeGib",
      message: "is no size that Cloud SQL has",
      got: String(sizeGib),
      allowed: [`${leastSizeGib} to ${mostSizeGib} GiB`],
    },
  ];
}

/** Two identities of one ServiceAccount would annotate it with two accounts. */
export function identityProblems(subject: string, served: ReadonlySet<string>): readonly GkeProblem[] {
  if (!served.has(subject)) return [];
  return [
    {
      rule: "gke/identity-duplicate",
      path: `identity.${subject}`,
      message: "has an identity already, and a ServiceAccount is one account of Google's",
      hint: "name all grants in one call, or use another ServiceAccount",
    },
  ];
}

/** The name of a bucket, which a transform may have changed. */
export function bucketNameProblems(child: string, name: unknown): readonly GkeProblem[] {
  const message = typeof name === "string" ? bucketNameFault(name) : undefined;
  if (message === undefined) return [];
  return [{ rule: "gke/bucket-name", path: child, message, got: JSON.stringify(name) }];
}
