import { type PropertyValue, unknownValue } from "@roadstead/core";
import { describe, expect, it } from "vitest";
import { eksOpenEndpoint } from "../../../policies/cluster-baseline/rules/eks-open-endpoint.js";

const answer = (vpcConfig: PropertyValue | undefined) =>
  eksOpenEndpoint.check({
    type: "aws:eks/cluster:Cluster",
    inputs: { roleArn: "role", ...(vpcConfig === undefined ? {} : { vpcConfig }) },
  });

const ofNetworks = (...publicAccessCidrs: PropertyValue[]) =>
  answer({ subnetIds: [unknownValue], endpointPublicAccess: true, publicAccessCidrs });

describe("an EKS cluster's open endpoint", () => {
  it.each([
    ["a private endpoint", answer({ endpointPublicAccess: false, publicAccessCidrs: ["0.0.0.0/0"] })],
    [
      "a private endpoint, whatever its networks",
      answer({ endpointPublicAccess: false, publicAccessCidrs: unknownValue }),
    ],
    ["named networks", ofNetworks("203.0.113.0/24", "10.0.0.0/8", "2001:db8::/32")],
    [
      "named networks, public or not",
      answer({ endpointPublicAccess: unknownValue, publicAccessCidrs: ["203.0.113.0/24"] }),
    ],
  ])("passes with %s", (_, given) => {
    expect(given).toEqual({ result: "pass" });
  });

  it.each([
    ["every address of IPv4", ofNetworks("203.0.113.0/24", "0.0.0.0/0"), "has 0.0.0.0/0"],
    ["every address of IPv6", ofNetworks("::/0"), "has ::/0"],
    ["every address in two halves", ofNetworks("0.0.0.0/1", "128.0.0.0/1"), "has 0.0.0.0/1"],
    ["no list, where EKS opens to all", answer({ endpointPublicAccess: true }), "is not set"],
    ["nothing said, where EKS is public and opens to all", answer({}), "is not set"],
    ["an empty list", ofNetworks(), "is empty"],
    ["a range that nobody can read", ofNetworks("office"), "has office"],
    ["one open range beside unknown ones", ofNetworks(unknownValue, "0.0.0.0/0"), "has 0.0.0.0/0"],
  ])("fails with %s", (_, given, detail) => {
    expect(given).toEqual({
      result: "fail",
      message: expect.stringContaining(
        `the API endpoint is open to the internet: vpcConfig.publicAccessCidrs ${detail}`,
      ),
    });
  });

  it.each([
    ["the whole network", answer(unknownValue), "vpcConfig "],
    ["a network that no plan has", answer(undefined), "vpcConfig "],
    [
      "the list",
      answer({ endpointPublicAccess: true, publicAccessCidrs: unknownValue }),
      "vpcConfig.publicAccessCidrs ",
    ],
    ["one of the networks", ofNetworks("203.0.113.0/24", unknownValue), "vpcConfig.publicAccessCidrs "],
    [
      "whether it is public, and the list is open",
      answer({ endpointPublicAccess: unknownValue, publicAccessCidrs: ["0.0.0.0/0"] }),
      "vpcConfig.endpointPublicAccess ",
    ],
  ])("says unknown of %s", (_, given, path) => {
    expect(given).toEqual({ result: "unknown", message: expect.stringContaining(`${path}is not known yet`) });
  });

  it("has nothing to say of other resources", () => {
    const other = eksOpenEndpoint.check({ type: "aws:ec2/vpc:Vpc", inputs: { vpcConfig: unknownValue } });
    expect(other).toEqual({ result: "not-applicable" });
  });
});
