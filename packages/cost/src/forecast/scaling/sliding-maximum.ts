/** The highest of the numbers of a span of time. Numbers that can never be it again are forgotten at once. */
export class SlidingMaximum {
  private readonly at: number[] = [];
  private readonly numbers: number[] = [];
  private first = 0;
  private readonly spanMicros: number;

  constructor(spanMicros: number) {
    this.spanMicros = spanMicros;
  }

  /** Adds one and gives the highest of those that are less old than the span. */
  add(nowMicros: number, number: number): number {
    const { at, numbers } = this;
    while (numbers.length > this.first && numbers[numbers.length - 1]! <= number) {
      numbers.pop();
      at.pop();
    }
    numbers.push(number);
    at.push(nowMicros);
    while (at[this.first]! <= nowMicros - this.spanMicros && this.first < at.length - 1) this.first++;
    if (this.first > 64) {
      at.splice(0, this.first);
      numbers.splice(0, this.first);
      this.first = 0;
    }
    return numbers[this.first]!;
  }
}
