import type { Platform } from "./aws-platform.js";

/** A call that AWS refuses, and one near it that it takes. */
export interface RuleCase {
  readonly name: string;
  /** What AWS answers to the wrong call. */
  readonly says: RegExp;
  wrong(platform: Platform): Promise<unknown>;
  near(platform: Platform): Promise<unknown>;
}
