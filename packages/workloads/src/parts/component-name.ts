import type { Problem } from "@roadstead/core";

// Leaves room for suffixes in names of 63 characters, and for a cloud's shorter ones.
const longestName = 30;
const form = /^[a-z]([a-z0-9-]*[a-z0-9])?$/;

/** Problems of a component's name or namespace, which begins the names of everything that it makes. */
export function componentNameProblems(
  name: unknown,
  rule: string,
  path = "name",
  longest = longestName,
): readonly Problem[] {
  if (typeof name === "string" && form.test(name) && name.length <= longest) return [];
  return [
    {
      rule,
      path,
      message: `must be at most ${longest} lower-case letters, digits and dashes, start with a letter and not end with a dash`,
      got: JSON.stringify(name) ?? "undefined",
    },
  ];
}
