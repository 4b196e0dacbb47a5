import { type ClusterSpec, poolRequests } from "@roadstead/core";
import { type AddressPlan, addressesPerNode, addressPlan, reservedNodeAddresses } from "./address-plan.js";
import { gkeCapabilities } from "./capabilities.js";
import type { CreatedGkeNetwork, NewGkeCluster, OwnGkeNetwork } from "./config.js";
import { type IpRange, ipRangeSize, ipRangesOverlap, parseIpRange } from "./ip-range.js";
import type { GkeProblem } from "./rules.js";

const paths = {
  nodes: "gke.network.create.cidr",
  pods: "gke.network.create.podCidr",
  services: "gke.network.create.serviceCidr",
} as const satisfies Readonly<Record<keyof AddressPlan, string>>;

type Part = keyof typeof paths;

type Pools = Pick<ClusterSpec, "pools" | "systemPool">;

/** Problems of a network, created or the user's, without regard to the spec. */
export function networkProblems(
  config: Pick<NewGkeCluster, "network"> & { readonly images?: unknown },
): readonly GkeProblem[] {
  const { network } = config;
  if ("create" in network) return rangeProblems(network);
  return [...secondaryRangeProblems(network), ...egressProblems(network, config.images)];
}

function rangeProblems(network: CreatedGkeNetwork): readonly GkeProblem[] {
  const ranges = parsePlan(network);
  return [...syntaxProblems(network), ...overlapProblems(ranges), ...serviceProblems(ranges.services)];
}

function syntaxProblems(network: CreatedGkeNetwork): readonly GkeProblem[] {
  const plan = addressPlan(network);
  return (Object.keys(paths) as Part[])
    .filter((part) => parseIpRange(plan[part]) === undefined)
    .map((part) => cidrProblem(paths[part], plan[part]));
}

/** The Problem of a text that is no IPv4 range. */
export function cidrProblem(path: string, got: string): GkeProblem {
  return {
    rule: "gke/cidr",
    path,
    message: "must be an IPv4 range without bits beyond its prefix",
    got: JSON.stringify(got),
    hint: 'write it like "10.0.0.0/20"',
  };
}

function parsePlan(network: CreatedGkeNetwork): { readonly [P in Part]: IpRange | undefined } {
  const plan = addressPlan(network);
  return { nodes: parseIpRange(plan.nodes), pods: parseIpRange(plan.pods), services: parseIpRange(plan.services) };
}

function overlapProblems(ranges: { readonly [P in Part]: IpRange | undefined }): readonly GkeProblem[] {
  const pairs: readonly (readonly [Part, Part])[] = [
    ["pods", "nodes"],
    ["services", "nodes"],
    ["services", "pods"],
  ];
  return pairs.flatMap(([one, other]): readonly GkeProblem[] => {
    const [a, b] = [ranges[one], ranges[other]];
    if (a === undefined || b === undefined || !ipRangesOverlap(a, b)) return [];
    return [{ rule: "gke/cidr-overlap", path: paths[one], message: `overlaps the range of the ${other}` }];
  });
}

function serviceProblems(range: IpRange | undefined): readonly GkeProblem[] {
  if (range === undefined || (range.prefix >= 16 && range.prefix <= 27)) return [];
  return [
    {
      rule: "gke/service-range",
      path: paths.services,
      message: "must be a /16 to /27",
      got: `/${range.prefix}`,
      hint: "a /20 holds 4096 services",
    },
  ];
}

function secondaryRangeProblems({ podRange, serviceRange }: OwnGkeNetwork): readonly GkeProblem[] {
  if (podRange !== serviceRange) return [];
  return [
    {
      rule: "gke/secondary-ranges",
      path: "gke.network.serviceRange",
      message: "must be another secondary range than the pods'",
      got: JSON.stringify(serviceRange),
    },
  ];
}

function egressProblems({ egress }: OwnGkeNetwork, images: unknown): readonly GkeProblem[] {
  const mirrored = typeof images === "object" && images !== null && "mirror" in images && images.mirror !== undefined;
  if (egress !== "none" || mirrored) return [];
  return [
    {
      rule: "gke/egress-mirror",
      path: "gke.network.egress",
      message: "leaves nodes without nvcr.io and registry.k8s.io, and no mirror is named",
      got: '"none"',
      hint: "set images.mirror to a registry that the nodes reach, such as Artifact Registry",
    },
  ];
}

/** Problems of a created network that is too small for the spec. */
export function addressProblems(config: Pick<NewGkeCluster, "network">, spec: Pools): readonly GkeProblem[] {
  if (!("create" in config.network)) return [];
  const { nodes, pods } = parsePlan(config.network);
  const needed = mostNodes(spec);
  const problems: GkeProblem[] = [];
  if (nodes !== undefined && ipRangeSize(nodes) - reservedNodeAddresses < needed) {
    problems.push({
      rule: "gke/node-addresses",
      path: paths.nodes,
      message: `has ${Math.max(0, ipRangeSize(nodes) - reservedNodeAddresses)} addresses for nodes; the pools and their upgrades need ${needed}`,
      hint: `a /${prefixFor(needed + reservedNodeAddresses)} is large enough`,
    });
  }
  if (pods !== undefined && ipRangeSize(pods) < needed * addressesPerNode) {
    problems.push({
      rule: "gke/pod-addresses",
      path: paths.pods,
      message: `is large enough for ${Math.floor(ipRangeSize(pods) / addressesPerNode)} nodes; the pools and their upgrades need ${needed}`,
      hint: `every node takes a /24, so a /${prefixFor(needed * addressesPerNode)} is large enough`,
    });
  }
  return problems;
}

/** All pools at their largest, and the spare node of an upgrade where the pool has one. */
function mostNodes(spec: Pools): number {
  return poolRequests(spec, gkeCapabilities("new")).reduce(
    (sum, pool) => sum + pool.size.max + (pool.kind === "gpu" ? 0 : 1),
    0,
  );
}

function prefixFor(addresses: number): number {
  return 32 - Math.ceil(Math.log2(addresses));
}
