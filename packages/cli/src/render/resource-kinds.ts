import type { GraphResource } from "@roadstead/core";
import { fullTypeLabel, typeLabel, typeParts } from "../report/type-label.js";
import type { PageOptions } from "../text/page.js";
import { table } from "../text/table.js";
import { together } from "../text/together.js";

/** Table of the resources' types with their counts, a row for each package. What the program only reads is marked. */
export function resourceKinds(resources: readonly GraphResource[], page: PageOptions): string[] {
  const rows = [...groupBy(resources, (resource) => typeParts(resource.type).package)]
    .sort(byKey)
    .map(([name, members]) => [name, String(members.length), kinds(members)]);
  const columns = [{ head: "PACKAGE" }, { head: "COUNT", align: "right" as const }, { head: "KINDS" }];
  return table(columns, rows, page);
}

function kinds(resources: readonly GraphResource[]): string {
  const types = new Set(resources.map((resource) => resource.type));
  const sameLabel = groupBy([...types], typeLabel);
  const label = ({ type, kind }: GraphResource): string => {
    const name = sameLabel.get(typeLabel(type))?.length === 1 ? typeLabel(type) : fullTypeLabel(type);
    return kind === "read" || kind === "remote" ? `${name} (${kind})` : name;
  };
  return [...groupBy(resources, label)]
    .sort(byKey)
    .map(([name, { length }]) => together(length === 1 ? name : `${name} ${length}`))
    .join(", ");
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

const byKey = <T>([a]: readonly [string, T], [b]: readonly [string, T]): number => (a < b ? -1 : a > b ? 1 : 0);
