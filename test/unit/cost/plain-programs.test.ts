import { describe, expect, it } from "vitest";
import { awsPrograms } from "./plain-programs-aws.js";
import { gcpPrograms } from "./plain-programs-gcp.js";
import { sizePrograms } from "./plain-programs-sizes.js";
import { monthOfState } from "./plain-state.js";

describe("a program of somebody else's, from its state", () => {
  it.each([...awsPrograms, ...gcpPrograms, ...sizePrograms])("$title", (program) => {
    const { usdPerMonth, gpuHours, gaps } = monthOfState(program);
    const { floor, expected, ceiling } = usdPerMonth;
    expect(gaps.map(({ kind, name, what }) => `${kind} ${name}: ${what}`).sort()).toEqual(
      [...(program.gaps ?? [])].sort(),
    );
    expect([floor, expected, ceiling]).toEqual(program.usd);
    if (program.gpuHours !== undefined) {
      expect([gpuHours.floor, gpuHours.expected, gpuHours.ceiling]).toEqual(program.gpuHours);
    }
  });

  it("names resources of the Cloud Control provider by their own types", () => {
    const [program] = awsPrograms;
    const month = program && monthOfState(program);
    expect(new Set(month?.lines.map(({ type }) => type))).toEqual(
      new Set(["aws-native:eks:Cluster", "aws-native:eks:Nodegroup"]),
    );
    expect(month?.lines.find(({ name }) => name === "gpu")).toMatchObject({
      cluster: "eks",
      pool: "gpu",
      owner: "vision",
    });
  });
});
