/** The gateway's queue: first come, first served. A ring of plain numbers that grows with the worst backlog. */
export class WaitingQueue {
  length = 0;
  private head = 0;
  private mask = 1023;
  /** When each arrived at first, and when it came to wait: later, where a replica was lost with it. */
  private arrivalMicros = new Float64Array(1024);
  private sinceMicros = new Float64Array(1024);
  private inputTokens = new Int32Array(1024);
  private outputTokens = new Int32Array(1024);
  private coldStarts = new Uint8Array(1024);
  /** How many at the end of the queue have not been looked at by `meetColdStart`. */
  private unmet = 0;

  push(arrivalMicros: number, sinceMicros: number, inputTokens: number, outputTokens: number, metBefore: number): void {
    if (this.length > this.mask) this.grow();
    const at = (this.head + this.length) & this.mask;
    this.arrivalMicros[at] = arrivalMicros;
    this.sinceMicros[at] = sinceMicros;
    this.inputTokens[at] = inputTokens;
    this.outputTokens[at] = outputTokens;
    this.coldStarts[at] = metBefore;
    this.length++;
    this.unmet++;
  }

  /** Takes the first away; what it was is to be read before. */
  shift(): void {
    this.head = (this.head + 1) & this.mask;
    this.length--;
    if (this.unmet > this.length) this.unmet = this.length;
  }

  get firstArrivalMicros(): number {
    return this.arrivalMicros[this.head]!;
  }

  get firstSinceMicros(): number {
    return this.sinceMicros[this.head]!;
  }

  get firstInputTokens(): number {
    return this.inputTokens[this.head]!;
  }

  get firstOutputTokens(): number {
    return this.outputTokens[this.head]!;
  }

  get firstColdStart(): number {
    return this.coldStarts[this.head]!;
  }

  /** Marks all who wait as having met a cold start; how many of them had met none before. */
  meetColdStart(): number {
    let met = 0;
    for (; this.unmet > 0; this.unmet--) {
      const at = (this.head + this.length - this.unmet) & this.mask;
      met += 1 - this.coldStarts[at]!;
      this.coldStarts[at] = 1;
    }
    return met;
  }

  /** How many came before this moment, of those who wait. */
  arrivedBefore(micros: number): number {
    let count = 0;
    for (let i = 0; i < this.length; i++) if (this.arrivalMicros[(this.head + i) & this.mask]! < micros) count++;
    return count;
  }

  private grow(): void {
    const size = 2 * (this.mask + 1);
    const unrolled = <T extends Float64Array | Int32Array | Uint8Array>(from: T, to: T): T => {
      for (let i = 0; i < this.length; i++) to[i] = from[(this.head + i) & this.mask]!;
      return to;
    };
    this.arrivalMicros = unrolled(this.arrivalMicros, new Float64Array(size));
    this.sinceMicros = unrolled(this.sinceMicros, new Float64Array(size));
    this.inputTokens = unrolled(this.inputTokens, new Int32Array(size));
    this.outputTokens = unrolled(this.outputTokens, new Int32Array(size));
    this.coldStarts = unrolled(this.coldStarts, new Uint8Array(size));
    this.head = 0;
    this.mask = size - 1;
  }
}
