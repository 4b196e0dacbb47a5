import { unknownCheckingProxy, UnknownValueError } from "@pulumi/policy";
import { unknownValue } from "@roadstead/core";
import { describe, expect, it } from "vitest";
import { readInputs } from "@roadstead/policy";

/** What stands for an unknown text on the wire to an analyzer. */
const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const isUnknownError = (error: unknown) => error instanceof UnknownValueError;

describe("inputs of an analyzer", () => {
  it("keep what is known, and the place of what is not", () => {
    const given = {
      name: "cluster",
      enabled: true,
      nothing: null,
      arn: unknownText,
      network: { subnets: ["subnet-1", unknownText], zones: [{ name: unknownText, index: 0 }] },
    };
    expect(readInputs(unknownCheckingProxy(given), isUnknownError)).toEqual({
      name: "cluster",
      enabled: true,
      nothing: null,
      arn: unknownValue,
      network: { subnets: ["subnet-1", unknownValue], zones: [{ name: unknownValue, index: 0 }] },
    });
  });

  it("hide no fault behind an unknown value", () => {
    const broken = Object.defineProperty({}, "name", {
      enumerable: true,
      get: () => {
        throw new Error("broken");
      },
    });
    expect(() => readInputs(broken, isUnknownError)).toThrow("broken");
  });
});
