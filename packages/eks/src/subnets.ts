import { type Cidr, formatCidr, parseCidr, partOf } from "./cidr.js";
import type { CreatedNetwork } from "./config.js";

export const defaultCidr = "10.0.0.0/16";

/** The two subnets of one zone of a network that is made. */
export interface ZoneSubnets {
  readonly zone: string;
  readonly privateCidr: string;
  readonly publicCidr: string;
}

/**
 * The subnets of a network that is made, in the order of its zones.
 *
 * The block has eight equal parts: seven for the private subnets of the zones a to g, the last for the public ones,
 * again in eight. The addresses of a zone so depend on its letter alone, and adding a zone moves no other.
 */
export function subnetPlan(network: CreatedNetwork["create"]): readonly ZoneSubnets[] {
  const block = parseCidr(network.cidr ?? defaultCidr);
  if (block === undefined) throw new Error(`${network.cidr} is no CIDR; validate the config first`);
  const publicBlock = partOf(block, 3, 7);
  return network.zones.map((zone) => ({
    zone,
    privateCidr: part(block, zone),
    publicCidr: part(publicBlock, zone),
  }));
}

function part(block: Cidr, zone: string): string {
  return formatCidr(partOf(block, 3, zone.charCodeAt(zone.length - 1) - "a".charCodeAt(0)));
}
