import type { PropertyMap, PropertyValue } from "@roadstead/core";
import { elementPath, isPropertyMap, isUnknown, memberPath, withoutSecret } from "@roadstead/core";
import type { Reading, Step } from "./reading.js";
import { asFlag, asList, asMap, asNumber, asText, readAt } from "./reading.js";

/** Reads below one value. All methods take the steps to a value, and none throws on whatever stands there. */
export interface PropertyReader {
  /** Where the value stands in its resource. */
  readonly path: string;
  read(...steps: readonly Step[]): Reading<PropertyValue>;
  text(...steps: readonly Step[]): Reading<string>;
  number(...steps: readonly Step[]): Reading<number>;
  flag(...steps: readonly Step[]): Reading<boolean>;
  list(...steps: readonly Step[]): Reading<readonly PropertyValue[]>;
  map(...steps: readonly Step[]): Reading<PropertyMap>;
  /** A reader for every item of a list; an item that is unknown reads as unknown whatever is asked of it. */
  items(...steps: readonly Step[]): Reading<readonly PropertyReader[]>;
  /** {@link PropertyReader.items} of a list, or the one object that stands in its place. */
  oneOrMore(...steps: readonly Step[]): Reading<readonly PropertyReader[]>;
  /** The texts of a list; one that is unknown makes the list unknown. */
  texts(...steps: readonly Step[]): Reading<readonly string[]>;
}

/** A reader by the way in which values are found. */
export function propertyReader(path: string, read: (steps: readonly Step[]) => Reading<PropertyValue>): PropertyReader {
  const items = (reading: Reading<readonly PropertyValue[]>): Reading<readonly PropertyReader[]> =>
    reading.state === "known"
      ? { ...reading, value: reading.value.map((item, i) => valueReader(item, elementPath(reading.path, i))) }
      : reading;
  return {
    path,
    read: (...steps) => read(steps),
    text: (...steps) => asText(read(steps)),
    number: (...steps) => asNumber(read(steps)),
    flag: (...steps) => asFlag(read(steps)),
    list: (...steps) => asList(read(steps)),
    map: (...steps) => asMap(read(steps)),
    items: (...steps) => items(asList(read(steps))),
    oneOrMore: (...steps) => {
      const reading = read(steps);
      if (reading.state !== "known" || Array.isArray(reading.value)) return items(asList(reading));
      return { ...reading, value: [valueReader(reading.value, reading.path)] };
    },
    texts: (...steps) => {
      const list = asList(read(steps));
      if (list.state !== "known") return list;
      const texts: string[] = [];
      for (const [i, item] of list.value.entries()) {
        const text = asText(valueReader(item, elementPath(list.path, i)).read());
        if (text.state !== "known") return { state: "unknown", path: elementPath(list.path, i) };
        texts.push(text.value);
      }
      return { ...list, value: texts };
    },
  };
}

/** Reads below a value that stands at `path`. */
export function valueReader(value: PropertyValue, path: string): PropertyReader {
  const plain = withoutSecret(value);
  return propertyReader(path, (steps) => {
    if (isUnknown(plain)) return { state: "unknown", path: [...steps].reduce<string>(stepPath, path) };
    if (plain === null) return { state: "absent", path };
    if (steps.length === 0) return { state: "known", value: plain, path, ...(plain === value ? {} : { secret: true }) };
    if (isPropertyMap(plain)) {
      const found = readAt(plain, steps, path);
      return found.state === "known" && plain !== value ? { ...found, secret: true } : found;
    }
    return { state: "absent", path: [...steps].reduce<string>(stepPath, path) };
  });
}

const stepPath = (path: string, step: Step): string =>
  typeof step === "number" ? elementPath(path, step) : memberPath(path, step);
