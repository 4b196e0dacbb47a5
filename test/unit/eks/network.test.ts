import { describe, expect, it } from "vitest";
import { contains, formatCidr, networkOf, parseCidr } from "../../../packages/eks/src/cidr.js";
import { subnetPlan } from "../../../packages/eks/src/subnets.js";
import { cpuSpec, type Declared, declared, newCluster, smallCluster } from "./planned-cluster.js";

const zones = ["us-east-1a", "us-east-1b"];
const withNetwork = (create: object) => ({ ...newCluster, network: { create: { zones, ...create } } });

describe("CIDRs", () => {
  it.each(["10.0.0.0/16", "203.0.113.7/32", "0.0.0.0/0"])("%s is read and written back", (text) => {
    const cidr = parseCidr(text);
    expect(cidr && formatCidr(cidr)).toBe(text);
  });

  it.each(["10.0.0.0", "10.0.0/16", "10.0.0.256/16", "10.0.0.0/33", "fd00::/8", "", "a.b.c.d/8"])(
    "%s is none",
    (text) => expect(parseCidr(text)).toBeUndefined(),
  );

  it("knows what is inside", () => {
    const [outer, inner] = [parseCidr("172.16.0.0/12"), parseCidr("172.31.255.0/24")];
    expect(outer && inner && contains(outer, inner)).toBe(true);
    expect(outer && inner && contains(inner, outer)).toBe(false);
    expect(inner && formatCidr(networkOf({ ...inner, prefix: 12 }))).toBe("172.16.0.0/12");
  });
});

describe("subnets of a network that is made", () => {
  it("are large for nodes and pods, small for the rest", () => {
    expect(subnetPlan({ zones: ["us-east-1a", "us-east-1f"] })).toEqual([
      { zone: "us-east-1a", privateCidr: "10.0.0.0/19", publicCidr: "10.0.224.0/22" },
      { zone: "us-east-1f", privateCidr: "10.0.160.0/19", publicCidr: "10.0.244.0/22" },
    ]);
  });

  it("keep their addresses when zones are added or put in another order", () => {
    const two = subnetPlan({ zones: ["us-east-1c", "us-east-1a"] });
    const three = subnetPlan({ zones: ["us-east-1a", "us-east-1b", "us-east-1c"] });
    for (const subnet of two) expect(three).toContainEqual(subnet);
  });

  it("are disjoint and inside the block, up to seven zones", () => {
    const plan = subnetPlan({ cidr: "10.64.0.0/20", zones: [..."abcdefg"].map((letter) => `us-east-1${letter}`) });
    const blocks = plan.flatMap(({ privateCidr, publicCidr }) => [privateCidr, publicCidr]).map(parseCidr);
    const outer = parseCidr("10.64.0.0/20");
    for (const [index, block] of blocks.entries()) {
      expect(outer && block && contains(outer, block)).toBe(true);
      for (const other of blocks.slice(0, index)) {
        expect(block && other && (contains(block, other) || contains(other, block))).toBe(false);
      }
    }
  });
});

const cluster = await smallCluster();

describe("a network that is made", () => {
  it("leads private subnets out through one NAT gateway in the first zone", () => {
    expect(cluster.ofType("NatGateway").map(({ name }) => name)).toEqual(["cloud-nat-us-east-1a"]);
    expect(
      cluster
        .ofType("Route")
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["cloud-private-us-east-1a", "cloud-private-us-east-1b", "cloud-public"]);
  });

  it("has a NAT gateway in each zone where that is asked for, and the same tables and routes", async () => {
    const perZone = await declared(withNetwork({ nat: "per-zone" }), cpuSpec);
    const names = (from: Declared, type: string) =>
      from
        .ofType(type)
        .map(({ name }) => name)
        .sort();
    expect(names(perZone, "NatGateway")).toEqual(["cloud-nat-us-east-1a", "cloud-nat-us-east-1b"]);
    for (const type of ["RouteTable", "Route", "RouteTableAssociation", "Subnet"]) {
      expect(names(perZone, type)).toEqual(names(cluster, type));
    }
  });

  it("reaches S3, where the layers of images are, past the NAT gateway", () => {
    expect(cluster.inputs("VpcEndpoint")).toMatchObject({
      serviceName: "com.amazonaws.us-east-1.s3",
      vpcEndpointType: "Gateway",
    });
  });

  it("keeps the control plane in its zones when others are added: EKS refuses to move it", async () => {
    const subnetsOf = (from: Declared) => from.one("Cluster").propertyDependencies["vpcConfig"];
    const wider = await declared(withNetwork({ zones: [...zones, "us-east-1c"] }), cpuSpec);
    expect(subnetsOf(wider)).toEqual(subnetsOf(cluster));
    expect(wider.ofType("Subnet")).toHaveLength(6);
  });

  it("is where the control plane and the nodes are: in private subnets", () => {
    const privateSubnets = cluster.ofType("Subnet").filter(({ name }) => name.includes("private"));
    for (const resource of [cluster.one("Cluster"), cluster.one("NodeGroup", "cloud-serving-spot")]) {
      const key = resource.type.endsWith("Cluster") ? "vpcConfig" : "subnetIds";
      const subnets = resource.propertyDependencies[key]?.filter((urn) => urn.includes("subnet:Subnet"));
      expect(subnets).toEqual(privateSubnets.map(({ urn }) => urn).sort());
    }
  });
});

describe("the user's network", () => {
  const subnets = [
    { id: "subnet-0123456789abcdef0", zone: "us-east-1a" },
    { id: "subnet-0123456789abcdef1", zone: "us-east-1b" },
    { id: "subnet-0123456789abcdef2", zone: "us-east-1b", private: false },
  ];

  it("has the control plane in its first two zones, in every private subnet there", async () => {
    const wider = [
      ...subnets,
      { id: "subnet-0123456789abcdef3", zone: "us-east-1c" },
      { ...subnets[0], id: "subnet-0123456789abcdef4" },
    ];
    const own = await declared({ ...newCluster, network: { subnets: wider as typeof subnets, egress: "nat" } });
    expect(own.inputs("Cluster")).toMatchObject({
      vpcConfig: { subnetIds: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1", "subnet-0123456789abcdef4"] },
    });
    expect(own.inputs("NodeGroup", "cloud-serving-spot")["subnetIds"]).toHaveLength(4);
  });

  it("is used as it is, the private subnets of each pool's zones", async () => {
    const own = await declared({
      ...newCluster,
      network: { subnets, egress: "nat" },
      pools: { serving: { zones: ["us-east-1b"] } },
    });
    expect(own.all.filter(({ type }) => type.startsWith("aws:ec2/") && !type.includes("LaunchTemplate"))).toEqual([]);
    expect(own.inputs("Cluster")).toMatchObject({
      vpcConfig: { subnetIds: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"] },
    });
    expect(own.inputs("NodeGroup", "cloud-serving-spot")["subnetIds"]).toEqual(["subnet-0123456789abcdef1"]);
  });
});
