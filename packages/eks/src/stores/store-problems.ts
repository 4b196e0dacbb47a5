import type { StoreRequest, StoresConfig } from "@roadstead/cluster";
import type { EksConfig, EksStores } from "../config.js";
import { networkZones } from "../layout.js";
import type { EksProblem } from "../rules.js";

/** The factory's choice as every target has it: what is not said, or says more of RDS, is the cloud's. */
export function storesConfig({ objectStore, database }: EksStores): StoresConfig {
  return {
    ...(objectStore === undefined ? {} : { objectStore }),
    ...(database === undefined || "rds" in database ? {} : { database }),
  };
}

/** What S3, RDS and Pod Identity refuse of a request, where the stores are theirs. */
export function storeProblems(config: EksConfig<string>, request: StoreRequest): readonly EksProblem[] {
  const elsewhere = storesConfig(config.stores ?? {});
  const { objectStore, database } = request;
  return [
    ...(objectStore === undefined || elsewhere.objectStore !== undefined ? [] : agentProblems(config)),
    ...(database === undefined || elsewhere.database !== undefined
      ? []
      : [...networkProblems(config), ...sizeProblems(database.sizeGib)]),
  ];
}

/** A service account has one role. */
export function identityProblems(account: string, served: ReadonlySet<string>): readonly EksProblem[] {
  if (!served.has(account)) return [];
  return [
    {
      rule: "eks/identity-duplicate",
      path: `identity.${account}`,
      message: "has an identity already, and EKS gives a service account one role",
      hint: "name all grants in one call, or use another service account",
    },
  ];
}

function agentProblems({ existing }: EksConfig<string>): readonly EksProblem[] {
  if (existing?.podIdentityAgent !== false) return [];
  return [
    {
      rule: "eks/existing-pod-identity",
      path: "eks.existing.podIdentityAgent",
      message: "must be true for pods to sign in to their bucket",
      got: "false",
      hint: "install the add-on eks-pod-identity-agent, or name another store in eks.stores.objectStore",
    },
  ];
}

function networkProblems(config: EksConfig<string>): readonly EksProblem[] {
  const { existing } = config;
  const unsaid =
    existing === undefined
      ? []
      : (["vpcId", "nodeSecurityGroupId"] as const).filter((key) => existing[key] === undefined);
  const zones = networkZones(config);
  return [
    ...unsaid.map((key) => ({
      rule: "eks/database-network" as const,
      path: `eks.existing.${key}`,
      message: "must be given for a database of RDS to be reached from the cluster",
      hint: "give it, or name another place in eks.stores.database",
    })),
    ...(zones.length >= 2
      ? []
      : [
          {
            rule: "eks/database-zones" as const,
            path: "eks.network.subnets",
            message: "must have private subnets in two zones for a database of RDS",
            got: zones.join(", "),
            hint: "add a subnet in another zone, or name another place in eks.stores.database",
          },
        ]),
  ];
}

// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html#gp3-storage
const [leastSizeGib, mostSizeGib] = [20, 65_536];

function sizeProblems(sizeGib: number | undefined): readonly EksProblem[] {
  if (sizeGib === undefined || (sizeGib >= leastSizeGib && sizeGib <= mostSizeGib)) return [];
  return [
    {
      rule: "eks/database-size",
      path: "database.sizeGib",
      message: "is no size that RDS has",
      got: String(sizeGib),
      allowed: [`${leastSizeGib} to ${mostSizeGib} GiB`],
    },
  ];
}
