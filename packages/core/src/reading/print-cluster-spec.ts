import { SpecError } from "../problem.js";
import type { ClusterSpec } from "../spec/cluster-spec.js";
import { readClusterSpec } from "./read-cluster-spec.js";

/**
 * A spec as JSON, which is YAML as well: keys in the language's order, pools in the spec's, every string quoted.
 * What is read back from it resolves to the same layout.
 * @throws {SpecError} when the value is not a spec
 */
export function printClusterSpec(spec: ClusterSpec): string {
  const read = readClusterSpec(spec);
  if ("problems" in read) throw new SpecError(read.problems);
  return `${JSON.stringify(read.spec, null, 2)}\n`;
}
