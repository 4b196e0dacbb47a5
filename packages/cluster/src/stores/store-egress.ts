import { ipVersion } from "./ip-address.js";
import type { NetworkEgress, NetworkPeer } from "./store-owner.js";

/**
 * The way to an address outside of the cluster's own objects.
 *
 * A network policy knows no host names: without `cidrs` a host that is no IP address opens its port to everywhere,
 * but for the services that give out cloud credentials.
 */
export function egressTo(
  { host, port }: { readonly host: string; readonly port: number },
  cidrs: readonly string[] | undefined,
): NetworkEgress {
  return { to: peers(host, cidrs), ports: [{ protocol: "TCP", port }] };
}

function peers(host: string, cidrs: readonly string[] | undefined): readonly NetworkPeer[] {
  if (cidrs !== undefined) return cidrs.map((cidr) => ({ ipBlock: { cidr } }));
  const address = host.replace(/^\[(.*)\]$/, "$1");
  const version = ipVersion(address);
  if (version !== 0) return [{ ipBlock: { cidr: `${address}/${version === 4 ? 32 : 128}` } }];
  return [
    { ipBlock: { cidr: "0.0.0.0/0", except: ["169.254.169.254/32"] } },
    { ipBlock: { cidr: "::/0", except: ["fd00:ec2::254/128"] } },
  ];
}
