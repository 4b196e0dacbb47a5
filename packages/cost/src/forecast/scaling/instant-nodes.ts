import type { Fleet } from "../platform/fleet.js";
import type { FleetNode } from "../platform/fleet-node.js";
import type { NodeScaler } from "./node-scaler.js";
import { spareNodes } from "./spare-nodes.js";

/**
 * Nodes of the clairvoyant bound: there when a replica wants one, gone when none does or when what they hold fits on
 * others, as replicas start there at once.
 */
export class InstantNodes implements NodeScaler {
  nextAtMicros = 0;

  changed({ nowMicros }: Fleet): void {
    this.nextAtMicros = nowMicros;
  }

  look(fleet: Fleet): void {
    this.nextAtMicros = Infinity;
    for (const pool of fleet.pools) {
      const asked = Math.ceil(fleet.pending.length / pool.spec.replicasPerNode);
      for (let left = fleet.room(pool, asked); left > 0; left--) fleet.addNode(pool);
      fleet.placePending();
    }
    for (const pool of fleet.pools) {
      for (const node of [...pool.nodes]) {
        if (pool.nodes.length > pool.minimum && node.replicas.length === 0 && !node.isClosed) fleet.removeNode(node);
      }
    }
    for (let spare = this.spareNode(fleet); spare !== undefined; spare = this.spareNode(fleet)) fleet.removeNode(spare);
  }

  /** Of the last pool that has one over its minimum, that with the fewest replicas. */
  private spareNode(fleet: Fleet): FleetNode | undefined {
    let best: FleetNode | undefined;
    for (const node of spareNodes(fleet)) {
      const { nodes, minimum, index } = node.pool;
      if (nodes.filter(({ isClosed }) => !isClosed).length <= minimum) continue;
      const isBetter =
        best === undefined ||
        index > best.pool.index ||
        (index === best.pool.index && node.replicas.length < best.replicas.length);
      if (isBetter) best = node;
    }
    return best;
  }
}
