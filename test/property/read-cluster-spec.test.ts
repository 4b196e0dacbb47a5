import "./fixed-seed.js";
import { type Problem, readClusterSpec, sortProblems, validateSpec } from "@roadstead/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gkeLike } from "../corpus/fixtures.js";
import { arbitrarySpec } from "./arbitrary-spec.js";
import { targets } from "./layout-options.js";

const garbage = fc.anything({
  withNullPrototype: true,
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSparseArray: true,
});

describe("any input", () => {
  it("is a spec or has problems, sorted by path", () => {
    fc.assert(
      fc.property(garbage, (value) => {
        const read = readClusterSpec(value);
        if ("spec" in read) return;
        expect(read.problems.length).toBeGreaterThan(0);
        expect(read.problems).toEqual(sortProblems(read.problems));
      }),
    );
  });

  it.each(targets)("is never too odd to be checked: %s", (_name, capabilities) => {
    fc.assert(fc.property(garbage, (value) => void validateSpec(value, capabilities)));
  });
});

describe("a valid spec with one part replaced by anything", () => {
  it.each(targets)("is a spec or has problems that name the place: %s", (_name, capabilities) => {
    fc.assert(
      fc.property(arbitrarySpec(capabilities), fc.nat(), garbage, (spec, seed, value) => {
        const { mutated, path } = replaceOne(spec, seed, value);
        const problems = validateSpec(mutated, capabilities);
        expect(problems.filter((problem) => !isNear(problem, path))).toEqual([]);
        const read = readClusterSpec(mutated);
        if ("problems" in read) expect(problems.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe("a spec that was read", () => {
  it("is the spec that was written", () => {
    fc.assert(
      fc.property(arbitrarySpec(gkeLike), (spec) => {
        expect(readClusterSpec(spec)).toEqual({ spec });
      }),
    );
  });
});

type Json = { [key: string]: unknown };

/** A copy of the spec in which one value, somewhere, is another, and the key at the top that leads to it. */
function replaceOne(spec: object, seed: number, value: unknown): { readonly mutated: unknown; readonly path: string } {
  const mutated = structuredClone(spec) as Json;
  const places = placesIn(mutated);
  const place = places[seed % places.length];
  if (place === undefined) return { mutated, path: "" };
  place.owner[place.key] = value;
  return { mutated, path: place.path };
}

interface Place {
  readonly owner: Json;
  readonly key: string;
  readonly path: string;
}

function placesIn(owner: Json, top?: string): readonly Place[] {
  return Object.entries(owner).flatMap(([key, member]) => {
    const path = top ?? key;
    const inner = typeof member === "object" && member !== null ? placesIn(member as Json, path) : [];
    return [{ owner, key, path }, ...inner];
  });
}

/** A problem of another part would be a false alarm. */
function isNear(problem: Problem, path: string): boolean {
  return problem.path.startsWith(path);
}
