import type { Fleet } from "../platform/fleet.js";
import type { FleetNode } from "../platform/fleet-node.js";
import { freePlaces } from "../platform/fleet-node.js";
import { microsOf } from "../platform/micros.js";
import type { NodeScaler } from "./node-scaler.js";
import type { NodeScaling } from "./node-scaling.js";

type Settings = Extract<NodeScaling, { kind: "cluster-autoscaler" }>;

/** Empty nodes that one scan ends. */
const mostEmptyAtOnce = 10;

/**
 * The cluster autoscaler. Every scan adds the nodes that waiting replicas need, in the first pool by priority that has
 * room. A node that is empty, or whose use is under the threshold while its replicas fit elsewhere, is unneeded; after
 * being so for `scaleDownUnneeded`, and once no node was added for `scaleDownDelayAfterAdd`, it ends, never below the
 * minimum of its pool. Scans that would find nothing new are left out.
 */
export class ClusterAutoscaler implements NodeScaler {
  nextAtMicros = 0;
  private readonly scanMicros: number;
  private readonly unneededMicros: number;
  private readonly delayMicros: number;
  private lastAddMicros = -Infinity;
  private readonly settings: Settings;

  constructor(settings: Settings) {
    this.settings = settings;

    this.scanMicros = microsOf(settings.scanSeconds);
    this.unneededMicros = microsOf(settings.scaleDownUnneededSeconds);
    this.delayMicros = microsOf(settings.scaleDownDelayAfterAddSeconds);
  }

  changed({ nowMicros }: Fleet): void {
    this.nextAtMicros = Math.min(this.nextAtMicros, this.scanFrom(nowMicros));
  }

  look(fleet: Fleet): void {
    const { nowMicros } = fleet;
    const mayAddMore = this.scaleUp(fleet);
    const due = this.scaleDown(fleet);
    this.nextAtMicros = mayAddMore ? nowMicros + this.scanMicros : this.scanFrom(due);
  }

  /** One pool a scan. Says whether another one could help with the rest. */
  private scaleUp(fleet: Fleet): boolean {
    if (fleet.pending.length === 0) return false;
    for (const pool of fleet.pools) {
      const added = fleet.room(pool, Math.ceil(fleet.pending.length / pool.spec.replicasPerNode));
      if (added === 0) continue;
      for (let i = 0; i < added; i++) fleet.addNode(pool);
      fleet.placePending();
      this.lastAddMicros = fleet.nowMicros;
      return fleet.pending.length > 0 && fleet.pools.some((other) => fleet.room(other, 1) > 0);
    }
    return false;
  }

  /** Gives the moment of the next end. */
  private scaleDown(fleet: Fleet): number {
    const { nowMicros } = fleet;
    let due = Infinity;
    let empty = 0;
    let hasDrained = false;
    for (const node of this.unneeded(fleet)) {
      const { pool } = node;
      node.unneededMicros ??= nowMicros;
      if (pool.nodes.length <= pool.minimum) continue;
      const at = Math.max(node.unneededMicros + this.unneededMicros, this.lastAddMicros + this.delayMicros);
      const isEmpty = node.replicas.length === 0;
      if (this.scanFrom(at) > nowMicros) {
        due = Math.min(due, at);
      } else if (isEmpty ? empty === mostEmptyAtOnce : hasDrained) {
        due = Math.min(due, nowMicros + this.scanMicros);
      } else {
        if (isEmpty) empty++;
        else hasDrained = true;
        fleet.removeNode(node);
      }
    }
    return due;
  }

  /** Nodes that could go all together: what they hold fits on those that stay. */
  private unneeded(fleet: Fleet): readonly FleetNode[] {
    const candidates: FleetNode[] = [];
    const inUse: FleetNode[] = [];
    let free = 0;
    for (const { nodes } of fleet.pools) {
      for (const node of nodes) {
        if (node.state !== "up" || node.isClosed) continue;
        if (node.replicas.length === 0) {
          candidates.push(node);
        } else {
          inUse.push(node);
          free += freePlaces(node);
        }
      }
    }
    for (const node of inUse) {
      const use = node.replicas.length / node.pool.spec.replicasPerNode;
      const freeElsewhere = free - freePlaces(node);
      if (use < this.settings.scaleDownUtilizationThreshold && node.replicas.length <= freeElsewhere) {
        candidates.push(node);
        free = freeElsewhere - node.replicas.length;
      } else {
        node.unneededMicros = undefined;
      }
    }
    return candidates;
  }

  private scanFrom(micros: number): number {
    return Math.ceil(micros / this.scanMicros) * this.scanMicros;
  }
}
