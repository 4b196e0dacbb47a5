import type { ReplicaProfile } from "../service/replica-profile.js";
import { firstTokenDelayMs } from "../service/service-law.js";
import { Tournament } from "./tournament.js";

/** A request on its way out of a replica; one object, used again. */
export interface LeavingRequest {
  arrivalMicros: number;
  firstTokenMicros: number;
  /** What it waited for its first token beside its turn: its last one comes as much after its departure. */
  delayMicros: number;
  inputTokens: number;
  outputTokens: number;
  /** 1 when it waited for a start. */
  coldStart: number;
}

/**
 * Replicas and the requests in them: the hot part of the simulation, all in flat arrays.
 *
 * A replica decodes one token of every request it has in each iteration, so its progress is one number, its virtual
 * clock: the tokens that a request would have got which was there from the start. It goes on by one in each
 * `decodeMs + decodeMsPerRequest * b`, and stands still while prompts are read. A request that comes when the clock shows
 * `v` and wants `n` more tokens leaves when it shows `v + n`, whatever comes and goes meanwhile. So a replica is a heap of
 * such marks; arrivals and departures change its pace and when its next mark is reached, and nothing else.
 */
export class ReplicaBank {
  /** Requests in replicas. */
  total = 0;
  readonly left: LeavingRequest = {
    arrivalMicros: 0,
    firstTokenMicros: 0,
    delayMicros: 0,
    inputTokens: 0,
    outputTokens: 0,
    coldStart: 0,
  };
  private replicas = 0;
  /** Requests in each replica. */
  private batches = new Int32Array(0);
  private clocks = new Float64Array(0);
  /** From when on a clock goes on: its last change, or the end of the prompts that are being read. */
  private clockFromMicros = new Float64Array(0);
  private takesRequests = new Uint8Array(0);
  /** Heaps, `maxBatch` places a replica: marks, and the slot of each. Past the heap's end are the free slots. */
  private marks = new Float64Array(0);
  private markSlots = new Int32Array(0);
  /** Slots, `maxBatch` a replica. */
  private arrivalMicros = new Float64Array(0);
  private firstTokenMicros = new Float64Array(0);
  private delayMicros = new Float64Array(0);
  private inputTokens = new Int32Array(0);
  private outputTokens = new Int32Array(0);
  private coldStarts = new Uint8Array(0);
  /** Replicas by their next departure; and by their requests, those that have a place free. */
  private readonly departures = new Tournament();
  private readonly loads = new Tournament();
  private readonly maxBatch: number;
  /** Pace by batch, both ways, so that no event divides. */
  private readonly microsPerToken: Float64Array;
  private readonly tokensPerMicro: Float64Array;
  private readonly microsPerInputToken: number;
  private readonly delayMicrosAlone: number;
  private readonly delayMicrosPerRequest: number;
  private readonly delayMicrosPerInputToken: number;

  constructor(replica: ReplicaProfile) {
    this.maxBatch = replica.maxBatch;
    this.microsPerToken = new Float64Array(replica.maxBatch + 1);
    this.tokensPerMicro = new Float64Array(replica.maxBatch + 1);
    for (let batch = 0; batch <= replica.maxBatch; batch++) {
      const micros = 1000 * (replica.decodeMs + replica.decodeMsPerRequest * batch);
      this.microsPerToken[batch] = micros;
      // An empty replica's clock stands still: an iteration of no request may take no time at all.
      this.tokensPerMicro[batch] = batch > 0 ? 1 / micros : 0;
    }
    this.microsPerInputToken = 1e6 / replica.prefillTokensPerSecond;
    // The law is linear in both.
    this.delayMicrosAlone = 1000 * firstTokenDelayMs(replica, 0, 0);
    this.delayMicrosPerInputToken = 1000 * firstTokenDelayMs(replica, 1, 0) - this.delayMicrosAlone;
    this.delayMicrosPerRequest = 1000 * firstTokenDelayMs(replica, 0, 1) - this.delayMicrosAlone;
  }

  /** When the next request leaves; Infinity when there is none. */
  get nextDepartureMicros(): number {
    return this.departures.winnerKey;
  }

  get hasPlace(): boolean {
    return this.loads.winnerKey < Infinity;
  }

  /** Takes a request into the replica that has the fewest; only when `hasPlace`. */
  admit(nowMicros: number, arrivalMicros: number, inputTokens: number, outputTokens: number, coldStart: number): void {
    const replica = this.loads.winner;
    this.turnClock(replica, nowMicros);
    const base = replica * this.maxBatch;
    const batch = this.batches[replica]!;
    const slot = base + this.markSlots[base + batch]!;
    const from = this.clockFromMicros[replica]!;
    // Prompts are read one after the other, ahead of all decoding.
    const read = (from > nowMicros ? from : nowMicros) + Math.round(inputTokens * this.microsPerInputToken);
    this.clockFromMicros[replica] = read;
    const delay = Math.round(
      this.delayMicrosAlone + batch * this.delayMicrosPerRequest + inputTokens * this.delayMicrosPerInputToken,
    );
    this.arrivalMicros[slot] = arrivalMicros;
    this.firstTokenMicros[slot] = read + delay;
    this.delayMicros[slot] = delay;
    this.inputTokens[slot] = inputTokens;
    this.outputTokens[slot] = outputTokens;
    this.coldStarts[slot] = coldStart;
    // The first token comes of the prompt itself.
    this.pushMark(base, batch, this.clocks[replica]! + (outputTokens > 1 ? outputTokens - 1 : 0), slot - base);
    this.batches[replica] = batch + 1;
    this.total++;
    this.loads.set(replica, batch + 1 < this.maxBatch ? batch + 1 : Infinity);
    this.planDeparture(replica);
  }

  /** Takes out the request that is due at `nextDepartureMicros` and describes it in `left`; says of which replica. */
  depart(nowMicros: number): number {
    const replica = this.departures.winner;
    this.turnClock(replica, nowMicros);
    const base = replica * this.maxBatch;
    const batch = this.batches[replica]! - 1;
    this.describe(base + this.popMark(base, batch));
    this.batches[replica] = batch;
    this.total--;
    // An empty replica's clock begins anew, and stays exact.
    if (batch === 0) this.clocks[replica] = 0;
    if (this.takesRequests[replica] === 1) this.loads.set(replica, batch);
    this.planDeparture(replica);
    return replica;
  }

  requestsIn(replica: number): number {
    return this.batches[replica] ?? 0;
  }

  /** A replica that is empty, new or used before, takes requests from now on. */
  open(replica: number, nowMicros: number): void {
    this.grow(replica + 1);
    this.clocks[replica] = 0;
    this.clockFromMicros[replica] = nowMicros;
    this.takesRequests[replica] = 1;
    this.loads.set(replica, 0);
  }

  /** The replica takes no more requests, and keeps those that it has. */
  close(replica: number): void {
    this.takesRequests[replica] = 0;
    this.loads.set(replica, Infinity);
  }

  isOpen(replica: number): boolean {
    return this.takesRequests[replica] === 1;
  }

  /** Takes a request out of a replica that is closed, whatever it still wants, and describes it in `left`. */
  takeOut(replica: number): void {
    const base = replica * this.maxBatch;
    const batch = this.batches[replica]! - 1;
    this.describe(base + this.popMark(base, batch));
    this.batches[replica] = batch;
    this.total--;
    this.planDeparture(replica);
  }

  /** How many of the requests in replicas have had, or will have, their first token later than this after they came. */
  laterThan(firstTokenMicros: number): number {
    let count = 0;
    for (let replica = 0; replica < this.replicas; replica++) {
      const base = replica * this.maxBatch;
      for (let i = base; i < base + this.batches[replica]!; i++) {
        const slot = base + this.markSlots[i]!;
        if (this.firstTokenMicros[slot]! - this.arrivalMicros[slot]! > firstTokenMicros) count++;
      }
    }
    return count;
  }

  private turnClock(replica: number, nowMicros: number): void {
    const micros = nowMicros - this.clockFromMicros[replica]!;
    if (micros <= 0) return;
    this.clocks[replica]! += micros * this.tokensPerMicro[this.batches[replica]!]!;
    this.clockFromMicros[replica] = nowMicros;
  }

  private planDeparture(replica: number): void {
    const batch = this.batches[replica]!;
    if (batch === 0) {
      this.departures.set(replica, Infinity);
      return;
    }
    const tokens = this.marks[replica * this.maxBatch]! - this.clocks[replica]!;
    const from = this.clockFromMicros[replica]!;
    // A mark that rounding has put just behind the clock is due now.
    this.departures.set(replica, tokens > 0 ? Math.ceil(from + tokens * this.microsPerToken[batch]!) : from);
  }

  private describe(slot: number): void {
    const left = this.left;
    left.arrivalMicros = this.arrivalMicros[slot]!;
    left.firstTokenMicros = this.firstTokenMicros[slot]!;
    left.delayMicros = this.delayMicros[slot]!;
    left.inputTokens = this.inputTokens[slot]!;
    left.outputTokens = this.outputTokens[slot]!;
    left.coldStart = this.coldStarts[slot]!;
  }

  private pushMark(base: number, size: number, mark: number, slot: number): void {
    const { marks, markSlots } = this;
    let at = size;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = marks[base + parent]!;
      if (above <= mark) break;
      marks[base + at] = above;
      markSlots[base + at] = markSlots[base + parent]!;
      at = parent;
    }
    marks[base + at] = mark;
    markSlots[base + at] = slot;
  }

  /** Removes the lowest mark and gives its slot, which becomes the first of the free ones; `size` is what is left. */
  private popMark(base: number, size: number): number {
    const { marks, markSlots } = this;
    const slot = markSlots[base]!;
    const mark = marks[base + size]!;
    const markSlot = markSlots[base + size]!;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && marks[base + child + 1]! < marks[base + child]!) child++;
      const below = marks[base + child]!;
      if (below >= mark) break;
      marks[base + at] = below;
      markSlots[base + at] = markSlots[base + child]!;
      at = child;
    }
    marks[base + at] = mark;
    markSlots[base + at] = markSlot;
    markSlots[base + size] = slot;
    return slot;
  }

  private grow(replicas: number): void {
    if (replicas <= this.replicas) return;
    const size = Math.max(replicas, 2 * this.replicas);
    this.batches = enlarged(this.batches, new Int32Array(size));
    this.clocks = enlarged(this.clocks, new Float64Array(size));
    this.clockFromMicros = enlarged(this.clockFromMicros, new Float64Array(size));
    this.takesRequests = enlarged(this.takesRequests, new Uint8Array(size));
    const places = size * this.maxBatch;
    this.marks = enlarged(this.marks, new Float64Array(places));
    const known = this.markSlots.length;
    this.markSlots = enlarged(this.markSlots, new Int32Array(places));
    for (let i = known; i < places; i++) this.markSlots[i] = i % this.maxBatch;
    this.arrivalMicros = enlarged(this.arrivalMicros, new Float64Array(places));
    this.firstTokenMicros = enlarged(this.firstTokenMicros, new Float64Array(places));
    this.delayMicros = enlarged(this.delayMicros, new Float64Array(places));
    this.inputTokens = enlarged(this.inputTokens, new Int32Array(places));
    this.outputTokens = enlarged(this.outputTokens, new Int32Array(places));
    this.coldStarts = enlarged(this.coldStarts, new Uint8Array(places));
    this.departures.grow(size);
    this.loads.grow(size);
    this.replicas = size;
  }
}

const enlarged = <T extends Float64Array | Int32Array | Uint8Array>(from: T, to: T): T => {
  to.set(from);
  return to;
};
