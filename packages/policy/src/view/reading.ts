import type { Reading } from "@roadstead/core";

export {
  asFlag,
  asList,
  asMap,
  asNumber,
  asText,
  known,
  mapReading,
  readAt,
  type Reading,
  type Step,
} from "@roadstead/core";

/** `fallback` in the place of an absent value: what the cloud documents that it takes. */
export const withDefault = <T>(reading: Reading<T>, fallback: T): Reading<T> =>
  reading.state === "absent" ? { state: "known", value: fallback, path: reading.path } : reading;

/** How a value may stand in a message: a secret never does. */
export const shownValue = (reading: Reading<string | number | boolean>): string =>
  reading.state !== "known" ? `<${reading.state}>` : reading.secret === true ? "<secret>" : String(reading.value);
