/** Every host has it, and the language's own types do not. */
declare const TextDecoder: new () => { decode(bytes: Uint8Array): string };
const decoder = new TextDecoder();

/** Bytes of UTF-8 as text, quickly; what is no UTF-8 becomes the sign for that. */
export const decoded = (bytes: Uint8Array, start: number, end: number): string =>
  decoder.decode(bytes.subarray(start, end));

/** Bytes of UTF-8 as text. What is no UTF-8 is shown as `\xNN`, as it is for people who look for it. */
export const textOf = (bytes: Uint8Array, start = 0, end = bytes.length): string => {
  let text = "";
  if (isAscii(bytes, start, end)) return decoded(bytes, start, end);
  for (let i = start; i < end;) {
    const lead = bytes[i]!;
    const length =
      lead < 0x80 ? 1 : lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    const code = length === 0 || i + length > end ? -1 : codePointAt(bytes, i, length);
    if (code < 0) {
      text += `\\x${lead.toString(16).padStart(2, "0")}`;
      i++;
    } else {
      text += String.fromCodePoint(code);
      i += length;
    }
  }
  return text;
};

const isAscii = (bytes: Uint8Array, start: number, end: number): boolean => {
  for (let i = start; i < end; i++) if (bytes[i]! >= 0x80) return false;
  return true;
};

const codePointAt = (bytes: Uint8Array, at: number, length: number): number => {
  const lead = bytes[at]!;
  if (length === 1) return lead;
  let code = lead & (0xff >> (length + 1));
  for (let i = 1; i < length; i++) {
    const next = bytes[at + i]!;
    if (next >> 6 !== 2) return -1;
    code = (code << 6) | (next & 0x3f);
  }
  const isOverlong = (length === 3 && code < 0x800) || (length === 4 && code < 0x10000);
  return isOverlong || code > 0x10ffff || (code >= 0xd800 && code < 0xe000) || lead < 0xc2 ? -1 : code;
};

/** Text as bytes of UTF-8. */
export const bytesOf = (text: string): Uint8Array => {
  const bytes = new Uint8Array(text.length * 3);
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.codePointAt(i)!;
    if (code >= 0x10000) i++;
    if (code < 0x80) bytes[length++] = code;
    else {
      const more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
      bytes[length++] = ((0xff00 >> (more + 1)) & 0xff) | (code >> (6 * more));
      for (let shift = 6 * (more - 1); shift >= 0; shift -= 6) bytes[length++] = 0x80 | ((code >> shift) & 0x3f);
    }
  }
  return bytes.subarray(0, length);
};

/** A text as messages quote it: cut where it is long, and with nothing in it that a terminal would obey. */
export const shortened = (text: string, mostCharacters = 60): string => {
  const cut = text
    .slice(0, mostCharacters)
    .replace(/[\0-\x1f\x7f]/g, (it) => `\\x${it.charCodeAt(0).toString(16).padStart(2, "0")}`);
  return text.length > mostCharacters ? `${cut}… (${text.length} characters)` : cut;
};
