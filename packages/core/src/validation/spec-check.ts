import type { Capabilities } from "../capabilities.js";
import type { LayoutOptions } from "../layout/layout-options.js";
import type { PoolRequest } from "../layout/pool-request.js";
import type { Problem } from "../problem.js";

/** What the factory says that decides whether a spec is valid. */
export interface ValidateOptions extends Pick<LayoutOptions, "machineTypes" | "region"> {
  /** Pool names that the factory mentions. */
  readonly overrides?: readonly string[];
}

/** What a spec is checked against. */
export interface CheckContext extends ValidateOptions {
  readonly capabilities: Capabilities;
}

/** One area of rules about a pool, the system pool among them. */
export type PoolCheck = (request: PoolRequest, context: CheckContext) => readonly Problem[];
