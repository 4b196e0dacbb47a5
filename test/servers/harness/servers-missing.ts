import { describe } from "vitest";
import { missingServers } from "../../bench/tools.js";

/** A group of tests that need servers: skipped on a contributor's machine that lacks one, never where CI is set. */
export const describeServers =
  missingServers() === undefined || process.env.CI !== undefined ? describe : describe.skip;
