import type { PoolAccount } from "./ledger.js";

/** Nodes and replicas over time: sums of equal windows, in microseconds of each. */
export class PlatformSeries {
  readonly readyMicros: Float64Array;
  readonly wantedMicros: Float64Array;
  readonly nodeMicros: readonly Float64Array[];
  /** Asked of autoscalers now. */
  wanted = 0;
  readonly windowMicros: number;
  readonly windows: number;

  constructor(windowMicros: number, windows: number, pools: number) {
    this.windowMicros = windowMicros;
    this.windows = windows;

    this.readyMicros = new Float64Array(windows);
    this.wantedMicros = new Float64Array(windows);
    this.nodeMicros = Array.from({ length: pools }, () => new Float64Array(windows));
  }

  pass(fromMicros: number, toMicros: number, accounts: readonly PoolAccount[]): void {
    let serving = 0;
    for (const account of accounts) serving += account.serving;
    let window = this.windowAt(fromMicros);
    for (let at = fromMicros; at < toMicros; window++) {
      // What comes after the last window belongs to it.
      const end = window < this.windows - 1 ? Math.min((window + 1) * this.windowMicros, toMicros) : toMicros;
      const micros = end - at;
      this.readyMicros[window]! += serving * micros;
      this.wantedMicros[window]! += this.wanted * micros;
      for (let i = 0; i < accounts.length; i++) this.nodeMicros[i]![window]! += accounts[i]!.nodes * micros;
      at = end;
    }
  }

  addNodeMicros(atMicros: number, pool: number, micros: number): void {
    this.nodeMicros[pool]![this.windowAt(atMicros)]! += micros;
  }

  private windowAt(micros: number): number {
    return Math.min(Math.floor(micros / this.windowMicros), this.windows - 1);
  }
}
