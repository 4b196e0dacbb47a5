import { DefaultSecurityGroup } from "@pulumi/aws/ec2/defaultSecurityGroup.js";
import { Subnet } from "@pulumi/aws/ec2/subnet.js";
import { Vpc } from "@pulumi/aws/ec2/vpc.js";
import type * as pulumi from "@pulumi/pulumi";
import type { CreatedNetwork, UserNetwork } from "./config.js";
import { provisionEgress } from "./egress.js";
import { provisionFlowLogs } from "./flow-logs.js";
import type { LogOptions } from "./log-group.js";
import type { Scope } from "./scope.js";
import { defaultCidr, subnetPlan, type ZoneSubnets } from "./subnets.js";

/** Where nodes and the control plane's interfaces go. */
export interface Network {
  readonly privateSubnets: readonly { readonly zone: string; readonly id: pulumi.Input<string> }[];
  /** Blocks that all its addresses are in. */
  readonly cidrs: readonly string[];
  /** What nodes need to reach registries and AWS; empty in the user's own network. */
  readonly egress: readonly pulumi.Resource[];
}

/** The network of the factory: made, or the user's. */
export function provisionNetwork(scope: Scope, network: CreatedNetwork | UserNetwork, logs: LogOptions): Network {
  return network.create === undefined ? userNetwork(network) : createNetwork(scope, network.create, logs);
}

/** The user's network has addresses that nobody said: any private ones, those of carriers' NAT included. */
const privateCidrs = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];

export function userNetwork({ subnets }: UserNetwork): Network {
  return { privateSubnets: subnets.filter((subnet) => subnet.private !== false), cidrs: privateCidrs, egress: [] };
}

function createNetwork(scope: Scope, network: CreatedNetwork["create"], logs: LogOptions): Network {
  const { children, name, region, tags } = scope;
  const vpc = children.make("vpc", Vpc, `${name}-vpc`, {
    region,
    cidrBlock: network.cidr ?? defaultCidr,
    enableDnsSupport: true,
    enableDnsHostnames: true,
    tags: { ...tags, Name: name },
  });
  // The VPC's own group lets everything in it talk to everything else: closed, by having no rules.
  children.make("defaultSecurityGroup", DefaultSecurityGroup, `${name}-default-security-group`, {
    region,
    vpcId: vpc.id,
    ingress: [],
    egress: [],
    tags: { ...tags, Name: `${name}-closed` },
  });
  provisionFlowLogs(scope, vpc, network.flowLogs ?? "rejected", logs);

  const zones = subnetPlan(network).map((plan) => ({
    zone: plan.zone,
    private: makeSubnet(scope, vpc, "private", plan),
    public: makeSubnet(scope, vpc, "public", plan),
  }));
  const egress = provisionEgress(scope, vpc, zones, network.nat ?? "one");
  return {
    privateSubnets: zones.map((zone) => ({ zone: zone.zone, id: zone.private.id })),
    cidrs: [network.cidr ?? defaultCidr],
    egress,
  };
}

function makeSubnet(scope: Scope, vpc: Vpc, kind: "private" | "public", plan: ZoneSubnets): Subnet {
  const { children, name, region, tags } = scope;
  const logicalName = `${name}-${kind}-${plan.zone}`;
  // Load balancers find their subnets by these tags.
  const role = kind === "private" ? "kubernetes.io/role/internal-elb" : "kubernetes.io/role/elb";
  return children.make("subnet", Subnet, logicalName, {
    region,
    vpcId: vpc.id,
    availabilityZone: plan.zone,
    cidrBlock: kind === "private" ? plan.privateCidr : plan.publicCidr,
    mapPublicIpOnLaunch: false,
    tags: { ...tags, Name: logicalName, [role]: "1" },
  });
}
