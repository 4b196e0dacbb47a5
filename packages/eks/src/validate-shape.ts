import { isGiven, isPlainObject, isText, isTexts, membersOf, shown, suggestion } from "@roadstead/core";
import type { RolePurpose } from "./config.js";
import type { EksProblem } from "./rules.js";
import { storesShapeProblems } from "./validate-stores.js";

type Members = Readonly<Record<string, unknown>>;
type Check = (value: unknown) => boolean;

const sections = ["auth", "encryption", "iam", "images", "pools", "stores", "system", "tags", "transform"] as const;

const rolePurposes = [
  "cluster",
  "node",
  "vpc-cni",
  "ebs-csi",
  "autoscaler",
  "flow-logs",
] as const satisfies readonly RolePurpose[];

/** What belongs to a cluster that is made; one that exists has these already. */
const newClusterOnly = ["addOnVersions", "clusterName", "logRetentionDays", "system"] as const;

/**
 * What a program without types leaves out of the factory, misspells, or says of two kinds of cluster at once. The
 * other rules read the config as its type has it, so these come first and alone.
 */
export function shapeProblems(config: unknown): readonly EksProblem[] {
  const root = membersOf(config);
  const isNew = root["existing"] === undefined;
  return [
    ...wrong(root, "eks", { region: isText, network: isPlainObject, access: isPlainObject }),
    ...sections.filter((key) => root[key] !== undefined).flatMap((key) => wrong(root, "eks", { [key]: isPlainObject })),
    ...(isPlainObject(root["network"]) ? networkProblems(root["network"], isNew) : []),
    ...(isPlainObject(root["access"]) ? accessProblems(root["access"], isNew) : []),
    ...choice(root, "eks", "autoscaler", ["cluster-autoscaler", "user"], isNew),
    ...poolProblems(membersOf(root["pools"])),
    ...storesShapeProblems(root["stores"]),
    ...zonesProblems(membersOf(root["system"]), "eks.system"),
    ...roleProblems(membersOf(membersOf(root["iam"])["roles"])),
    ...(isNew ? [] : existingProblems(root)),
  ];
}

/** A misspelt purpose would not be heard of: a role would be made in the place of the user's. */
function roleProblems(roles: Members): readonly EksProblem[] {
  return Object.keys(roles)
    .filter((purpose) => !(rolePurposes as readonly string[]).includes(purpose))
    .map((purpose) => ({
      rule: "eks/choice",
      path: `eks.iam.roles.${purpose}`,
      message: "is no purpose of a role",
      allowed: rolePurposes,
      ...suggestion(purpose, rolePurposes),
    }));
}

function networkProblems(network: Members, isNew: boolean): readonly EksProblem[] {
  const path = "eks.network";
  if (isNew && network["create"] !== undefined) {
    const create = membersOf(network["create"]);
    return [
      ...wrong(create, `${path}.create`, { zones: isTexts }),
      ...choice(create, `${path}.create`, "nat", ["one", "per-zone"], true),
      ...choice(create, `${path}.create`, "flowLogs", ["all", "rejected", "none"], true),
    ];
  }
  const { subnets } = network;
  return [
    ...wrong(network, path, { subnets: Array.isArray }),
    ...choice(network, path, "egress", ["nat", "proxy", "none"], false),
    ...(Array.isArray(subnets) ? subnets : []).flatMap((subnet, index) =>
      wrong(membersOf(subnet), `${path}.subnets[${index}]`, { id: isGiven, zone: isText }),
    ),
  ];
}

function accessProblems(access: Members, isNew: boolean): readonly EksProblem[] {
  const path = "eks.access";
  const { endpoint } = access;
  return [
    ...wrong(access, path, { deployer: isGiven }),
    ...(isNew ? wrong(access, path, { admins: Array.isArray, endpoint: isGiven }) : []),
    ...(typeof endpoint === "string"
      ? choice(access, path, "endpoint", ["private"], false).map((problem) => ({
          ...problem,
          hint: "list who reaches it over the internet in { public: [] }",
        }))
      : []),
    ...(isPlainObject(endpoint) ? wrong(endpoint, `${path}.endpoint`, { public: isTexts }) : []),
  ];
}

function existingProblems(root: Members): readonly EksProblem[] {
  const path = "eks.existing";
  const existing = membersOf(root["existing"]);
  return [
    ...wrong(existing, path, { name: isGiven, endpoint: isGiven, ca: isGiven, oidcIssuer: isGiven }),
    ...wrong(existing, path, { storageClass: isText }),
    ...choice(existing, path, "vpcCniRole", ["node", "own"], false),
    ...newClusterOnly
      .filter((key) => root[key] !== undefined)
      .map((key) => ({
        rule: "eks/existing-only" as const,
        path: `eks.${key}`,
        message: "belongs to a cluster that is made, and this one exists",
        hint: "leave it out, or leave existing out",
      })),
  ];
}

function poolProblems(pools: Members): readonly EksProblem[] {
  return Object.entries(pools).flatMap(([name, pool]) =>
    pool === undefined
      ? []
      : [
          ...wrong(pools, "eks.pools", { [name]: isPlainObject }),
          ...zonesProblems(membersOf(pool), `eks.pools.${name}`),
        ],
  );
}

function zonesProblems(pool: Members, path: string): readonly EksProblem[] {
  return pool["zones"] === undefined ? [] : wrong(pool, path, { zones: isTexts });
}

function wrong(owner: Members, path: string, wanted: Readonly<Record<string, Check>>): readonly EksProblem[] {
  return Object.entries(wanted).flatMap(([key, is]) => {
    const value = owner[key];
    if (is(value)) return [];
    const at = { rule: "eks/required" as const, path: `${path}.${key}` };
    return value === undefined
      ? [{ ...at, message: "is missing" }]
      : [{ ...at, message: "is not of the type that is wanted", got: shown(value) }];
  });
}

function choice(
  owner: Members,
  path: string,
  key: string,
  allowed: readonly string[],
  optional: boolean,
): readonly EksProblem[] {
  const value = owner[key];
  if (value === undefined && !optional) return wrong(owner, path, { [key]: isText });
  if (value === undefined || allowed.some((word) => word === value)) return [];
  return [
    {
      rule: "eks/choice",
      path: `${path}.${key}`,
      message: "is none of the words that are offered",
      got: shown(value),
      allowed,
      ...(typeof value === "string" ? suggestion(value, allowed) : {}),
    },
  ];
}
