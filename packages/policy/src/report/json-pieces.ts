import { isPrintableAscii } from "./plain-text.js";

/** JSON in which characters that a terminal obeys or hides are escapes; the value is the same. */
function plainJson(value: unknown): string {
  const json = JSON.stringify(value);
  if (isPrintableAscii(json)) return json;
  return json.replace(/[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    character
      .split("")
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}

/**
 * A JSON document in pieces, so that nobody has to hold it as one text. What lies above `depth` is broken into lines, what
 * lies below has one line to itself. An iterable is a list whose items are made when they are due.
 */
export function* jsonPieces(value: unknown, depth: number, indent = ""): Generator<string> {
  if (depth === 0 || typeof value !== "object" || value === null) return yield plainJson(value);
  const inner = `${indent}  `;
  let isFirst = true;
  if (Symbol.iterator in value) {
    yield "[";
    for (const item of value as Iterable<unknown>) {
      yield `${isFirst ? "" : ","}\n${inner}`;
      yield* jsonPieces(item, depth - 1, inner);
      isFirst = false;
    }
    return yield isFirst ? "]" : `\n${indent}]`;
  }
  yield "{";
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) continue;
    yield `${isFirst ? "" : ","}\n${inner}${plainJson(name)}: `;
    yield* jsonPieces(member, depth - 1, inner);
    isFirst = false;
  }
  yield isFirst ? "}" : `\n${indent}}`;
}
