import {
  fail,
  matchesGlob,
  nodePoolOf,
  notApplicable,
  pass,
  poolTypes,
  resourceRule,
  texts,
  unknown,
} from "@roadstead/policy";

export const machineTypesAllowed = resourceRule({
  name: "machine-types-allowed",
  title: "Machines are of types that this environment may use",
  severity: "medium",
  level: "mandatory",
  config: { allowed: texts(["*"], "Patterns of machine types, in lower case, such as g6.*") },
  types: poolTypes,
  reads: ["node groups, node pools, autoscaling groups, machines: machine types"],
  why: "What a team may use is decided once, not in each pull request.",
  fix: "Take a type that is allowed, or add its pattern to allowed.",
  check(view, { stack, config }) {
    const types = nodePoolOf(view, stack)?.machineTypes;
    if (types === undefined) return notApplicable;
    if (types.state !== "known") return unknown(types, "a machine may be of a type that is not allowed");
    const odd = types.value.find((type) => !config.allowed.some((pattern) => matchesGlob(pattern, type.toLowerCase())));
    if (odd === undefined) return pass;
    return fail(`the type ${odd} is not allowed here`, {
      path: types.path,
      value: odd,
      limit: config.allowed.join(", "),
    });
  },
});
