import { type Capabilities, type Problem, type ValidateOptions, validateSpec } from "@roadstead/core";
import { eksLike } from "./fixtures.js";

/**
 * One way to break a rule, and the nearest input that keeps it.
 *
 * Each file of this folder exports the `rules` that it covers and its `cases`.
 */
export interface RuleCase {
  readonly rule: string;
  /** How the rule is broken, as the end of "refuses …". */
  readonly name: string;
  /** Problems of the input that breaks this rule and no other. */
  readonly broken: () => readonly Problem[];
  /** Problems of the nearest input that is right: none. */
  readonly valid: () => readonly Problem[];
  /** What the user reads: `formatProblem` of the one problem, written out. */
  readonly message: string;
}

/** Both inputs as data, checked in the same way. */
interface PairOf<Input> extends Pick<RuleCase, "rule" | "name" | "message"> {
  readonly broken: Input;
  readonly valid: Input;
}

/** A case of any check that takes one input. */
export function ruleCase<Input>(check: (input: Input) => readonly Problem[], pair: PairOf<Input>): RuleCase {
  return { ...pair, broken: () => check(pair.broken), valid: () => check(pair.valid) };
}

interface SpecPair extends PairOf<unknown> {
  /** Target that the spec is for. @default EKS */
  readonly on?: Capabilities;
  readonly options?: ValidateOptions;
}

/** A case about whole specs. */
export function specCase({ on = eksLike, options, ...pair }: SpecPair): RuleCase {
  return ruleCase((spec) => validateSpec(spec, on, options), pair);
}

/** Tags that every spec needs. */
export const tags = { owner: "ml-platform", costCenter: "4711", environment: "dev" };

/** A pool of L4 nodes. */
export const servingPool = { accelerator: { model: "l4", gpusPerNode: 1 }, size: { min: 0, max: 8 } };

/** A case about one pool: what is said replaces that of a pool of L4 nodes, or adds to it. */
export function poolCase({ broken, valid, ...rest }: Omit<SpecPair, "broken" | "valid"> & PairOf<object>): RuleCase {
  const spec = (fields: object) => ({ pools: { serving: { ...servingPool, ...fields } }, tags });
  return specCase({ ...rest, broken: spec(broken), valid: spec(valid) });
}
