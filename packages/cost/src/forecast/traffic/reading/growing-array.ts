/** Numbers of which nobody knows beforehand how many come: 8 bytes each, and twice the room whenever it is full. */
export class GrowingFloats {
  length = 0;
  values = new Float64Array(1024);

  push(value: number): void {
    if (this.length === this.values.length) {
      const longer = new Float64Array(2 * this.length);
      longer.set(this.values);
      this.values = longer;
    }
    this.values[this.length++] = value;
  }

  all(): Float64Array {
    return this.values.subarray(0, this.length);
  }
}

/** The same of whole numbers, 4 bytes each. */
export class GrowingInts {
  length = 0;
  values = new Int32Array(1024);

  push(value: number): void {
    if (this.length === this.values.length) {
      const longer = new Int32Array(2 * this.length);
      longer.set(this.values);
      this.values = longer;
    }
    this.values[this.length++] = value;
  }

  all(): Int32Array {
    return this.values.subarray(0, this.length);
  }
}
