import type { FakeNode } from "../../../nodes/index.js";
import type { Live } from "../cloud-state.js";

/** An instance of a node group. */
export interface Instance {
  readonly node: FakeNode;
  /** What it was made from: a node of another make is replaced by a roll-out. */
  readonly make: string;
}

/** Instances by node group. */
export class NodeRegistry {
  readonly #instances = new Map<string, readonly Instance[]>();
  #addresses = 0;

  /** No address is given out twice, also not in another group. */
  nextAddress(): number {
    this.#addresses += 1;
    return this.#addresses;
  }

  of(group: Live): readonly Instance[] {
    return this.#instances.get(keyOf(group)) ?? [];
  }

  set(group: Live, instances: readonly Instance[]): void {
    this.#instances.set(keyOf(group), instances);
  }
}

const keyOf = ({ id, place }: Live): string => `${place.account} ${place.region} ${id}`;
