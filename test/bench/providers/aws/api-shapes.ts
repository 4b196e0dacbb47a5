import type { Value } from "../test-provider.js";
import { UNKNOWN } from "../test-provider.js";
import { type Service, type Shape, shapeOf } from "./service-model.js";
import { isList, isRecord } from "./values.js";

/**
 * Which shapes of AWS' API the arguments of a resource become. Names are those of the API with a small first letter,
 * at every level, except what `names` says: another name, or null for what is not sent so and is left to the rules.
 */
export interface ApiShapes {
  readonly service: Service;
  /** Several where the provider makes several calls. */
  readonly shapes: readonly string[];
  readonly names?: Readonly<Record<string, string | null>>;
  /** Members that are required by the shapes and not given by the program. */
  readonly implied?: readonly string[];
}

export interface Complaint {
  readonly path: string;
  readonly reason: string;
}

/** Everything that AWS' own model says against the arguments. What is not known yet passes. */
export function complaints(api: ApiShapes, args: Readonly<Record<string, Value>>): readonly Complaint[] {
  const found: Complaint[] = [];
  const shapes = api.shapes.map((name) => shapeOf(api.service, name));
  const sent = new Set<string>();
  for (const [key, value] of Object.entries(args)) {
    if (key === "region" || key === "tags" || value === null) continue;
    const name = api.names?.[key];
    if (name === null) continue;
    const owner = shapes.find((shape) => memberOf(shape, name ?? key) !== undefined);
    const member = owner === undefined ? undefined : memberOf(owner, name ?? key);
    if (member === undefined) {
      found.push({ path: key, reason: `${api.shapes.join(" and ")} has no such member` });
      continue;
    }
    sent.add(member.name);
    check(api, member.shape, value, key, found);
  }
  const required = shapes.flatMap((shape) => shape.required ?? []);
  for (const name of required) {
    if (!sent.has(name) && !(api.implied ?? []).includes(name)) found.push({ path: name, reason: "is required" });
  }
  return found;
}

function memberOf(shape: Shape, name: string): { readonly name: string; readonly shape: string } | undefined {
  const wanted = name.toLowerCase();
  const found = Object.entries(shape.members ?? {}).find(([each]) => each.toLowerCase() === wanted);
  return found === undefined ? undefined : { name: found[0], shape: found[1].shape };
}

function check(api: ApiShapes, shapeName: string, value: Value, path: string, found: Complaint[]): void {
  if (value === UNKNOWN || value === null) return;
  const shape = shapeOf(api.service, shapeName);
  const complain = (reason: string) => found.push({ path, reason });
  switch (shape.type) {
    case "structure":
      // EC2 wraps some attributes: { Value: true }.
      if (!isRecord(value) && shape.members?.["Value"] !== undefined) {
        check(api, shape.members["Value"].shape, value, path, found);
      } else if (!isRecord(value)) complain("must be an object");
      else checkStructure(api, shape, value, path, found);
      return;
    case "list": {
      // The provider has a plain object where the API has a list of one.
      const items = isList(value) ? value : [value];
      checkBounds(shape, items.length, "items", complain);
      items.forEach((item, index) => check(api, shape.member?.shape ?? "", item, `${path}[${index}]`, found));
      return;
    }
    case "map":
      if (!isRecord(value)) return void complain("must be a map");
      checkBounds({ ...shape, min: 0 }, Object.keys(value).length, "entries", complain);
      for (const [key, item] of Object.entries(value)) {
        check(api, shape.key?.shape ?? "", key, `${path}.${key}`, found);
        check(api, shape.value?.shape ?? "", item, `${path}.${key}`, found);
      }
      return;
    default:
      checkScalar(shape, value, complain);
  }
}

function checkStructure(
  api: ApiShapes,
  shape: Shape,
  value: Readonly<Record<string, Value>>,
  path: string,
  found: Complaint[],
): void {
  const sent = new Set<string>();
  for (const [key, item] of Object.entries(value)) {
    // Tags are a map at the provider and pairs at some services: they have rules of their own.
    if (key === "tags" || item === null) continue;
    const renamed = api.names?.[`${path.replace(/\[\d+\]/g, "")}.${key}`];
    if (renamed === null) continue;
    const member = memberOf(shape, renamed ?? key);
    if (member === undefined) {
      found.push({ path: `${path}.${key}`, reason: "the API has no such member" });
      continue;
    }
    sent.add(member.name);
    check(api, member.shape, item, `${path}.${key}`, found);
  }
  for (const name of shape.required ?? []) {
    if (!sent.has(name)) found.push({ path: `${path}.${name}`, reason: "is required" });
  }
}

function checkScalar(shape: Shape, value: Value, complain: (reason: string) => void): void {
  if (shape.type === "boolean") {
    if (typeof value !== "boolean" && value !== "true" && value !== "false") complain("must be true or false");
  } else if (["integer", "long", "float", "double"].includes(shape.type)) {
    const number = typeof value === "string" && value !== "" ? Number(value) : value;
    if (typeof number !== "number" || Number.isNaN(number)) complain("must be a number");
    else checkBounds(shape, number, "", complain);
  } else if (typeof value === "object") {
    complain("must be one value");
  } else {
    checkText(shape, String(value), complain);
  }
}

function checkText(shape: Shape, value: string, complain: (reason: string) => void): void {
  if (shape.enum !== undefined && !shape.enum.includes(value)) {
    complain(`"${value}" is none of ${shape.enum.length > 20 ? `${shape.enum.length} values` : shape.enum.join(", ")}`);
  }
  checkBounds(shape, value.length, "characters", complain);
  if (shape.pattern !== undefined && !pattern(shape.pattern).test(value)) {
    complain(`"${value}" does not match ${shape.pattern}`);
  }
}

function checkBounds(
  { min, max }: Pick<Shape, "min" | "max">,
  size: number,
  unit: string,
  complain: (reason: string) => void,
): void {
  if (min !== undefined && size < min) complain(`${size} ${unit} are fewer than ${min}`.replace("  ", " "));
  if (max !== undefined && size > max) complain(`${size} ${unit} are more than ${max}`.replace("  ", " "));
}

// Java's spelling of Unicode classes is JavaScript's under the flag "u"; IAM writes ranges of code points as text.
function pattern(source: string): RegExp {
  return new RegExp(`^(?:${source})$`, "u");
}
