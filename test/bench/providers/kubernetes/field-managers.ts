import { createHash } from "node:crypto";
import type { Properties, Value } from "../test-provider.js";
import { annotations } from "./annotations.js";
import { annotationOf, isObject, listAt, objectAt, textOf } from "./manifest.js";

/** Owner of what a plain create sets, until the first update. */
export const createManager = "pulumi-kubernetes";

/** State's key of the manager that updates apply with. */
export const fieldManagerKey = "__fieldManager";

/** The manager that an object's fields are applied with: the manifest's choice, else the state's, else one of its own. */
export function fieldManager(urn: string, manifest: Properties, state: Properties = {}): string {
  const own = (): string => `${createManager}-${createHash("sha256").update(urn).digest("hex").slice(0, 8)}`;
  return annotationOf(manifest, annotations.patchFieldManager) ?? textOf(state[fieldManagerKey]) ?? own();
}

/** What was set by a plain create or by kubectl becomes the applying manager's, so that it can be changed and removed. */
const adopted: readonly { readonly prefix: string; readonly operation: "Apply" | "Update" }[] = [
  { prefix: "kubectl", operation: "Apply" },
  { prefix: "kubectl", operation: "Update" },
  { prefix: "before-first-apply", operation: "Update" },
  { prefix: createManager, operation: "Update" },
];

/** JSON patch that gives `manager` the fields of the managers that it takes over; empty where there is none. */
export function adoptionPatch(live: Properties, manager: string): readonly Properties[] {
  const entries = listAt(live, "metadata", "managedFields").filter(isObject);
  const own = entries.find((entry) => entry["manager"] === manager && entry["operation"] === "Apply");
  const taken = entries.filter((entry) => entry !== own && isAdopted(entry));
  const [first] = taken;
  if (first === undefined) return [];
  const fields = [...(own === undefined ? [] : [own]), ...taken].map((entry) => objectAt(entry, "fieldsV1"));
  const merged = { ...(own ?? first), manager, operation: "Apply", fieldsV1: fields.reduce(mergeFields) };
  const others = entries.filter((entry) => entry !== own && !taken.includes(entry));
  return [
    { op: "replace", path: "/metadata/managedFields", value: [...others, merged] },
    { op: "replace", path: "/metadata/resourceVersion", value: objectAt(live, "metadata")["resourceVersion"] ?? null },
  ];
}

/** True where an update would be refused in a dry run only because {@link adoptionPatch} did not run before it. */
export function awaitsAdoption(live: Properties): boolean {
  return listAt(live, "metadata", "managedFields").filter(isObject).some(isAdopted);
}

function isAdopted({ manager, operation, subresource }: Properties): boolean {
  const matches = adopted.some((one) => String(manager).startsWith(one.prefix) && operation === one.operation);
  return matches && textOf(subresource) === undefined;
}

function mergeFields(a: Properties, b: Properties): Properties {
  const merged = Object.entries(b).map(([key, value]): [string, Value] => {
    const present = a[key];
    return [key, isObject(present) && isObject(value) ? mergeFields(present, value) : value];
  });
  return { ...a, ...Object.fromEntries(merged) };
}
