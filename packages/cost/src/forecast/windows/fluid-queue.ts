/**
 * Requests that wait, as amounts that came evenly over a span of time, first come first served. Amounts are of no whole
 * numbers. A ring of typed arrays, whose front the one who serves reads by its fields.
 */
export class FluidQueue {
  amount = 0;
  /** Of those, how many at the front are marked. */
  marked = 0;
  private from: Float64Array = new Float64Array(64);
  private to: Float64Array = new Float64Array(64);
  private amounts: Float64Array = new Float64Array(64);
  private first = 0;
  private count = 0;

  get isEmpty(): boolean {
    return this.count === 0;
  }

  /** Arrivals of the front. */
  get frontFromMicros(): number {
    return this.from[this.first]!;
  }

  get frontToMicros(): number {
    return this.to[this.first]!;
  }

  get frontAmount(): number {
    return this.amounts[this.first]!;
  }

  push(fromMicros: number, toMicros: number, amount: number): void {
    if (!(amount > 0)) return;
    if (this.count === this.from.length) this.grow();
    const i = (this.first + this.count) & (this.from.length - 1);
    this.from[i] = fromMicros;
    this.to[i] = toMicros;
    this.amounts[i] = amount;
    this.count++;
    this.amount += amount;
  }

  /** That so many at the front are. */
  mark(amount: number): void {
    if (amount > this.marked) this.marked = Math.min(amount, this.amount);
  }

  /** Takes some of the front, the earliest of it; all of it where that leaves next to nothing. */
  take(amount: number): void {
    this.marked = Math.max(0, this.marked - amount);
    const i = this.first;
    const left = this.amounts[i]! - amount;
    if (left > this.amounts[i]! * 1e-12) {
      this.from[i]! += (this.to[i]! - this.from[i]!) * (amount / this.amounts[i]!);
      this.amounts[i] = left;
      this.amount -= amount;
      return;
    }
    this.first = (i + 1) & (this.from.length - 1);
    this.count--;
    this.amount = this.count === 0 ? 0 : this.amount - this.amounts[i]!;
    if (this.marked > this.amount) this.marked = this.amount;
  }

  private grow(): void {
    const size = this.from.length;
    const order = (column: Float64Array): Float64Array => {
      const grown = new Float64Array(2 * size);
      for (let i = 0; i < size; i++) grown[i] = column[(this.first + i) & (size - 1)]!;
      return grown;
    };
    this.from = order(this.from);
    this.to = order(this.to);
    this.amounts = order(this.amounts);
    this.first = 0;
  }
}
