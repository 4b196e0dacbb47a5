import { isPlainObject, membersOf, type Problem, unknownKeys } from "@roadstead/core";

/** What stands at a key. Texts and numbers are left to the rules that know their ranges. */
export interface Shape {
  readonly what: "true or false" | "an array" | "an object" | "a name or an object" | "false or an object" | "anything";
  /** Of an object. @default not looked at */
  readonly keys?: Readonly<Record<string, Shape>>;
}

export const anything: Shape = { what: "anything" };
export const flag: Shape = { what: "true or false" };
export const array: Shape = { what: "an array" };
export const objectOf = (keys?: Shape["keys"], what: Shape["what"] = "an object"): Shape => ({
  what,
  ...(keys === undefined ? {} : { keys }),
});

const fits: Readonly<Record<Shape["what"], (value: unknown) => boolean>> = {
  anything: () => true,
  "true or false": (value) => typeof value === "boolean",
  "an array": Array.isArray,
  "an object": isPlainObject,
  "a name or an object": (value) => typeof value === "string" || isPlainObject(value),
  "false or an object": (value) => value === false || isPlainObject(value),
};

/**
 * Keys that nobody would hear of, and values that are not what their key takes, which all other rules may then rely on:
 * a program without types says `null`, or `"false"`, which is true.
 *
 * @param spec undefined members count as left out
 */
export function shapeProblems(
  spec: unknown,
  keys: Readonly<Record<string, Shape>>,
  rule: string,
  path = "",
): readonly Problem[] {
  const known = Object.fromEntries(Object.keys(keys).map((key) => [key, true] as const));
  return [
    ...unknownKeys(rule, path, spec, known),
    ...Object.entries(keys).flatMap(([key, shape]): readonly Problem[] => {
      const value = membersOf(spec)[key];
      if (value === undefined) return [];
      const at = path === "" ? key : `${path}.${key}`;
      if (!fits[shape.what](value)) {
        // Never the value: it may be a secret at the wrong place.
        return [{ rule, path: at, message: `is not ${shape.what}`, got: value === null ? "null" : typeof value }];
      }
      return shape.keys === undefined ? [] : shapeProblems(value, shape.keys, rule, at);
    }),
  ];
}
