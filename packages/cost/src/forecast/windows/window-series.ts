/** What a forecast's series has of the traffic, as sums of equal windows. Spans that are told may lie in one only. */
export class WindowSeries {
  readonly requests: Float64Array;
  /** Times microseconds. */
  readonly backlog: Float64Array;
  private readonly windowMicros: number;

  constructor(windows: number, windowMicros: number) {
    this.requests = new Float64Array(windows);
    this.backlog = new Float64Array(windows);
    this.windowMicros = windowMicros;
  }

  pass(fromMicros: number, toMicros: number, amount: number, backlog: number): void {
    const window = Math.min(Math.floor(fromMicros / this.windowMicros + 1e-9), this.requests.length - 1);
    this.requests[window]! += amount;
    this.backlog[window]! += backlog * (toMicros - fromMicros);
  }
}
