/**
 * Microseconds since 1970 of a timestamp of ISO 8601 in bytes of a line: `2023-11-16 18:17:03.9799600`, with `T` or a
 * space, with or without seconds, any digits after the point (those after the sixth are dropped), and `Z`, `UTC` or an
 * offset behind it; UTC where it says nothing. NaN where it is none, or no day of the calendar.
 */
export const timestampMicros = (bytes: Uint8Array, start: number, end: number): number => {
  if (end - start < 10 || bytes[start + 4] !== dash || bytes[start + 7] !== dash) return NaN;
  const day = daysSince1970(
    digits(bytes, start, 2, end) * 100 + digits(bytes, start + 2, 2, end),
    digits(bytes, start + 5, 2, end),
    digits(bytes, start + 8, 2, end),
  );
  let at = start + 10;
  if (at === end) return day * 86_400e6;
  const separator = bytes[at]!;
  if ((separator | 0x20) !== letterT && separator !== space) return NaN;
  const hour = digits(bytes, at + 1, 2, end);
  const minute = digits(bytes, at + 4, 2, end);
  if (bytes[at + 3] !== colon || hour > 23 || minute > 59) return NaN;
  at += 6;
  let second = 0;
  if (bytes[at] === colon && at < end) {
    second = digits(bytes, at + 1, 2, end);
    // A leap second is the one after it, as clocks of computers have it.
    if (second > 60) return NaN;
    at += 3;
  }
  let micros = 0;
  if ((bytes[at] === point || bytes[at] === comma) && at < end) {
    const first = ++at;
    for (let place = 100_000; at < end && isDigit(bytes[at]!); at++, place = Math.floor(place / 10)) {
      micros += (bytes[at]! - zero) * place;
    }
    if (at === first) return NaN;
  }
  return day * 86_400e6 + (hour * 60 + minute - offsetMinutes(bytes, at, end)) * 60e6 + second * 1e6 + micros;
};

const offsetMinutes = (bytes: Uint8Array, from: number, end: number): number => {
  let at = from;
  while (at < end && bytes[at] === space) at++;
  if (at === end) return 0;
  const sign = bytes[at]!;
  if ((sign | 0x20) === letterZ) return at + 1 === end ? 0 : NaN;
  if ((sign | 0x20) === letterU)
    return end - at === 3 && (bytes[at + 1]! | 0x20) === letterT && (bytes[at + 2]! | 0x20) === letterC ? 0 : NaN;
  if (sign !== plus && sign !== dash) return NaN;
  const hours = digits(bytes, at + 1, 2, end);
  at += 3;
  if (at < end && bytes[at] === colon) at++;
  const minutes = at === end ? 0 : digits(bytes, at, 2, end);
  if ((at !== end && at + 2 !== end) || hours > 15 || minutes > 59) return NaN;
  return (sign === dash ? -1 : 1) * (hours * 60 + minutes);
};

const digits = (bytes: Uint8Array, at: number, count: number, end: number): number => {
  if (at + count > end) return NaN;
  let number = 0;
  for (let i = at; i < at + count; i++) {
    if (!isDigit(bytes[i]!)) return NaN;
    number = number * 10 + (bytes[i]! - zero);
  }
  return number;
};

const isDigit = (byte: number): boolean => byte >= zero && byte <= 57;

/** Of the Gregorian calendar; years begin in March, so that a leap day is the last of one. */
const daysSince1970 = (year: number, month: number, day: number): number => {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const longest =
    month === 2 ? (isLeap ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= longest)) return NaN;
  const fromMarch = month > 2 ? month - 3 : month + 9;
  const years = month > 2 ? year : year - 1;
  const leapDays = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  return years * 365 + leapDays + Math.floor((153 * fromMarch + 2) / 5) + day - 1 - 719_468;
};

const zero = 48;
const dash = 45;
const plus = 43;
const point = 46;
const comma = 44;
const colon = 58;
const space = 32;
const letterC = 99;
const letterT = 116;
const letterU = 117;
const letterZ = 122;
