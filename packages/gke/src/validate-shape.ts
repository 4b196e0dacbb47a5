import { isGiven, isPlainObject, isText, isTexts, membersOf, suggestion } from "@roadstead/core";
import type { GkeConfig } from "./config.js";
import type { GkeProblem } from "./rules.js";

/** What belongs to a cluster that Roadstead makes; one that exists has these already. */
const newClusterOnly = [
  "network",
  "access",
  "clusterName",
  "releaseChannel",
  "maintenance",
  "system",
  "encryption",
] as const;

const sections = [
  "pools",
  "auth",
  "iam",
  "tags",
  "images",
  "stores",
  "transform",
  "maintenance",
  "system",
  "encryption",
] as const;

/**
 * What a program without types leaves out of the factory, or says of two kinds of cluster at once. The other rules
 * read the config as its type has it, so these come first and alone.
 */
export function shapeProblems(config: GkeConfig<string> | undefined): readonly GkeProblem[] {
  const root = membersOf(config);
  return [
    ...missing(root, "gke", ["project", "location"], isText),
    ...sections
      .filter((key) => root[key] !== undefined && !isPlainObject(root[key]))
      .map((key) => missingProblem(`gke.${key}`, root[key])),
    ...poolProblems(root["pools"]),
    ...maintenanceProblems(root["maintenance"]),
    ...storesProblems(root["stores"]),
    ...choice("gke.iam.projectGrants", membersOf(root["iam"])["projectGrants"], ["roadstead", "user"]),
    ...(root["existing"] === undefined ? newClusterProblems(root) : existingProblems(root)),
  ];
}

function newClusterProblems({ network, access, encryption }: Record<string, unknown>): readonly GkeProblem[] {
  return [
    ...networkProblems(network),
    ...accessProblems(access),
    ...(isPlainObject(encryption) ? missing(encryption, "gke.encryption", ["kmsKey"], isGiven) : []),
  ];
}

function networkProblems(network: unknown): readonly GkeProblem[] {
  if (!isPlainObject(network)) return [missingProblem("gke.network", network)];
  if ("create" in network) {
    const create = membersOf(network["create"]);
    return [
      ...missing(create, "gke.network.create", ["zones"], isTexts),
      ...choice("gke.network.create.nat", create["nat"], ["one", "per-zone"]),
    ];
  }
  return [
    ...missing(network, "gke.network", ["network", "subnetwork"], isGiven),
    ...missing(network, "gke.network", ["podRange", "serviceRange", "egress"], isText),
    ...choice("gke.network.egress", network["egress"], ["nat", "proxy", "none"]),
    ...missing(network, "gke.network", ["zones"], isTexts),
  ];
}

function accessProblems(access: unknown): readonly GkeProblem[] {
  if (!isPlainObject(access)) return [missingProblem("gke.access", access)];
  return [
    ...missing(access, "gke.access", ["endpoint"], isGiven),
    ...missing(access, "gke.access", ["deployer"], isText),
    ...missing(access, "gke.access", ["admins"], isTexts),
  ];
}

function existingProblems(root: Record<string, unknown>): readonly GkeProblem[] {
  const path = "gke.existing";
  const existing = membersOf(root["existing"]);
  return [
    ...missing(existing, path, ["name", "endpoint"], isGiven),
    ...missing(existing, path, ["clusterId"], isText),
    ...choice(`${path}.mode`, existing["mode"], ["standard", "autopilot"]),
    ...missing(existing, path, ["zones"], isTexts),
    ...newClusterOnly
      .filter((key) => root[key] !== undefined)
      .map((key) => ({
        rule: "gke/existing-only" as const,
        path: `gke.${key}`,
        message: "belongs to a cluster that Roadstead makes, and this one exists already",
        hint: "leave it out, or leave existing out",
      })),
  ];
}

function poolProblems(pools: unknown): readonly GkeProblem[] {
  return Object.entries(membersOf(pools)).flatMap(([name, pool]) => {
    const { zones } = membersOf(pool);
    return zones === undefined || isTexts(zones) ? [] : [missingProblem(`gke.pools.${name}.zones`, zones)];
  });
}

function maintenanceProblems(maintenance: unknown): readonly GkeProblem[] {
  if (!isPlainObject(maintenance)) return [];
  return [
    ...missing(maintenance, "gke.maintenance", ["days"], isTexts),
    ...missing(maintenance, "gke.maintenance", ["startUtc"], isText),
    ...missing(maintenance, "gke.maintenance", ["hours"], (hours) => typeof hours === "number"),
  ];
}

/** Google's part; what every target takes as a store has rules of its own. */
function storesProblems(stores: unknown): readonly GkeProblem[] {
  const { objectStore, database } = membersOf(stores);
  const { cloudSql } = membersOf(database);
  const { tier, edition, flags, endpoint } = membersOf(cloudSql);
  const path = "gke.stores.database.cloudSql";
  const parts = [
    ["gke.stores.objectStore", objectStore, isPlainObject],
    ["gke.stores.database", database, isPlainObject],
    [path, cloudSql, isPlainObject],
    [`${path}.tier`, tier, isText],
    [`${path}.flags`, flags, (value: unknown) => isPlainObject(value) && Object.values(value).every(isText)],
    [`${path}.endpoint`, endpoint, isPlainObject],
  ] as const;
  return [
    ...parts
      .filter(([, value, isRight]) => value !== undefined && !isRight(value))
      .map(([at, value]) => missingProblem(at, value)),
    ...choice(`${path}.edition`, edition, ["ENTERPRISE", "ENTERPRISE_PLUS"]),
    ...(isPlainObject(endpoint) ? missing(endpoint, `${path}.endpoint`, ["network", "subnetwork"], isGiven) : []),
  ];
}

function missing(
  owner: Record<string, unknown>,
  path: string,
  keys: readonly string[],
  is: (value: unknown) => boolean,
): readonly GkeProblem[] {
  return keys.filter((key) => !is(owner[key])).map((key) => missingProblem(`${path}.${key}`, owner[key]));
}

/** A word that is none of the choice; one that is left out has a default, or is missing by another rule. */
function choice(path: string, value: unknown, allowed: readonly string[]): readonly GkeProblem[] {
  if (value === undefined || (typeof value === "string" && allowed.includes(value))) return [];
  return [
    {
      rule: "gke/choice",
      path,
      message: "is none of the choice",
      got: JSON.stringify(value),
      allowed,
      ...suggestion(String(value), allowed),
    },
  ];
}

function missingProblem(path: string, value: unknown): GkeProblem {
  return value === undefined
    ? { rule: "gke/required", path, message: "is missing" }
    : { rule: "gke/required", path, message: "is not of the type that is wanted", got: typeName(value) };
}

function typeName(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : `a value of type ${typeof value}`;
}
