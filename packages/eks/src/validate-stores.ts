import { isPlainObject, membersOf, shown } from "@roadstead/core";
import type { EksConfig } from "./config.js";
import type { EksProblem } from "./rules.js";

/** Problems of what the factory says of RDS, and of where a cluster that exists has its databases. */
export function storesProblems({ existing, stores }: EksConfig<string>): readonly EksProblem[] {
  const database = stores?.database;
  return [
    ...(database !== undefined && "rds" in database ? classProblems(database.rds.instanceClass) : []),
    ...idProblems("vpcId", existing?.vpcId, "vpc", "a VPC"),
    ...idProblems("nodeSecurityGroupId", existing?.nodeSecurityGroupId, "sg", "a security group"),
  ];
}

/** Places of stores that are no objects; the rest is read as its type has it. */
export function storesShapeProblems(stores: unknown): readonly EksProblem[] {
  const { database, objectStore } = membersOf(stores);
  const parts = {
    "eks.stores.objectStore": objectStore,
    "eks.stores.database": database,
    "eks.stores.database.rds": membersOf(database)["rds"],
  };
  return Object.entries(parts)
    .filter(([, part]) => part !== undefined && !isPlainObject(part))
    .map(([path, part]) => ({
      rule: "eks/required",
      path,
      message: "is not of the type that is wanted",
      got: shown(part),
    }));
}

// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Types.html
function classProblems(instanceClass: string | undefined): readonly EksProblem[] {
  if (instanceClass === undefined || /^db\.[a-z0-9-]+\.[a-z0-9]+$/.test(instanceClass)) return [];
  const isMachine = /^[a-z0-9-]+\.[a-z0-9]+$/.test(instanceClass);
  return [
    {
      rule: "eks/database-class",
      path: "eks.stores.database.rds.instanceClass",
      message: "is no class of RDS",
      got: shown(instanceClass),
      hint: isMachine ? `did you mean "db.${instanceClass}"?` : 'write one such as "db.m8g.large"',
    },
  ];
}

function idProblems(key: string, id: unknown, prefix: string, noun: string): readonly EksProblem[] {
  if (typeof id !== "string" || new RegExp(`^${prefix}-[0-9a-f]{8,17}$`).test(id)) return [];
  return [
    {
      rule: "eks/database-network",
      path: `eks.existing.${key}`,
      message: `must be the id of ${noun}`,
      got: shown(id),
      hint: `one is such as "${prefix}-0123456789abcdef0"`,
    },
  ];
}
