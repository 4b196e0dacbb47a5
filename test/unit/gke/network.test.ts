import { describe, expect, it } from "vitest";
import { ipRangesOverlap, parseIpRange } from "../../../packages/gke/src/ip-range.js";
import { child, config, inputs, nameOf, planCluster } from "./plan-cluster.js";

const plan = await planCluster();

describe("a created network", () => {
  it("has one subnet with secondary ranges for pods and services", () => {
    expect(inputs(plan, "ai-network")).toMatchObject({ autoCreateSubnetworks: false });
    expect(inputs(plan, "ai-subnetwork")).toMatchObject({
      ipCidrRange: "10.0.0.0/20",
      secondaryIpRanges: [
        { rangeName: "pods", ipCidrRange: "10.4.0.0/14" },
        { rangeName: "services", ipCidrRange: "10.8.0.0/20" },
      ],
    });
  });

  it("lets the nodes out by Cloud NAT of that subnet alone", () => {
    expect(inputs(plan, "ai-nat")).toMatchObject({
      sourceSubnetworkIpRangesToNat: "LIST_OF_SUBNETWORKS",
      natIpAllocateOption: "AUTO_ONLY",
    });
    expect(child(plan, "ai-nat").dependencies.map(nameOf)).toEqual(
      expect.arrayContaining(["ai-router", "ai-subnetwork"]),
    );
  });

  it("takes the ranges that the factory names", async () => {
    const create = {
      zones: ["us-central1-a"],
      cidr: "172.16.0.0/22",
      podCidr: "172.20.0.0/16",
      serviceCidr: "172.24.0.0/20",
    };
    expect(inputs(await planCluster({ ...config, network: { create } }), "ai-subnetwork")).toMatchObject({
      ipCidrRange: "172.16.0.0/22",
      secondaryIpRanges: [{ ipCidrRange: "172.20.0.0/16" }, { ipCidrRange: "172.24.0.0/20" }],
    });
  });
});

describe("a network of the user's own", () => {
  it("is used, and nothing is added to it", async () => {
    const own = await planCluster({
      ...config,
      network: {
        network: "projects/host/global/networks/shared",
        subnetwork: "projects/host/regions/us-central1/subnetworks/ml",
        podRange: "ml-pods",
        serviceRange: "ml-services",
        zones: ["us-central1-b"],
        egress: "nat",
      },
    });
    expect(own.resources.filter(({ type }) => type.startsWith("gcp:compute/"))).toEqual([]);
    expect(inputs(own, "ai-cluster")).toMatchObject({
      network: "projects/host/global/networks/shared",
      subnetwork: "projects/host/regions/us-central1/subnetworks/ml",
      ipAllocationPolicy: { clusterSecondaryRangeName: "ml-pods", servicesSecondaryRangeName: "ml-services" },
      nodeLocations: ["us-central1-b"],
    });
  });
});

describe("reading an address range", () => {
  it("tells first and last address", () => {
    expect(parseIpRange("10.0.0.0/30")).toEqual({ start: 167772160, end: 167772163, prefix: 30 });
    expect(parseIpRange("255.255.255.255/32")).toMatchObject({ start: 2 ** 32 - 1, end: 2 ** 32 - 1 });
    expect(parseIpRange("0.0.0.0/0")).toMatchObject({ start: 0, end: 2 ** 32 - 1 });
  });

  it.each(["10.0.0.0", "10.0.0.0/33", "10.0.0.1/31", "10.0.0/8", "1.2.3.256/32", "fd00::/8", " 10.0.0.0/8", ""])(
    "takes %j for none",
    (text) => expect(parseIpRange(text)).toBeUndefined(),
  );

  it.each([
    ["10.0.0.0/16", "10.0.255.0/24", true],
    ["10.0.0.0/16", "10.1.0.0/16", false],
    ["0.0.0.0/0", "192.168.1.0/24", true],
  ])("%s and %s: overlap is %s", (a, b, overlap) => {
    const [one, other] = [parseIpRange(a), parseIpRange(b)];
    expect(one && other && ipRangesOverlap(one, other)).toBe(overlap);
    expect(one && other && ipRangesOverlap(other, one)).toBe(overlap);
  });
});
