import type { FleetNode, FleetPool } from "./fleet-node.js";
import { microsOf } from "./micros.js";
import type { PlatformSeries } from "./platform-series.js";

/** The least that a cloud bills for a node. */
const leastBilledMicros = microsOf(60);

/** What one pool's nodes did, in node-microseconds where not said otherwise. */
export class PoolAccount {
  nodes = 0;
  booting = 0;
  serving = 0;
  draining = 0;
  nodeMicros = 0;
  bootMicros = 0;
  /** Replica-microseconds. */
  drainMicros = 0;
  /** Replica-microseconds of work. */
  busyMicros = 0;
  /** Unused replica-microseconds up to the minimum of nodes. */
  floorMicros = 0;
  starts = 0;
  stops = 0;
  interruptions = 0;
  peak = 0;

  /** Since work was told last, in replica-microseconds: places that could work, those below a minimum, those that did. */
  openMicros = 0;
  openFloorMicros = 0;
  workingMicros = 0;
  readonly pool: FleetPool;

  constructor(pool: FleetPool) {
    this.pool = pool;
  }

  pass(micros: number): void {
    const perNode = this.pool.spec.replicasPerNode;
    this.nodeMicros += this.nodes * micros;
    this.bootMicros += this.booting * micros;
    this.drainMicros += this.draining * micros;
    this.workingMicros += (this.serving + this.draining) * micros;
    const open = (this.nodes - this.booting) * perNode - this.draining;
    if (open <= 0) return;
    this.openMicros += open * micros;
    const { minimum } = this.pool;
    this.openFloorMicros += (minimum >= this.nodes ? open : (open * minimum) / this.nodes) * micros;
  }

  /** Splits what passed by the work that was done in it. */
  settle(busyMicros: number): void {
    this.busyMicros += busyMicros;
    if (this.openMicros > 0) {
      const unused = this.openMicros - busyMicros;
      if (unused > 0) this.floorMicros += (unused * this.openFloorMicros) / this.openMicros;
    }
    this.openMicros = 0;
    this.openFloorMicros = 0;
    this.workingMicros = 0;
  }
}

/** Counts nodes and replicas of all pools and adds up their time. */
export class Ledger {
  readonly accounts: readonly PoolAccount[];
  isStarted = false;
  private nowMicros = 0;
  private settledMicros = 0;
  private readonly series: PlatformSeries;

  constructor(pools: readonly FleetPool[], series: PlatformSeries) {
    this.series = series;

    this.accounts = pools.map((pool) => new PoolAccount(pool));
  }

  /** Before anything changes at `nowMicros`. */
  moveTo(nowMicros: number): void {
    const micros = nowMicros - this.nowMicros;
    if (micros <= 0) return;
    for (const account of this.accounts) account.pass(micros);
    this.series.pass(this.nowMicros, nowMicros, this.accounts);
    this.nowMicros = nowMicros;
  }

  /** Work since it was told last; replicas of all pools did the same share of it. */
  settle(busyReplicas: number): void {
    const busyMicros = busyReplicas * (this.nowMicros - this.settledMicros);
    this.settledMicros = this.nowMicros;
    let working = 0;
    for (const account of this.accounts) working += account.workingMicros;
    for (const account of this.accounts) {
      account.settle(working > 0 ? (busyMicros * account.workingMicros) / working : 0);
    }
  }

  /** Those that are there when the traffic begins were started before. */
  nodeRequested({ index }: FleetPool): void {
    const account = this.accounts[index]!;
    account.nodes++;
    account.booting++;
    if (this.isStarted) account.starts++;
    if (account.nodes > account.peak) account.peak = account.nodes;
  }

  /** Its first replica serves. */
  nodeBooted({ index }: FleetPool): void {
    this.accounts[index]!.booting--;
  }

  nodeEnded(node: FleetNode, nowMicros: number): void {
    const account = this.accounts[node.pool.index]!;
    account.nodes--;
    account.stops++;
    if (!node.hasServed) account.booting--;
    const missing = leastBilledMicros - (nowMicros - node.requestedMicros);
    if (missing <= 0) return;
    account.nodeMicros += missing;
    this.series.addNodeMicros(nowMicros, node.pool.index, missing);
  }

  serving({ index }: FleetPool, change: number): void {
    this.accounts[index]!.serving += change;
  }

  draining({ index }: FleetPool, change: number): void {
    this.accounts[index]!.draining += change;
  }

  interrupted({ index }: FleetPool): void {
    this.accounts[index]!.interruptions++;
  }
}
