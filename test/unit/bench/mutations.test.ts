import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { mutations } from "../../bench/mutations/list.js";
import { groups } from "../../bench/mutations/mutation.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));

describe("the list of mutations", () => {
  it.each(groups)("has at least three for %s", (group) => {
    expect(mutations.filter((mutation) => mutation.group === group).length).toBeGreaterThanOrEqual(3);
  });

  it.each(mutations)(
    "$group: $name stands in the code once, and a test is named for it",
    ({ file, find, testFile }) => {
      expect(readFileSync(join(root, file), "utf8").split(find).length - 1).toBe(1);
      expect(existsSync(join(root, testFile)), testFile).toBe(true);
    },
  );
});
