import type { Mutation } from "../mutation.js";

const examples = "test/engine/examples/eks.test.ts";
const foreign = "test/engine/foreign-programs.test.ts";

export const oneGraph: readonly Mutation[] = [
  {
    group: "one graph",
    name: "a plan without what was said by dependsOn",
    file: "packages/plan/src/monitor/register.ts",
    find: "dependencies: sortedUrns([...options.getDependsOnList(), ...(options.getReplaceWithList?.() ?? [])])",
    replace: "dependencies: sortedUrns([...(options.getReplaceWithList?.() ?? [])])",
    testFile: examples,
    testName: "on its own targets",
  },
  {
    group: "one graph",
    name: "a plan whose URNs lack the types of their parents",
    file: "packages/plan/src/monitor/urn.ts",
    find: "? type : `${parentType}$${type}`",
    replace: "? type : type",
    testFile: examples,
    testName: "on its own targets",
  },
  {
    group: "one graph",
    name: "a plan that names no namespace where the provider has one",
    file: "packages/plan/src/monitor/kubernetes.ts",
    find: "if (isNamespacedKind(type) !== true) return inputs;",
    replace: "if (isNamespacedKind(type) !== false) return inputs;",
    testFile: foreign,
  },
  {
    group: "one graph",
    name: "a plan that does not say which input depends on what",
    file: "packages/plan/src/monitor/register.ts",
    find: "propertyDependencies: sortedDependencies(registration.propertyDependencies),",
    replace: "propertyDependencies: sortedDependencies({}),",
    testFile: foreign,
  },
];
