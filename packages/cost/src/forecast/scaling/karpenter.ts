import type { Fleet } from "../platform/fleet.js";
import type { FleetNode, FleetPool } from "../platform/fleet-node.js";
import { microsOf } from "../platform/micros.js";
import type { NodeScaler } from "./node-scaler.js";
import type { NodeScaling } from "./node-scaling.js";
import { spareNodes } from "./spare-nodes.js";

type Settings = Extract<NodeScaling, { kind: "karpenter" }>;

/** Between the choice of nodes to end and a second look, after which they end; no setting. */
const validationMicros = microsOf(15);
/** Of a pool's nodes, at most this share ends at a time; that of a new NodePool. */
const disruptionBudget = 0.1;

/**
 * Karpenter. Waiting replicas are gathered until none came for `batchIdle`, `batchMax` at most, and get their nodes at
 * once, of pools in the order of their weight. Every poll ends empty nodes or else, as NodePools do unless told otherwise,
 * the one whose replicas are fewest and fit elsewhere; nodes on which nothing came or went for `consolidateAfter`, as many
 * as the budget allows, 15 s after they were chosen if they are then still so. Polls that would find nothing are left out.
 * It never ends more than leaves a pool its minimum.
 */
export class Karpenter implements NodeScaler {
  private readonly idleMicros: number;
  private readonly longestMicros: number;
  private readonly pollMicros: number;
  private readonly afterMicros: number;
  private batchFromMicros: number | undefined;
  private batchSize = 0;
  private batchAtMicros = Infinity;
  private pollAtMicros = 0;
  private chosen: readonly FleetNode[] = [];

  constructor(settings: Settings) {
    this.idleMicros = microsOf(settings.batchIdleSeconds);
    this.longestMicros = microsOf(settings.batchMaxSeconds);
    this.pollMicros = microsOf(settings.disruptionPollSeconds);
    this.afterMicros = microsOf(settings.consolidateAfterSeconds);
  }

  get nextAtMicros(): number {
    return Math.min(this.batchAtMicros, this.pollAtMicros);
  }

  changed(fleet: Fleet): void {
    const { nowMicros, pending } = fleet;
    if (pending.length > this.batchSize || (pending.length > 0 && this.batchFromMicros === undefined)) {
      this.batchFromMicros ??= nowMicros;
      this.batchAtMicros = Math.min(nowMicros + this.idleMicros, this.batchFromMicros + this.longestMicros);
    }
    this.batchSize = pending.length;
    // A look that was set for chosen nodes stays.
    if (this.chosen.length === 0) this.pollAtMicros = Math.min(this.pollAtMicros, this.pollFrom(nowMicros));
  }

  look(fleet: Fleet): void {
    const { nowMicros } = fleet;
    if (this.batchAtMicros <= nowMicros) this.addNodes(fleet);
    if (this.pollAtMicros > nowMicros) return;
    if (this.chosen.length > 0) this.endChosen(fleet);
    else this.choose(fleet);
  }

  private addNodes(fleet: Fleet): void {
    this.batchAtMicros = Infinity;
    this.batchFromMicros = undefined;
    for (const pool of fleet.pools) {
      const asked = Math.ceil(fleet.pending.length / pool.spec.replicasPerNode);
      for (let left = fleet.room(pool, asked); left > 0; left--) fleet.addNode(pool);
      fleet.placePending();
    }
    this.batchSize = fleet.pending.length;
  }

  private choose(fleet: Fleet): void {
    const { nowMicros } = fleet;
    let due = Infinity;
    const empty: FleetNode[] = [];
    for (const pool of fleet.pools) {
      let allowed = this.allowed(pool);
      for (const node of pool.nodes) {
        if (node.state !== "up" || node.isClosed || node.replicas.length > 0) continue;
        const at = node.changedMicros + this.afterMicros;
        if (at > nowMicros) due = Math.min(due, at);
        else if (allowed > 0 && allowed--) empty.push(node);
      }
    }
    this.chosen = empty;
    if (empty.length === 0) due = Math.min(due, this.chooseUnderused(fleet));
    this.pollAtMicros = this.chosen.length > 0 ? nowMicros + validationMicros : this.pollFrom(due);
  }

  /** Gives when a node that could be spared will have been left alone for long enough. */
  private chooseUnderused(fleet: Fleet): number {
    let due = Infinity;
    let fewest: FleetNode | undefined;
    for (const node of spareNodes(fleet)) {
      const at = node.changedMicros + this.afterMicros;
      if (this.allowed(node.pool) === 0) continue;
      if (at > fleet.nowMicros) due = Math.min(due, at);
      else if (fewest === undefined || node.replicas.length < fewest.replicas.length) fewest = node;
    }
    if (fewest !== undefined) this.chosen = [fewest];
    return due;
  }

  private endChosen(fleet: Fleet): void {
    const spare = spareNodes(fleet);
    for (const node of this.chosen) {
      const isEmpty = node.state === "up" && !node.isClosed && node.replicas.length === 0;
      const isIdle = node.changedMicros + this.afterMicros <= fleet.nowMicros;
      if (isIdle && (isEmpty || spare.includes(node)) && this.allowed(node.pool) > 0) fleet.removeNode(node);
    }
    this.chosen = [];
    this.pollAtMicros = this.pollFrom(fleet.nowMicros + 1);
  }

  /** How many more of a pool may end now: those that end already count, and so does its minimum. */
  private allowed({ nodes, minimum }: FleetPool): number {
    let leaving = 0;
    for (const { isLeaving } of nodes) if (isLeaving) leaving++;
    const budget = Math.ceil(nodes.length * disruptionBudget) - leaving;
    return Math.max(0, Math.min(budget, nodes.length - leaving - minimum));
  }

  private pollFrom(micros: number): number {
    return Math.ceil(micros / this.pollMicros) * this.pollMicros;
  }
}
