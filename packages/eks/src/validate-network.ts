import { shown } from "@roadstead/core";
import { type Cidr, contains, formatCidr, networkOf, parseCidr } from "./cidr.js";
import type { CreatedNetwork, EksConfig, UserNetwork } from "./config.js";
import { networkZones } from "./layout.js";
import type { EksProblem } from "./rules.js";
import { zoneListProblems } from "./validate-zones.js";

/** Problems of the network that is made or given. */
export function networkProblems(config: EksConfig<string>): readonly EksProblem[] {
  const { network, region } = config;
  const own =
    network.create === undefined
      ? userNetworkProblems(network, config)
      : [
          ...zoneListProblems(network.create.zones, "eks.network.create.zones", region),
          ...cidrProblems(network.create.cidr),
        ];
  return [...own, ...twoZoneProblems(config)];
}

/** EKS puts the interfaces of the control plane into two zones at least. */
function twoZoneProblems(config: EksConfig<string>): readonly EksProblem[] {
  const zones = networkZones(config);
  const { network } = config;
  if (config.existing !== undefined || zones.length >= 2) return [];
  // Without any private subnet there is another Problem, which says more.
  if (network.create === undefined && zones.length === 0) return [];
  return [
    {
      rule: "eks/two-zones",
      path: network.create === undefined ? "eks.network.subnets" : "eks.network.create.zones",
      message: "must have two zones at least, for EKS spreads the control plane over them",
      got: zones.length === 0 ? "none" : zones.join(", "),
    },
  ];
}

function cidrProblems(text: CreatedNetwork["create"]["cidr"]): readonly EksProblem[] {
  if (text === undefined) return [];
  const path = "eks.network.create.cidr";
  const got = shown(text);
  const cidr = parseCidr(text);
  if (cidr === undefined) {
    return [{ rule: "eks/cidr", path, message: "must be an IPv4 CIDR", got, hint: 'one is such as "10.0.0.0/16"' }];
  }
  const block = networkOf(cidr);
  if (block.address !== cidr.address) {
    const hint = `write "${formatCidr(block)}"`;
    return [{ rule: "eks/cidr", path, message: "has bits beyond its prefix", got, hint }];
  }
  if (cidr.prefix < 16 || cidr.prefix > 20) {
    const message = "must be a block of the size that a VPC takes and pods need";
    return [{ rule: "eks/cidr-size", path, message, got, allowed: ["/16 to /20"] }];
  }
  if (!isPrivate(cidr)) {
    const message = "must be a private block: others belong to somebody on the internet";
    return [{ rule: "eks/cidr-private", path, message, got, allowed: privateBlocks }];
  }
  return [];
}

const privateBlocks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];

/** Whether a block lies in one of those that are not routed on the internet. */
export function isPrivate(cidr: Cidr): boolean {
  return privateBlocks.some((text) => {
    const block = parseCidr(text);
    return block !== undefined && contains(block, cidr);
  });
}

function userNetworkProblems(network: UserNetwork, { images, region }: EksConfig<string>): readonly EksProblem[] {
  const ids = network.subnets.map(({ id }) => id);
  const path = "eks.network.subnets";
  return [
    ...network.subnets.flatMap(({ id, zone }, index) => [
      ...zoneListProblems([zone], `${path}[${index}].zone`, region),
      ...subnetIdProblems(id, ids.slice(0, index), `${path}[${index}].id`),
    ]),
    ...(network.subnets.some((subnet) => subnet.private !== false)
      ? []
      : [
          {
            rule: "eks/private-subnets" as const,
            path,
            message: "has no private subnet, and nodes run in private subnets only",
            got: network.subnets.length === 0 ? "none" : `${network.subnets.length} public`,
          },
        ]),
    ...(network.egress === "none" && images?.mirror === undefined
      ? [
          {
            rule: "eks/egress-mirror" as const,
            path: "eks.network.egress",
            message: "leaves nodes without images: nvcr.io and registry.k8s.io are behind no VPC endpoint",
            got: shown(network.egress),
            hint: "set images.mirror to a registry that the VPC reaches",
          },
        ]
      : []),
  ];
}

function subnetIdProblems(id: unknown, earlier: readonly unknown[], path: string): readonly EksProblem[] {
  if (typeof id !== "string") return [];
  if (!/^subnet-[0-9a-f]{8,17}$/.test(id)) {
    const hint = 'one is such as "subnet-0123456789abcdef0"';
    return [{ rule: "eks/subnet-id", path, message: "must be the id of a subnet", got: shown(id), hint }];
  }
  if (!earlier.includes(id)) return [];
  return [{ rule: "eks/subnet-duplicate", path, message: "is named already", got: shown(id) }];
}
