import { textOf } from "./text.js";

/**
 * A decimal number in bytes of a line, with no text made of it: `mantissa` times ten to the power of `exponent`. Times
 * need both, as seconds since 1970 with nine digits after the point are more than a double holds.
 */
export class NumberCell {
  mantissa = 0;
  exponent = 0;
  private digits = 0;

  /** False where the bytes are no decimal number; `1_000`, `0x10`, `NaN` and `1 000` are none. */
  read(bytes: Uint8Array, start: number, end: number): boolean {
    let at = start;
    const sign = bytes[at]!;
    if (sign === minus || sign === plus) at++;
    let mantissa = 0;
    let digits = 0;
    let afterPoint = -1;
    for (; at < end; at++) {
      const byte = bytes[at]!;
      if (byte >= zero && byte <= nine) {
        mantissa = mantissa * 10 + (byte - zero);
        digits++;
        if (afterPoint >= 0) afterPoint++;
      } else if (byte === point && afterPoint < 0) afterPoint = 0;
      else break;
    }
    if (digits === 0) return false;
    let exponent = afterPoint > 0 ? -afterPoint : 0;
    if (at < end) {
      const power = powerAt(bytes, at, end);
      if (power === undefined) return false;
      exponent += power;
    }
    this.mantissa = sign === minus ? -mantissa : mantissa;
    this.exponent = exponent;
    this.digits = digits;
    return true;
  }

  /** The number of the bytes that were read last, which are still needed. */
  value(bytes: Uint8Array, start: number, end: number): number {
    // Both exact, so one rounding, which is what a parser of numbers gives; beyond them, let that parser do it.
    if (this.digits <= 15 && this.exponent <= 0 && this.exponent >= -22)
      return this.mantissa / powersOf10[-this.exponent]!;
    return Number(textOf(bytes, start, end));
  }

  /** Times ten to the power of `power`. */
  scaled(power: number): number {
    const exponent = this.exponent + power;
    if (exponent >= 0)
      return exponent > 22 ? this.mantissa * Number(`1e${exponent}`) : this.mantissa * powersOf10[exponent]!;
    return exponent < -22 ? this.mantissa / Number(`1e${-exponent}`) : this.mantissa / powersOf10[-exponent]!;
  }
}

const powerAt = (bytes: Uint8Array, at: number, end: number): number | undefined => {
  if ((bytes[at]! | 0x20) !== letterE) return undefined;
  const sign = bytes[at + 1];
  let i = sign === minus || sign === plus ? at + 2 : at + 1;
  if (i >= end || end - i > 4) return undefined;
  let power = 0;
  for (; i < end; i++) {
    const digit = bytes[i]! - zero;
    if (digit < 0 || digit > 9) return undefined;
    power = power * 10 + digit;
  }
  return sign === minus ? -power : power;
};

const zero = 48;
const nine = 57;
const minus = 45;
const plus = 43;
const point = 46;
const letterE = 101;

const powersOf10 = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));
