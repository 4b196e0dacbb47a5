import type { FleetNode, FleetPool, FleetReplica } from "./fleet-node.js";
import { freePlaces } from "./fleet-node.js";
import { leastWanted } from "./least-wanted.js";
import type { Ledger } from "./ledger.js";
import { microsOf } from "./micros.js";
import type { Interruption } from "./interruption.js";
import type { ReplicaEvents } from "./platform.js";
import type { TransitionQueue } from "./transition-queue.js";

/** Nodes and replicas, and what becomes of them. It decides nothing: autoscalers do. */
export class Fleet {
  nowMicros = 0;
  /** Replicas that a pod autoscaler asks for. */
  wanted = 0;
  serving = 0;
  starting = 0;
  /** Set by all that a node autoscaler would look at; whoever has looked clears it. */
  hasChanged = true;
  /** Nothing takes time to start: before the traffic begins, and for the clairvoyant bound. */
  startsAreFree = true;
  readonly pending: FleetReplica[] = [];
  private readonly replicas: (FleetReplica | undefined)[] = [];
  readonly pools: readonly FleetPool[];
  private readonly transitions: TransitionQueue;
  private readonly ledger: Ledger;
  private readonly interruptions: readonly Interruption[];
  private readonly events: ReplicaEvents;

  constructor(
    pools: readonly FleetPool[],
    transitions: TransitionQueue,
    ledger: Ledger,
    interruptions: readonly Interruption[],
    events: ReplicaEvents,
  ) {
    this.pools = pools;
    this.transitions = transitions;
    this.ledger = ledger;
    this.interruptions = interruptions;
    this.events = events;
  }

  /** More replicas wait for a node, or have one that has room; less of them drain. */
  scaleTo(wanted: number): void {
    this.wanted = wanted;
    this.reconcile();
  }

  /** How many nodes a pool can give now, of `asked` ones. */
  room(pool: FleetPool, asked: number): number {
    const most = Math.min(asked, pool.spec.size.max - pool.nodes.length);
    return most <= 0 ? 0 : this.interruptions[pool.index]!.room(pool, most);
  }

  /** Only to a pool that has room. */
  addNode(pool: FleetPool): void {
    const isThere = this.startsAreFree;
    const interruption = this.interruptions[pool.index]!;
    const node: FleetNode = {
      pool,
      zone: interruption.zoneOfNext(pool),
      requestedMicros: this.nowMicros,
      state: "booting",
      isClosed: false,
      isLeaving: false,
      imageMicros: undefined,
      hasServed: false,
      replicas: [],
      changedMicros: this.nowMicros,
      unneededMicros: undefined,
    };
    pool.nodes.push(node);
    this.ledger.nodeRequested(pool);
    this.hasChanged = true;
    const lossMicros = interruption.lossAfter();
    if (lossMicros !== Infinity) {
      this.transitions.add(this.nowMicros + lossMicros, () => this.interrupt([node]));
    }
    if (isThere) {
      node.imageMicros = this.nowMicros;
      this.nodeUp(node);
    } else {
      this.transitions.add(this.nowMicros + microsOf(pool.spec.start.nodeSeconds), () => this.nodeUp(node));
    }
  }

  /** Brings pools to the minimums that hold, as far as they can give nodes. */
  ensureMinimums(): void {
    for (const pool of this.pools) {
      const missing = pool.minimum - pool.nodes.length;
      if (missing <= 0) continue;
      for (let left = this.room(pool, missing); left > 0; left--) this.addNode(pool);
    }
    this.placePending();
  }

  /** Takes a node away once its replicas have ended; others are made in their place. */
  removeNode(node: FleetNode): void {
    node.isClosed = true;
    node.isLeaving = true;
    for (const replica of [...node.replicas]) this.stop(replica);
    if (node.replicas.length === 0) this.endNode(node);
    this.reconcile();
  }

  /** A cloud takes nodes back: after their notice they are gone with all that they still have. */
  interrupt(nodes: readonly FleetNode[]): void {
    const taken = nodes.filter((node) => node.state !== "gone" && !node.isClosed);
    // All are closed before others are asked for: none of what one loses shall go to the next that is taken.
    for (const node of taken) node.isClosed = true;
    for (const node of taken) {
      this.ledger.interrupted(node.pool);
      const noticeMicros = microsOf(node.pool.spec.interruptions?.noticeSeconds ?? 0);
      if (noticeMicros === 0) {
        this.loseNode(node);
        continue;
      }
      for (const replica of [...node.replicas]) this.stop(replica);
      this.transitions.add(this.nowMicros + noticeMicros, () => this.loseNode(node));
    }
    this.reconcile();
    this.ensureMinimums();
  }

  drained(number: number): void {
    const replica = this.replicas[number];
    if (replica?.state !== "draining") throw new RangeError(`replica ${number} does not drain`);
    this.end(replica);
  }

  /** Puts what waits where there is room: nodes that are up first, then those that boot, by the order of pools. */
  placePending(): void {
    while (this.pending.length > 0) {
      const node = this.nodeWithRoom("up") ?? this.nodeWithRoom("booting");
      if (node === undefined) return;
      const replica = this.pending.shift()!;
      replica.state = "starting";
      replica.node = node;
      node.replicas.push(replica);
      node.changedMicros = this.nowMicros;
      node.unneededMicros = undefined;
      this.starting++;
      if (node.state === "up") this.start(replica, node);
      this.hasChanged = true;
    }
  }

  private reconcile(): void {
    let live = this.serving + this.starting + this.pending.length;
    for (; live > this.wanted; live--) this.stop(leastWanted(this.pools, this.pending));
    for (; live < this.wanted; live++) this.create();
    this.placePending();
  }

  private create(): void {
    let number = this.replicas.indexOf(undefined);
    if (number < 0) number = this.replicas.length;
    const replica: FleetReplica = { number, state: "pending", node: undefined };
    this.replicas[number] = replica;
    this.pending.push(replica);
    this.hasChanged = true;
  }

  private nodeUp(node: FleetNode): void {
    if (node.state !== "booting") return;
    node.state = "up";
    node.changedMicros = this.nowMicros;
    for (const replica of [...node.replicas]) this.start(replica, node);
    this.hasChanged = true;
  }

  /** Pulls the image, if no replica before did, and loads. */
  private start(replica: FleetReplica, node: FleetNode): void {
    const { pullSeconds, loadSeconds } = node.pool.spec.start;
    if (this.startsAreFree) return this.serve(replica, node);
    node.imageMicros ??= this.nowMicros + microsOf(pullSeconds);
    const at = Math.max(this.nowMicros, node.imageMicros) + microsOf(loadSeconds);
    this.transitions.add(at, () => this.serve(replica, node));
  }

  private serve(replica: FleetReplica, node: FleetNode): void {
    if (replica.state !== "starting") return;
    replica.state = "serving";
    this.starting--;
    this.serving++;
    this.ledger.serving(node.pool, 1);
    if (!node.hasServed) {
      node.hasServed = true;
      this.ledger.nodeBooted(node.pool);
    }
    this.hasChanged = true;
    this.events.ready(replica.number);
  }

  /** One that serves drains first. */
  private stop(replica: FleetReplica): void {
    if (replica.state === "serving") {
      replica.state = "draining";
      this.serving--;
      this.ledger.serving(replica.node!.pool, -1);
      this.ledger.draining(replica.node!.pool, 1);
      this.events.drain(replica.number);
    } else if (replica.state !== "draining") {
      this.end(replica);
    }
  }

  private end(replica: FleetReplica): void {
    const { state, node } = replica;
    if (state === "pending") this.pending.splice(this.pending.indexOf(replica), 1);
    else if (state === "starting") this.starting--;
    else if (state === "draining") this.ledger.draining(node!.pool, -1);
    replica.state = "gone";
    this.replicas[replica.number] = undefined;
    this.hasChanged = true;
    if (node === undefined) return;
    node.replicas.splice(node.replicas.indexOf(replica), 1);
    node.changedMicros = this.nowMicros;
    if (node.isLeaving && node.replicas.length === 0) this.endNode(node);
  }

  private loseNode(node: FleetNode): void {
    if (node.state === "gone") return;
    for (const replica of [...node.replicas]) {
      const isServing = replica.state === "serving";
      if (isServing) {
        this.serving--;
        this.ledger.serving(node.pool, -1);
        this.ledger.draining(node.pool, 1);
        replica.state = "draining";
      }
      const hadRequests = replica.state === "draining";
      this.end(replica);
      if (hadRequests) this.events.lost(replica.number);
    }
    this.endNode(node);
  }

  private endNode(node: FleetNode): void {
    // Replicas that drain at once end a leaving node before it is asked for.
    if (node.state === "gone") return;
    node.state = "gone";
    node.pool.nodes.splice(node.pool.nodes.indexOf(node), 1);
    this.ledger.nodeEnded(node, this.nowMicros);
    this.hasChanged = true;
  }

  /** Of the first pool that has one, the node with the least room, so that others can end. */
  private nodeWithRoom(state: FleetNode["state"]): FleetNode | undefined {
    for (const pool of this.pools) {
      let best: FleetNode | undefined;
      for (const node of pool.nodes) {
        const free = node.state === state ? freePlaces(node) : 0;
        if (free > 0 && (best === undefined || free < freePlaces(best))) best = node;
      }
      if (best !== undefined) return best;
    }
    return undefined;
  }
}
