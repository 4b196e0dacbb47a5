/** The groups of what is tested on the bench, and the catalog that all of them lean on. */
export const groups = [
  "up and destroy",
  "one graph",
  "admission",
  "scheduling",
  "device-plugin config",
  "scale from zero",
  "day two",
  "order and access",
  "packs",
  "scanners",
  "stores",
  "servers",
  "catalog",
] as const;

export type Group = (typeof groups)[number];

/** One fault, put in on purpose, and the test that must see it. */
export interface Mutation {
  readonly group: Group;
  /** What is wrong then, as a reader of the table says it. */
  readonly name: string;
  /** From the root of the repository. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  /** From the root of the repository. */
  readonly testFile: string;
  /** Part of the full name of the tests to run; all of the file when absent. */
  readonly testName?: string;
}
