import type { FakeNode } from "../../../nodes/index.js";
import { AwsError } from "../aws-error.js";
import type { Live } from "../cloud-state.js";
import { addressAt, blockOf } from "../../cidr.js";
import { instanceType, zonesWith } from "../ec2/instance-types.js";
import { templateVersion } from "../ec2/launch-template.js";
import { zoneId } from "../ec2/network.js";
import { ec2Id } from "../ids.js";
import type { World } from "../resource-type.js";
import { isRecord, listAt, mapAt, textAt, textsAt } from "../values.js";
import { instanceTypesOf } from "./group-facts.js";
import { nodeDisk } from "./node-disk.js";
import { machineFacts } from "./node-facts.js";
import type { Instance } from "./node-registry.js";
import { clusterNamed } from "./uses.js";

/** EKS spells the effects of taints its own way. */
const effects: Readonly<Record<string, string>> = {
  NO_SCHEDULE: "NoSchedule",
  PREFER_NO_SCHEDULE: "PreferNoSchedule",
  NO_EXECUTE: "NoExecute",
};

/** Starts or ends instances until there are that many; the youngest go first. */
export async function scaleTo(world: World, group: Live, count: number): Promise<void> {
  while (world.nodes.of(group).length < count) await launch(world, group);
  while (world.nodes.of(group).length > count) await terminate(world, group, world.nodes.of(group).at(-1));
}

/** A roll-out: a new node for each that was made from something else. */
export async function replaceNodes(world: World, group: Live): Promise<void> {
  const make = makeOf(world, group);
  for (const old of world.nodes.of(group).filter((instance) => instance.make !== make)) {
    await launch(world, group);
    await terminate(world, group, old);
  }
}

/**
 * Labels and taints change on the nodes that there are, and what others put there stays.
 * https://docs.aws.amazon.com/eks/latest/userguide/update-managed-node-group.html
 */
export async function relabelNodes(world: World, before: Live, after: Live): Promise<void> {
  const [was, now] = [wished(before), wished(after)];
  if (JSON.stringify(was) === JSON.stringify(now)) return;
  const cluster = clusterNamed(world.state, after.place, textAt(after.args, "clusterName"));
  const client = cluster === undefined ? undefined : world.clusters.client(cluster);
  const gone = Object.fromEntries(Object.keys(was.labels).map((key) => [key, null]));
  for (const { node } of world.nodes.of(after)) {
    const reference = { apiVersion: "v1", kind: "Node", name: node.name };
    const found = await client?.get(reference);
    if (client === undefined || found === undefined) continue;
    const present = (found["spec"] as { readonly taints?: FakeNode["taints"] }).taints ?? [];
    const isOurs = (taint: FakeNode["taints"][number]) =>
      [...was.taints, ...now.taints].some(({ key, effect }) => key === taint.key && effect === taint.effect);
    const taints = [...present.filter((taint) => !isOurs(taint)), ...now.taints];
    await client.patch(reference, { metadata: { labels: { ...gone, ...now.labels } }, spec: { taints } });
  }
}

function wished({ args }: Live): Pick<FakeNode, "labels" | "taints"> {
  return {
    labels: { ...mapAt(args, "labels") },
    taints: listAt(args, "taints").map((taint) => ({
      key: textAt(taint, "key"),
      ...(isRecord(taint) && typeof taint["value"] === "string" ? { value: taint["value"] } : {}),
      effect: effects[textAt(taint, "effect")] ?? textAt(taint, "effect"),
    })),
  };
}

async function launch(world: World, group: Live): Promise<void> {
  const { place, args } = group;
  const cluster = clusterNamed(world.state, place, textAt(args, "clusterName"));
  if (cluster === undefined) throw new Error(`the node group ${group.id} has no cluster`);
  const node = nodeOf(world, group);
  world.nodes.set(group, [...world.nodes.of(group), { node, make: makeOf(world, group) }]);
  await world.clusters.join(cluster, node);
}

async function terminate(world: World, group: Live, instance: Instance | undefined): Promise<void> {
  if (instance === undefined) return;
  const cluster = clusterNamed(world.state, group.place, textAt(group.args, "clusterName"));
  world.nodes.set(
    group,
    world.nodes.of(group).filter((other) => other !== instance),
  );
  if (cluster !== undefined) await world.clusters.leave(cluster, instance.node.name);
}

function makeOf(world: World, group: Live): string {
  const { args, outputs, place } = group;
  const version = templateVersion(world.state, place, args["launchTemplate"])?.number;
  return [version, outputs["version"], outputs["releaseVersion"]].join(" ");
}

/** An instance as EC2 would start it next, in the zone with the fewest of the group. */
function nodeOf(world: World, group: Live): FakeNode {
  const { place, args, outputs } = group;
  const [typeName = ""] = instanceTypesOf({ world, place, args });
  const template = templateVersion(world.state, place, args["launchTemplate"]);
  const amiType = textAt(outputs, "amiType");
  const facts = machineFacts(typeName, amiType, textAt(template?.data, "userData"));
  if (facts === undefined) {
    throw new AwsError("NodeCreationFailure", `Instances failed to join the kubernetes cluster: their user data fails`);
  }
  const { zone, address } = whereNext(world, group, typeName);
  const id = ec2Id("i");
  const { labels, taints } = wished(group);
  const name = hostName(address, place.region);
  return {
    name,
    zone,
    providerId: `aws:///${zone}/${id}`,
    labels: {
      "kubernetes.io/os": "linux",
      "kubernetes.io/arch": instanceType(typeName)?.architectures.includes("arm64") === true ? "arm64" : "amd64",
      "kubernetes.io/hostname": name,
      "node.kubernetes.io/instance-type": typeName,
      "topology.kubernetes.io/region": place.region,
      "topology.kubernetes.io/zone": zone,
      "topology.k8s.aws/zone-id": zoneId(zone),
      "k8s.io/cloud-provider-aws": textAt(outputs, "arn").slice(-32).replaceAll("-", ""),
      "eks.amazonaws.com/nodegroup": textAt(args, "nodeGroupName"),
      "eks.amazonaws.com/capacityType": textAt(outputs, "capacityType"),
      ...(template === undefined
        ? {}
        : {
            "eks.amazonaws.com/sourceLaunchTemplateId": template.template.id,
            "eks.amazonaws.com/sourceLaunchTemplateVersion": String(template.number),
          }),
      ...labels,
    },
    taints,
    disk: nodeDisk(instanceType(typeName)?.localStorageGb ?? 0, amiType, args, template?.data),
    ...facts,
  };
}

function whereNext(world: World, group: Live, typeName: string): { readonly zone: string; readonly address: string } {
  const { place, args } = group;
  const offered = zonesWith(place.region, typeName);
  const instances = world.nodes.of(group);
  const inZone = (zone: string) => instances.filter(({ node }) => node.zone === zone).length;
  const [subnet] = textsAt(args, "subnetIds")
    .flatMap((id) => world.state.find(place, "ec2/subnet", id) ?? [])
    .filter((each) => offered.includes(textAt(each.args, "availabilityZone")))
    .sort((a, b) => inZone(textAt(a.args, "availabilityZone")) - inZone(textAt(b.args, "availabilityZone")));
  const block = blockOf(textAt(subnet?.args, "cidrBlock"));
  if (subnet === undefined || block === undefined) {
    throw new AwsError("AsgInstanceLaunchFailures", `no subnet of ${group.id} is in a zone that has ${typeName}`);
  }
  // The first four addresses of a subnet are AWS' own.
  return { zone: textAt(subnet.args, "availabilityZone"), address: addressAt(block, 4 + world.nodes.nextAddress()) };
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html */
function hostName(address: string, region: string): string {
  const suffix = region === "us-east-1" ? "ec2.internal" : `${region}.compute.internal`;
  return `ip-${address.replaceAll(".", "-")}.${suffix}`;
}
