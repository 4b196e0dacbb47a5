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

// What every cluster has, and what Roadstead and the clouds run in it.
const takenNamespace = /^(default|gpu-system|kube-.+|gke-managed-.+|gmp-(system|public))$/;

/** Problems of a namespace that a component would have for itself: its policies would cut off what is there. */
export function ownNamespaceProblems(name: unknown, namespace: unknown, rule: string): readonly Problem[] {
  const [path, given] = namespace === undefined ? ["name", name] : ["namespace", namespace];
  const problems = namespace === undefined ? [] : componentNameProblems(namespace, rule, path);
  if (typeof given !== "string" || !takenNamespace.test(given)) return problems;
  return [
    {
      rule,
      path,
      message: "is a namespace of the cluster's own, and a component needs one for itself",
      got: JSON.stringify(given),
      hint: "leave `namespace` out for one that is named like the component, or write another",
    },
  ];
}
