import { eksCase, onAccess, onEks, onNetwork, onPublic, onSubnets, role, subnets } from "./eks-config.js";
import type { RuleCase } from "./rule-case.js";

const zones = ["us-east-1a", "us-east-1b"];
const [first, second] = subnets;

const addresses = (count: number) => Array.from({ length: count }, (_, index) => `203.0.113.${index}/32`);

const createdCases: readonly RuleCase[] = [
  eksCase(
    onNetwork,
    ["eks/two-zones", "a network in one zone"],
    [{ zones: ["us-east-1a"] }, { zones }],
    "eks.network.create.zones: must have two zones at least, for EKS spreads the control plane over them, got us-east-1a",
  ),
  eksCase(
    onNetwork,
    ["eks/two-zones", "a network in no zone"],
    [{ zones: [] }, { zones }],
    "eks.network.create.zones: must have two zones at least, for EKS spreads the control plane over them, got none",
  ),
  eksCase(
    onSubnets,
    ["eks/two-zones", "two private subnets in one zone"],
    [{ subnets: [first, { ...second, zone: "us-east-1a" }] }, { subnets }],
    "eks.network.subnets: must have two zones at least, for EKS spreads the control plane over them, got us-east-1a",
  ),
  eksCase(
    onNetwork,
    ["eks/zone-region", "a zone of another region"],
    [{ zones: [...zones, "us-west-2a"] }, { zones: [...zones, "us-east-1c"] }],
    'eks.network.create.zones[2]: is not a zone of us-east-1, got "us-west-2a"; ' +
      'one is such as "us-east-1a"; local zones cannot hold a cluster',
  ),
  eksCase(
    onNetwork,
    ["eks/zone-region", "a local zone"],
    [{ zones: [...zones, "us-east-1-bos-1a"] }, { zones: [...zones, "us-east-1f"] }],
    'eks.network.create.zones[2]: is not a zone of us-east-1, got "us-east-1-bos-1a"; ' +
      'one is such as "us-east-1a"; local zones cannot hold a cluster',
  ),
  eksCase(
    onNetwork,
    ["eks/zone-duplicate", "a zone named twice"],
    [{ zones: [...zones, "us-east-1a"] }, { zones: [...zones, "us-east-1c"] }],
    'eks.network.create.zones[2]: is named already, got "us-east-1a"',
  ),
  ...["10.0.0.0", "10.0.0.256/16", "fd00::/48"].map((cidr) =>
    eksCase(
      onNetwork,
      ["eks/cidr", `the block ${cidr}`],
      [{ cidr }, { cidr: "10.0.0.0/16" }],
      `eks.network.create.cidr: must be an IPv4 CIDR, got "${cidr}"; one is such as "10.0.0.0/16"`,
    ),
  ),
  eksCase(
    onNetwork,
    ["eks/cidr", "a block with bits beyond its prefix"],
    [{ cidr: "10.8.1.0/16" }, { cidr: "10.8.0.0/16" }],
    'eks.network.create.cidr: has bits beyond its prefix, got "10.8.1.0/16"; write "10.8.0.0/16"',
  ),
  ...[
    ["10.0.0.0/8", "10.0.0.0/16"],
    ["10.0.0.0/21", "10.0.0.0/20"],
  ].map(([cidr = "", valid = ""]) =>
    eksCase(
      onNetwork,
      ["eks/cidr-size", `the block ${cidr}`],
      [{ cidr }, { cidr: valid }],
      "eks.network.create.cidr: must be a block of the size that a VPC takes and pods need, " +
        `got "${cidr}"; allowed: /16 to /20`,
    ),
  ),
  eksCase(
    onNetwork,
    ["eks/cidr-private", "a block of the internet"],
    [{ cidr: "172.32.0.0/16" }, { cidr: "172.31.0.0/16" }],
    "eks.network.create.cidr: must be a private block: others belong to somebody on the internet, " +
      'got "172.32.0.0/16"; allowed: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10',
  ),
];

const userCases: readonly RuleCase[] = [
  eksCase(
    onSubnets,
    ["eks/private-subnets", "public subnets only"],
    [{ subnets: subnets.map((subnet) => ({ ...subnet, private: false })) }, { subnets }],
    "eks.network.subnets: has no private subnet, and nodes run in private subnets only, got 2 public",
  ),
  eksCase(
    onSubnets,
    ["eks/private-subnets", "no subnets"],
    [{ subnets: [] }, { subnets }],
    "eks.network.subnets: has no private subnet, and nodes run in private subnets only, got none",
  ),
  eksCase(
    onSubnets,
    ["eks/subnet-id", "the name of a subnet"],
    [{ subnets: [first, { ...second, id: "private-b" }] }, { subnets }],
    'eks.network.subnets[1].id: must be the id of a subnet, got "private-b"; one is such as "subnet-0123456789abcdef0"',
  ),
  eksCase(
    onSubnets,
    ["eks/subnet-duplicate", "a subnet named twice"],
    [{ subnets: [...subnets, first] }, { subnets }],
    'eks.network.subnets[2].id: is named already, got "subnet-0123456789abcdef0"',
  ),
  eksCase(
    onSubnets,
    ["eks/egress-mirror", "nodes without a way out and without a mirror"],
    [{ egress: "none" }, { egress: "proxy" }],
    "eks.network.egress: leaves nodes without images: nvcr.io and registry.k8s.io are behind no VPC endpoint, " +
      'got "none"; set images.mirror to a registry that the VPC reaches',
  ),
];

const accessCases: readonly RuleCase[] = [
  eksCase(
    onPublic,
    ["eks/endpoint-empty", "a public endpoint without CIDRs"],
    [[], ["203.0.113.7/32"]],
    'eks.access.endpoint.public: lets nobody in; list the CIDRs that reach it, or write endpoint: "private"',
  ),
  eksCase(
    onPublic,
    ["eks/endpoint-count", "a block too many"],
    [addresses(41), addresses(40)],
    "eks.access.endpoint.public: has too many blocks, got 41; allowed: up to 40",
  ),
  eksCase(
    onPublic,
    ["eks/endpoint-cidr", "an address without a prefix"],
    [["203.0.113.7"], ["203.0.113.7/32"]],
    'eks.access.endpoint.public[0]: must be an IPv4 CIDR, got "203.0.113.7"; ' +
      'one is such as "203.0.113.0/24"; a single address ends in /32',
  ),
  eksCase(
    onPublic,
    ["eks/endpoint-cidr", "a block with bits beyond its prefix"],
    [["203.0.113.7/24"], ["203.0.113.0/24"]],
    'eks.access.endpoint.public[0]: has bits beyond its prefix, got "203.0.113.7/24"; write "203.0.113.0/24"',
  ),
  eksCase(
    onPublic,
    ["eks/endpoint-anywhere", "one half of everything"],
    [["128.0.0.0/1"], ["128.0.0.0/8"]],
    'eks.access.endpoint.public[0]: opens the Kubernetes API to a large part of the internet, got "128.0.0.0/1"; ' +
      "list the networks that need it, or say anywhere: true",
  ),
  eksCase(
    onEks,
    ["eks/auth-role", "a role that is neither deployer nor admin"],
    [{ auth: { roleArn: role("ci") } }, { auth: { roleArn: role("deployer") } }],
    'eks.auth.roleArn: has no access to the cluster, got "arn:aws:iam::111122223333:role/ci"; ' +
      "take the deployer, name the role among the admins, or leave it out",
  ),
  eksCase(
    onPublic,
    ["eks/endpoint-private-range", "a private block"],
    [["203.0.113.0/24", "10.0.0.0/8"], ["203.0.113.0/24"]],
    'eks.access.endpoint.public[1]: is a private block, from which nobody reaches a public endpoint, got "10.0.0.0/8"; ' +
      "nodes and joined networks use the private endpoint, which is always there",
  ),
  eksCase(
    onAccess,
    ["eks/endpoint-anywhere", "the whole internet"],
    [{ endpoint: { public: ["0.0.0.0/0"] } }, { endpoint: { public: ["0.0.0.0/0"], anywhere: true } }],
    'eks.access.endpoint.public[0]: opens the Kubernetes API to the whole internet, got "0.0.0.0/0"; ' +
      "list the networks that need it, or say anywhere: true",
  ),
  eksCase(
    onAccess,
    ["eks/access-duplicate", "the deployer among the admins"],
    [{ admins: [role("deployer")] }, { admins: [role("admin")] }],
    'eks.access.admins[0]: has access already, got "arn:aws:iam::111122223333:role/deployer"; ' +
      "the deployer has full access already",
  ),
  eksCase(
    onAccess,
    ["eks/access-duplicate", "an admin named twice"],
    [{ admins: [role("admin"), role("admin")] }, { admins: [role("admin"), role("on-call")] }],
    'eks.access.admins[1]: has access already, got "arn:aws:iam::111122223333:role/admin"; leave it out',
  ),
];

export const cases: readonly RuleCase[] = [...createdCases, ...userCases, ...accessCases];
