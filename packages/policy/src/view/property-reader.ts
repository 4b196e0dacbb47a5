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

/** All reads by one: a class, because a state has hundreds of thousands of values that are read. */
export abstract class ValueReads implements PropertyReader {
  abstract readonly path: string;

  abstract read(...steps: readonly Step[]): Reading<PropertyValue>;

  text(...steps: readonly Step[]): Reading<string> {
    return asText(this.read(...steps));
  }

  number(...steps: readonly Step[]): Reading<number> {
    return asNumber(this.read(...steps));
  }

  flag(...steps: readonly Step[]): Reading<boolean> {
    return asFlag(this.read(...steps));
  }

  list(...steps: readonly Step[]): Reading<readonly PropertyValue[]> {
    return asList(this.read(...steps));
  }

  map(...steps: readonly Step[]): Reading<PropertyMap> {
    return asMap(this.read(...steps));
  }

  items(...steps: readonly Step[]): Reading<readonly PropertyReader[]> {
    return itemsOf(asList(this.read(...steps)));
  }

  oneOrMore(...steps: readonly Step[]): Reading<readonly PropertyReader[]> {
    const reading = this.read(...steps);
    if (reading.state !== "known" || Array.isArray(reading.value)) return itemsOf(asList(reading));
    return { ...reading, value: [valueReader(reading.value, reading.path)] };
  }

  texts(...steps: readonly Step[]): Reading<readonly string[]> {
    const list = asList(this.read(...steps));
    if (list.state !== "known") return list;
    const texts: string[] = [];
    for (const [i, item] of list.value.entries()) {
      const text = asText(valueReader(item, elementPath(list.path, i)).read());
      if (text.state !== "known") return { state: "unknown", path: elementPath(list.path, i) };
      texts.push(text.value);
    }
    return { ...list, value: texts };
  }
}

const itemsOf = (list: Reading<readonly PropertyValue[]>): Reading<readonly PropertyReader[]> =>
  list.state === "known"
    ? { ...list, value: list.value.map((item, i) => valueReader(item, elementPath(list.path, i))) }
    : list;

class OneValue extends ValueReads {
  readonly path: string;
  readonly #value: PropertyValue;

  constructor(value: PropertyValue, path: string) {
    super();
    this.path = path;
    this.#value = value;
  }

  read(...steps: readonly Step[]): Reading<PropertyValue> {
    const plain = withoutSecret(this.#value);
    const secret = plain === this.#value ? {} : { secret: true as const };
    if (isUnknown(plain)) return { state: "unknown", path: steps.reduce<string>(stepPath, this.path) };
    if (plain === null) return { state: "absent", path: this.path };
    if (steps.length === 0) return { state: "known", value: plain, path: this.path, ...secret };
    if (!isPropertyMap(plain)) return { state: "absent", path: steps.reduce<string>(stepPath, this.path) };
    const found = readAt(plain, steps, this.path);
    return found.state === "known" ? { ...found, ...secret } : found;
  }
}

/** Reads below a value that stands at `path`. */
export const valueReader = (value: PropertyValue, path: string): PropertyReader => new OneValue(value, path);

const stepPath = (path: string, step: Step): string =>
  typeof step === "number" ? elementPath(path, step) : memberPath(path, step);
