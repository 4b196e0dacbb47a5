/** Something that happens to a node or a replica at a moment that is known before. */
type Transition = () => void;

/** What comes next, in the order of time; at one moment, in the order in which it was added. A binary heap. */
export class TransitionQueue {
  private readonly at: number[] = [];
  private readonly order: number[] = [];
  private readonly what: Transition[] = [];
  private added = 0;

  get nextAtMicros(): number {
    return this.at[0] ?? Infinity;
  }

  add(atMicros: number, transition: Transition): void {
    let i = this.at.length;
    this.at.push(atMicros);
    this.order.push(this.added++);
    this.what.push(transition);
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!this.isBefore(i, parent)) break;
      this.swap(i, parent);
      i = parent;
    }
  }

  /** The first, which is removed. Only where there is one. */
  take(): Transition {
    const first = this.what[0]!;
    this.swap(0, this.at.length - 1);
    this.at.pop();
    this.order.pop();
    this.what.pop();
    let i = 0;
    for (;;) {
      let least = i;
      for (const child of [2 * i + 1, 2 * i + 2])
        if (child < this.at.length && this.isBefore(child, least)) least = child;
      if (least === i) return first;
      this.swap(i, least);
      i = least;
    }
  }

  private isBefore(i: number, j: number): boolean {
    const difference = this.at[i]! - this.at[j]!;
    return difference < 0 || (difference === 0 && this.order[i]! < this.order[j]!);
  }

  private swap(i: number, j: number): void {
    for (const column of [this.at, this.order, this.what] as unknown[][]) {
      const kept = column[i];
      column[i] = column[j];
      column[j] = kept;
    }
  }
}
