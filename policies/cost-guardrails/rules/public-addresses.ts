import type { ResourceView, StackView } from "@roadstead/policy";
import { allOf, expectFlag, fail, known, pass, resourceRule, unknown } from "@roadstead/policy";

export const publicAddresses = resourceRule({
  name: "public-addresses",
  title: "Machines have no public addresses",
  severity: "low",
  level: "advisory",
  config: {},
  types: ["aws:ec2/eip:Eip", "aws:ec2/instance:Instance", "aws:ec2/subnet:Subnet", "gcp:compute/instance:Instance"],
  reads: [
    "aws:ec2/eip:Eip",
    "aws:ec2/instance:Instance: associatePublicIpAddress",
    "aws:ec2/subnet:Subnet: mapPublicIpOnLaunch",
    "gcp:compute/instance:Instance: networkInterfaces[].accessConfigs",
  ],
  why: "Each costs 3.65 USD a month, and is a way in.",
  fix: "Use private subnets and one NAT gateway.",
  check(view, { stack }) {
    const otherwise = "machines have public addresses";
    if (view.type === "aws:ec2/subnet:Subnet")
      return expectFlag(view.flag("mapPublicIpOnLaunch"), false, { otherwise, absent: "pass" });
    if (view.type === "aws:ec2/instance:Instance") {
      return expectFlag(view.flag("associatePublicIpAddress"), false, { otherwise, absent: "unknown" });
    }
    if (view.type === "aws:ec2/eip:Eip")
      return natAddress(view, stack) ? pass : fail("there is a public address that is no NAT gateway's");
    const interfaces = view.items("networkInterfaces");
    if (interfaces.state === "unknown") return unknown(interfaces, `it may be that ${otherwise}`);
    return allOf([
      pass,
      ...(known(interfaces) ?? []).map((one) => {
        const access = one.list("accessConfigs");
        if (access.state === "unknown") return unknown(access, `it may be that ${otherwise}`);
        return (known(access) ?? []).length === 0 ? pass : fail(otherwise, { path: access.path });
      }),
    ]);
  },
});

/** A gateway's own address is counted with the gateway. In the view of one resource alone there are no others. */
const natAddress = (address: ResourceView, stack: StackView): boolean =>
  stack.ofType("aws:ec2/natGateway:NatGateway").some((gateway) => {
    const owner = stack.referred(gateway, "allocationId", [address.type], gateway.text("allocationId"));
    return owner.state === "found" && owner.view.urn === address.urn;
  });
