import { cellsOf } from "./csv-rows.js";
import { NumberCell } from "./number-cell.js";
import { bytesOf } from "./text.js";
import { timestampMicros } from "./timestamp-cell.js";
import type { TraceProblem } from "./trace-problem.js";

/** What a file is, is told by so many of its bytes. */
export const enoughBytes = 64;

/** What is no text, by its first bytes. */
const magicNumbers: readonly (readonly [name: string, bytes: readonly number[], hint: string])[] = [
  ["compressed by gzip", [0x1f, 0x8b], "Unpack it first: `gunzip`."],
  ["compressed by zstd", [0x28, 0xb5, 0x2f, 0xfd], "Unpack it first: `unzstd`."],
  ["a ZIP archive, or a spreadsheet", [0x50, 0x4b, 3, 4], "Unpack it, or save the sheet as CSV."],
  ["a Parquet file", [0x50, 0x41, 0x52, 0x31], "Write it as CSV first."],
  ["UTF-16", [0xff, 0xfe], "Save it as UTF-8."],
  ["UTF-16", [0xfe, 0xff], "Save it as UTF-8."],
];

/** Why the first bytes of a file cannot be those of a trace, if so. */
export const notText = (bytes: Uint8Array): TraceProblem | undefined => {
  const known = magicNumbers.find(([, magic]) => magic.every((byte, i) => bytes[i] === byte));
  if (known !== undefined) return { line: 0, message: `the file is ${known[0]}, not text`, hint: known[2] };
  const nul = bytes.subarray(0, enoughBytes).indexOf(0);
  if (nul < 0) return undefined;
  const hint = "A trace is text: CSV or JSON lines, in UTF-8.";
  return { line: 0, message: "the file is binary, or UTF-16", got: `a NUL byte at ${nul}`, hint };
};

/** Bytes of a mark that says UTF-8 at the start of a file. */
export const markLength = (bytes: Uint8Array): number =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;

const delimiters = [",", "\t", ";", "|"].map((it) => it.charCodeAt(0));

/** The one that cuts a first line into most cells. */
export const delimiterOf = (bytes: Uint8Array, start: number, end: number): number => {
  const counts = delimiters.map((delimiter) => cellsOf(bytes, start, end, delimiter).length);
  return delimiters[counts.indexOf(Math.max(...counts))]!;
};

/** Whether cells are names of columns: none of them is what a cell of data would be. */
export const areNames = (cells: readonly string[]): boolean => !cells.some(isValue);

const isValue = (cell: string): boolean => {
  const bytes = bytesOf(cell);
  return (
    new NumberCell().read(bytes, 0, bytes.length) ||
    !Number.isNaN(timestampMicros(bytes, 0, bytes.length)) ||
    /^([+-]?(nan|inf|infinity)|[\d.,:/ -]*\d[\d.,:/ -]*)$/i.test(cell)
  );
};
