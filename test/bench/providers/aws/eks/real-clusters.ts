import {
  adminClient,
  type KubernetesClient,
  lastingLeftovers,
  leaseControlPlane,
  type LeasedControlPlane,
} from "../../../control-plane/index.js";
import { type FakeNode, joinNode, removeNode } from "../../../nodes/index.js";
import type { CloudState, Live } from "../cloud-state.js";
import { contains, blockOf } from "../../cidr.js";
import { type ClusterProxy, openClusterProxy } from "../../cluster-proxy.js";
import { at, isTrueAt, textsAt } from "../values.js";
import { bindingsFor, tokensFor } from "./access-tokens.js";
import type { EksClusters } from "./clusters.js";
import { removeAddOnObjects } from "./add-on-objects.js";

interface Open {
  readonly plane: LeasedControlPlane;
  readonly proxy: ClusterProxy;
  readonly client: KubernetesClient;
  readonly nodes: Set<string>;
}

/** Each cluster is a real control plane, whose address is its own and lets in whom the cluster's endpoint would. */
export class RealClusters implements EksClusters {
  /** Kubernetes objects that were still there when their cluster was deleted, with its name. */
  readonly abandoned: string[] = [];
  readonly #open = new Map<string, Open>();
  readonly #state: CloudState;
  #callerAddress: string;

  constructor(state: CloudState, callerAddress: string) {
    this.#state = state;
    this.#callerAddress = callerAddress;
  }

  /** From now on packets come from another address. */
  callFrom(address: string): void {
    this.#callerAddress = address;
  }

  async open(cluster: Live): Promise<{ endpoint: string; caPem: string }> {
    const plane = await leaseControlPlane();
    const proxy = await openClusterProxy(plane, () => lets(cluster, this.#callerAddress));
    this.#open.set(keyOf(cluster), { plane, proxy, client: adminClient(plane), nodes: new Set() });
    return { endpoint: `https://${proxy.address}`, caPem: plane.caPem };
  }

  async close(cluster: Live): Promise<void> {
    const found = this.#open.get(keyOf(cluster));
    if (found === undefined) return;
    this.#open.delete(keyOf(cluster));
    await found.proxy.close();
    found.plane.setTokens({});
    for (const node of found.nodes) await removeNode(found.plane, node);
    await removeAddOnObjects(found.client);
    const left = await lastingLeftovers(found.plane, patience);
    this.abandoned.push(...left.map((object) => `${cluster.id}: ${object}`));
    await found.plane.release({ dirty: left.length > 0 });
  }

  async accessChanged(cluster: Live): Promise<void> {
    const { plane, client } = this.#of(cluster);
    plane.setTokens(tokensFor(this.#state, cluster));
    for (const binding of bindingsFor(this.#state, cluster)) await client.apply(binding);
  }

  async join(cluster: Live, node: FakeNode): Promise<void> {
    const { plane, nodes } = this.#of(cluster);
    nodes.add(node.name);
    await joinNode(plane, node);
  }

  async leave(cluster: Live, node: string): Promise<void> {
    const found = this.#of(cluster);
    found.nodes.delete(node);
    await removeNode(found.plane, node);
  }

  client(cluster: Live): KubernetesClient {
    return this.#of(cluster).client;
  }

  plane(cluster: Live): LeasedControlPlane {
    return this.#of(cluster).plane;
  }

  async closeAll(): Promise<void> {
    const all = [...this.#open.values()];
    this.#open.clear();
    await Promise.all(all.map(({ proxy, plane }) => Promise.all([proxy.close(), plane.release({ dirty: true })])));
  }

  #of(cluster: Live): Open {
    const found = this.#open.get(keyOf(cluster));
    if (found === undefined) throw new Error(`the cluster ${cluster.id} has no control plane`);
    return found;
  }
}

/** What is abandoned stays; a test may abandon something on purpose. */
const patience = { deletionMilliseconds: 30_000, reactionMilliseconds: 2000 };

const keyOf = ({ id, place }: Live): string => `${place.account} ${place.region} ${id}`;

/** Whether the endpoint lets the address in; "vpc" is one inside the cluster's VPC. */
function lets(cluster: Live, address: string): boolean {
  const { args } = cluster;
  if (address === "vpc" && isTrueAt(args, "vpcConfig.endpointPrivateAccess")) return true;
  if (at(args, "vpcConfig.endpointPublicAccess") === false) return false;
  const cidrs = textsAt(args, "vpcConfig.publicAccessCidrs");
  const caller = blockOf(`${address}/32`);
  return [...(cidrs.length === 0 ? ["0.0.0.0/0"] : cidrs)].some((cidr) => {
    const block = blockOf(cidr);
    return block !== undefined && (block.prefix === 0 || (caller !== undefined && contains(block, caller)));
  });
}
