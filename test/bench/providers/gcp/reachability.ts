import { blockOf, contains } from "../cidr.js";
import type { Properties } from "../test-provider.js";
import { at, list, text } from "./properties.js";

/*
 * https://docs.cloud.google.com/kubernetes-engine/docs/concepts/network-isolation
 * A caller inside the VPC ("vpc") has an address of the nodes' own range, which always gets in.
 */

/** Whether packets of a caller get to the IP endpoint of a cluster. */
export function reachesIpEndpoint(cluster: Properties, callerAddress: string): boolean {
  if (at(cluster, "controlPlaneEndpointsConfig.ipEndpointsConfig.enabled") === false) return false;
  if (callerAddress === "vpc") return true;
  if (at(cluster, "privateClusterConfig.enablePrivateEndpoint") === true) return false;
  if (at(cluster, "masterAuthorizedNetworksConfig") === undefined) return true;
  const caller = blockOf(`${callerAddress}/32`);
  return list(cluster, "masterAuthorizedNetworksConfig.cidrBlocks").some((authorized) => {
    const block = blockOf(text(authorized, "cidrBlock") ?? "");
    return block !== undefined && caller !== undefined && contains(block, caller);
  });
}

/** Whether Google's front end passes a caller on to a cluster's DNS endpoint. */
export function reachesDnsEndpoint(cluster: Properties, callerAddress: string): boolean {
  const external = at(cluster, "controlPlaneEndpointsConfig.dnsEndpointConfig.allowExternalTraffic") === true;
  return external || callerAddress === "vpc";
}
