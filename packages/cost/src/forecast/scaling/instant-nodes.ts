import type { Fleet } from "../platform/fleet.js";
import type { NodeScaler } from "./node-scaler.js";

/** Nodes of the clairvoyant bound: there when a replica wants one, gone when none does. */
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
  }
}
