import type { CloudState, Live } from "../cloud-state.js";
import type { Place } from "../place.js";
import { textAt, textsAt } from "../values.js";

export function clusterNamed(state: CloudState, place: Place, name: string): Live | undefined {
  return state.find(place, "eks/cluster", name);
}

/** Everything of a kind that belongs to a cluster. */
export function partsOf(state: CloudState, place: Place, clusterName: string, kind: string): readonly Live[] {
  return state.all(place, kind).filter(({ args }) => args["clusterName"] === clusterName);
}

/** Whether a control plane, nodes or a database have network interfaces in the subnet. */
export function usesSubnet(state: CloudState, place: Place, subnetId: string): boolean {
  return (
    databaseSubnets(state, place).includes(subnetId) ||
    state.all(place, "eks/cluster").some(({ args }) => textsAt(args, "vpcConfig.subnetIds").includes(subnetId)) ||
    state.all(place, "eks/nodeGroup").some(({ args }) => textsAt(args, "subnetIds").includes(subnetId))
  );
}

/** Whether nodes have the role in an instance profile that EKS made. */
export function nodesUseRole(state: CloudState, place: Place, roleArn: string): boolean {
  return state
    .everything()
    .some(
      ({ kind, place: where, args }) =>
        kind === "eks/nodeGroup" && where.account === place.account && textAt(args, "nodeRoleArn") === roleArn,
    );
}

function databaseSubnets(state: CloudState, place: Place): readonly string[] {
  return state
    .all(place, "rds/instance")
    .map(({ args }) => state.find(place, "rds/subnetGroup", textAt(args, "dbSubnetGroupName")))
    .flatMap((group) => textsAt(group?.args, "subnetIds"));
}
