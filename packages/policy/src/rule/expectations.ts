import type { Reading } from "../view/reading.js";
import { shownValue } from "../view/reading.js";
import type { Answer } from "./answer.js";
import { fail, pass, unknown } from "./answer.js";

/** What the absence of a value means. */
export type WhenAbsent = "pass" | "fail" | "unknown";

interface Expectation {
  /** What is wrong with a value that is not right, as the beginning of a sentence: `the volume is not encrypted`. */
  readonly otherwise: string;
  readonly absent: WhenAbsent;
  readonly limit?: string;
}

/** An answer by whether a value is right. */
export function expectValue<T extends string | number | boolean>(
  reading: Reading<T>,
  isRight: (value: T) => boolean,
  { otherwise, absent, limit }: Expectation,
): Answer {
  const limits = limit === undefined ? {} : { limit };
  if (reading.state === "unknown" || (reading.state === "absent" && absent === "unknown")) {
    return unknown(reading, `it may be that ${otherwise}`);
  }
  if (reading.state === "absent") {
    if (absent === "pass") return pass;
    return fail(`${otherwise}: ${reading.path} is not set`, { path: reading.path, value: "not set", ...limits });
  }
  const value = shownValue(reading);
  if (isRight(reading.value)) return { result: "pass", value, ...limits };
  return fail(`${otherwise}: ${reading.path} is ${value}`, { path: reading.path, value, ...limits });
}

/** A flag that must be `wanted`. */
export const expectFlag = (reading: Reading<boolean>, wanted: boolean, expectation: Expectation): Answer =>
  expectValue(reading, (value) => value === wanted, { limit: String(wanted), ...expectation });

/** A number that must not be above `maximum`. */
export const expectAtMost = (
  reading: Reading<number>,
  maximum: number,
  unit: string,
  expectation: Expectation,
): Answer => expectValue(reading, (value) => value <= maximum, { limit: `${maximum} ${unit}`, ...expectation });

/** A text that must be one of a few, in whatever case it is written. */
export const expectOneOf = (reading: Reading<string>, allowed: readonly string[], expectation: Expectation): Answer =>
  expectValue(reading, (value) => allowed.some((one) => one.toLowerCase() === value.toLowerCase()), {
    limit: allowed.join(", "),
    ...expectation,
  });

/** Something that must be there, whatever it is. */
export function expectPresent(reading: Reading<unknown>, otherwise: string): Answer {
  if (reading.state === "unknown") return unknown(reading, `it may be that ${otherwise}`);
  if (reading.state === "absent") return fail(`${otherwise}: ${reading.path} is not set`, { path: reading.path });
  return pass;
}
