// Controls, format characters (bidirectional overrides, zero-width ones), lone surrogates, line separators:
// a terminal obeys them, or they hide what a reader should see.
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const escapeCharacter = (character: string): string =>
  character === "\n" ? "\\n" : character === "\t" ? "\\t" : escapeUnits(character);

/** JSON's own escapes, one for each UTF-16 unit. */
const escapeUnits = (character: string): string =>
  Array.from(
    { length: character.length },
    (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, "0")}`,
  ).join("");

/** The text on one line, with all that a terminal would obey written as an escape such as `\u001b`. */
export const safeText = (text: string): string => text.replace(unsafe, escapeCharacter);

/** {@link safeText} for each line of a text that may have several. */
export const safeLines = (text: string): string[] =>
  text
    .replace(/\r\n?/g, "\n")
    .split("\n")
    .map((line) => safeText(line.replaceAll("\t", "  ")));

/** JSON with line breaks between its tokens at most; what JSON.stringify leaves raw in strings is escaped too. */
export const safeJson = (value: unknown, indent?: number): string =>
  JSON.stringify(value, null, indent).replace(unsafe, (character) =>
    character === "\n" ? character : escapeUnits(character),
  );
