/** What becomes of the items of a list, each as soon as it is read: by the list's path, such as `deployment.resources`. */
export type ItemReaders = Readonly<Record<string, (item: unknown) => unknown>>;

/** Says where a text is no JSON that can be read, never what stands there: that could be a secret. */
export class JsonFault extends Error {
  readonly kind: "json" | "depth";

  constructor(what: keyof typeof faults, path: string, line: number) {
    super(`${faults[what]}: ${path === "" ? "" : `${path}, `}line ${line}`);
    this.name = "JsonFault";
    this.kind = what === "depth" ? "depth" : "json";
  }
}

const faults = { json: "is no JSON", end: "is no JSON, it ends too early", depth: "is nested too deeply" } as const;

/** More brackets within brackets than any program has, and few enough for whoever walks through the value. */
const deepest = 500;

/**
 * `JSON.parse` for files whose weight is in a few long lists. The items of these are parsed one by one, so that at no
 * time more than the file and what the readers make of it is held.
 * @throws JsonFault
 */
export const parseJsonLists = (bytes: Uint8Array, readers: ItemReaders): unknown =>
  new ListScan(bytes, readers).document();

const tab = 0x09;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;
const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

class ListScan {
  readonly #bytes: Buffer;
  readonly #readers: ItemReaders;
  readonly #paths: readonly string[];
  #at = 0;

  constructor(bytes: Uint8Array, readers: ItemReaders) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#readers = readers;
    this.#paths = Object.keys(readers);
  }

  document(): unknown {
    const value = this.#value("");
    if (this.#next() !== undefined) throw this.#fault("");
    return value;
  }

  #value(path: string): unknown {
    const first = this.#next();
    if (first === openBracket && this.#paths.includes(path)) return this.#list(path);
    const holdsList = this.#paths.some((one) => path === "" || one.startsWith(`${path}.`));
    return first === openBrace && holdsList ? this.#object(path) : this.#plain(path);
  }

  #object(path: string): unknown {
    const members: [string, unknown][] = [];
    this.#parts(path, closeBrace, () => {
      if (this.#next() !== quote) throw this.#fault(path);
      const name = String(this.#plain(path));
      if (this.#next() !== colon) throw this.#fault(path);
      this.#at++;
      members.push([name, this.#value(path === "" ? name : `${path}.${name}`)]);
    });
    return Object.fromEntries(members);
  }

  #list(path: string): readonly unknown[] {
    const read = this.#readers[path] ?? ((item) => item);
    const items: unknown[] = [];
    this.#parts(path, closeBracket, () => {
      this.#next();
      items.push(read(this.#plain(`${path}[${items.length}]`)));
    });
    return items;
  }

  /** Reads what stands between brackets and commas. */
  #parts(path: string, close: number, readPart: () => void): void {
    this.#at++;
    if (this.#next() !== close) {
      readPart();
      while (this.#next() === comma) {
        this.#at++;
        readPart();
      }
      if (this.#next() !== close) throw this.#fault(path);
    }
    this.#at++;
  }

  #plain(path: string): unknown {
    const start = this.#at;
    const end = endOfValue(this.#bytes, start);
    if (end === undefined) throw this.#fault(path, "depth");
    try {
      const value: unknown = JSON.parse(this.#bytes.toString("utf8", start, end));
      this.#at = end;
      return value;
    } catch {
      throw this.#fault(path, end === this.#bytes.length ? "end" : "json");
    }
  }

  /** The next byte that is no white space, which is not stepped over. */
  #next(): number | undefined {
    for (;;) {
      const byte = this.#bytes[this.#at];
      if (byte !== space && byte !== lineFeed && byte !== carriageReturn && byte !== tab) return byte;
      this.#at++;
    }
  }

  #fault(path: string, what: keyof typeof faults = this.#at >= this.#bytes.length ? "end" : "json"): JsonFault {
    const bytes = this.#bytes;
    let line = 1;
    for (let at = bytes.indexOf(lineFeed); at !== -1 && at < this.#at; at = bytes.indexOf(lineFeed, at + 1)) line++;
    return new JsonFault(what, path, line);
  }
}

/** Where the value that starts there ends, if it is one: by its brackets and quotes alone. Undefined: too deep. */
function endOfValue(bytes: Uint8Array, start: number): number | undefined {
  let depth = 0;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === quote) {
      at = closingQuote(bytes, at);
      if (depth === 0) return at + 1;
    } else if (byte === openBrace || byte === openBracket) {
      if (++depth > deepest) return undefined;
    } else if (byte === closeBrace || byte === closeBracket) {
      if (--depth < 0) return at;
      if (depth === 0) return at + 1;
    } else if (depth === 0 && (byte === comma || byte === colon)) return at;
  }
  return bytes.length;
}

function closingQuote(bytes: Uint8Array, open: number): number {
  let at = open + 1;
  while (at < bytes.length && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1;
  return at;
}
