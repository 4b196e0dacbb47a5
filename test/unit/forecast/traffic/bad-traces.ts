import type { TraceOptions } from "../../../../packages/cost/src/forecast/traffic/reading/trace-reader.js";

/** A file that is no trace, and what has to be said of it: each text in one of the problems, `line: ` in front. */
export interface BadTrace {
  readonly name: string;
  readonly file: string | Uint8Array;
  readonly says: readonly (string | RegExp)[];
  readonly options?: TraceOptions;
  /** Of all problems; 1 where it is not said. */
  readonly count?: number;
}

const requests = (...lines: string[]): string => ["TIMESTAMP,ContextTokens,GeneratedTokens", ...lines].join("\n");
const windows = (...lines: string[]): string => ["t_s,req_per_s", ...lines].join("\n");
const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === "string" ? [...Buffer.from(part)] : part)));
const day = "2026-11-24 08:00:0";

const ofNoTrace: BadTrace[] = [
  { name: "nothing", file: "", says: ["0: the file is empty"] },
  { name: "blank lines alone", file: "\n\r\n  \n\n", says: ["0: the file is empty"] },
  { name: "a byte order mark alone", file: bytes([0xef, 0xbb, 0xbf]), says: ["0: the file is empty"] },
  { name: "a header alone", file: "t_s,req_per_s\n", says: ["0: the file has names of columns and no line of data"] },
  { name: "a header without a newline", file: "t_s,req_per_s", says: ["no line of data"] },
  { name: "one request", file: requests(`${day}0,10,20`), says: ["0 TIMESTAMP: there is one request only"] },
  { name: "one window", file: windows("0,5"), says: ["2 t_s: there is one window only", "--window"] },
  {
    name: "requests of one moment",
    file: requests(`${day}1,1,1`, `${day}1,2,2`),
    says: ["all requests are at one moment"],
  },
  {
    name: "no traffic at all",
    file: windows("0,0", "600,0", "1200,0"),
    says: ["0 req_per_s: there is no traffic: all 3 windows are 0"],
  },
  {
    name: "gzip",
    file: bytes([0x1f, 0x8b, 8, 0, 0, 0]),
    says: ["0: the file is compressed by gzip, not text", "gunzip"],
  },
  { name: "zstd", file: bytes([0x28, 0xb5, 0x2f, 0xfd, 4]), says: ["compressed by zstd"] },
  {
    name: "a spreadsheet",
    file: bytes("PK", [3, 4, 20, 0]),
    says: ["a ZIP archive, or a spreadsheet", "save the sheet as CSV"],
  },
  { name: "Parquet", file: "PAR1....", says: ["a Parquet file"] },
  {
    name: "UTF-16 with its mark",
    file: bytes([0xff, 0xfe], "t\0_\0s\0"),
    says: ["the file is UTF-16", "Save it as UTF-8"],
  },
  { name: "UTF-16 without it", file: bytes("t\0_\0s\0,\0r\0"), says: ["binary, or UTF-16", "a NUL byte at 1"] },
  { name: "an executable", file: bytes([0x7f], "ELF", [2, 1, 1, 0, 0]), says: ["a NUL byte at 7"] },
  {
    name: "a web page",
    file: "<!DOCTYPE html>\n<html></html>\n",
    says: ["1: no column is known to be the time", "<!DOCTYPE html>"],
  },
  {
    name: "a pointer of large file storage",
    file: "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\n",
    says: ["1: no column is known to be the time"],
  },
  {
    name: "a line without an end",
    file: "t_s,req_per_s\n".padEnd(3_000_000, "7"),
    says: ["2: is longer than a million bytes"],
  },
  {
    name: "carriage returns alone",
    file: "t_s,req_per_s\r0,5\r600,6\r",
    says: ["1: lines end with carriage returns alone"],
  },
];

const ofColumns: BadTrace[] = [
  {
    name: "columns of something else",
    file: "sn,cpu_milli,gpu,model\nnode-0,64000,2,P100\n",
    says: ["1: no column is known to be the time", "sn, cpu_milli, gpu, model", "`time = <name>`"],
  },
  {
    name: "no header and no mapping",
    file: "0,1.5\n600,2.5\n",
    says: ["1: the first line is data, not names of columns", "`time = 1`"],
  },
  {
    name: "a mapped name that there is not",
    file: windows("0,5"),
    options: { columns: { rate: "req_per_sec" } },
    says: ["1 req_per_sec: there is no such column", "Did you mean `req_per_s`?"],
  },
  {
    name: "a mapped number that there is not",
    file: "0,1\n600,2\n",
    options: { columns: { time: 1, rate: 3 } },
    says: ["1 3: there is no such column, which rate is said to be", "numbers, 1 to 2"],
  },
  {
    name: "a number of 0",
    file: "0,1\n600,2\n",
    options: { columns: { time: 0 } },
    says: ["1 0: there is no such column"],
  },
  {
    name: "a mapped name where there is no header",
    file: "0,1\n600,2\n",
    options: { columns: { time: "t" } },
    says: ["there is no such column", "The first line is data"],
  },
  {
    name: "one column for two things",
    file: windows("0,5"),
    options: { columns: { inputTokens: "req_per_s" } },
    says: ["1 req_per_s: one column cannot be two things"],
  },
  {
    name: "one name twice",
    file: "t_s,rate,rate\n0,1,2\n",
    says: ["1 rate: two columns have this name", "rate = 2 or 3"],
  },
  {
    name: "the wrong delimiter",
    file: windows("0,5", "600,6"),
    options: { delimiter: ";" },
    says: ["1: no column is known to be the time", "t_s,req_per_s"],
  },
  { name: "spaces as delimiters", file: "t_s req_per_s\n0 5\n600 6\n", says: ["1: no column is known to be the time"] },
  {
    name: "another delimiter in the data",
    file: windows("0;5", "600;6"),
    says: ["2: has 1 cell, and the first line has 2", "3: has 1 cell"],
    count: 2,
  },
  {
    name: "a decimal comma",
    file: windows("0,5,5", "600,6"),
    says: ["2: has 3 cells, and the first line has 2", "decimal comma"],
  },
  {
    name: "a decimal comma with semicolons",
    file: "t_s;req_per_s\n0;5,5\n600;6\n",
    says: ["2 req_per_s: is not a number", "5,5", "decimal sign as a point"],
  },
  {
    name: "a line that was cut off",
    file: requests(`${day}0,10,20`, `${day}1,10`),
    says: ["3: has 2 cells, and the first line has 3", "cut off"],
  },
  {
    name: "a header in the midst",
    file: windows("0,5", "t_s,req_per_s", "600,6"),
    says: ["3 t_s: is neither a number nor a timestamp", "3 req_per_s: is not a number"],
    count: 2,
  },
  {
    name: "a quote that stays open",
    file: 't_s,req_per_s\n0,"5\n600,6\n',
    says: ["2: has a quote that is never closed"],
  },
];

const ofCells: BadTrace[] = [
  { name: "a missing time", file: windows("0,5", ",6"), says: ["3 t_s: is missing"] },
  { name: "a missing rate", file: windows("0,5", "600,", "1200,7"), says: ["3 req_per_s: is missing"] },
  { name: "missing tokens", file: requests(`${day}0,10,20`, `${day}1,,20`), says: ["3 ContextTokens: is missing"] },
  { name: "a negative rate", file: windows("0,5", "600,-6"), says: ["3 req_per_s: is negative", "-6"] },
  { name: "a negative time", file: windows("-600,5", "0,6"), says: ["2 t_s: is negative", "-600"] },
  {
    name: "negative tokens",
    file: requests(`${day}0,10,-20`, `${day}1,1,1`),
    says: ["2 GeneratedTokens: is negative"],
  },
  { name: "NaN", file: windows("0,5", "600,NaN"), says: ["3 req_per_s: is not a number", "NaN", "Leave the line out"] },
  { name: "NaN in the first line of data", file: windows("0,nan", "600,5"), says: ["2 req_per_s: is not a number"] },
  { name: "a time that is NaN", file: windows("NaN,5", "600,6"), says: ["2 t_s: is neither a number nor a timestamp"] },
  { name: "Infinity", file: windows("0,5", "600,inf"), says: ["3 req_per_s: is not a number", "has an end"] },
  { name: "a number beyond numbers", file: windows("0,5", "600,1e999"), says: ["3 req_per_s: is infinite", "1e999"] },
  { name: "a huge rate", file: windows("0,5", "600,12345678901234"), says: ["3 req_per_s: is more than 1000000000"] },
  { name: "a huge time", file: windows("0,5", "1e30,6"), says: ["3 t_s: is too large for a time", "in one unit"] },
  {
    name: "huge tokens",
    file: requests(`${day}0,10,20`, `${day}1,99999999999,20`),
    says: ["3 ContextTokens: is more than 100000000"],
  },
  {
    name: "parts of tokens",
    file: requests(`${day}0,10.5,20`, `${day}1,1,1`),
    says: ["2 ContextTokens: is no whole number", "10.5"],
  },
  { name: "a word", file: windows("0,5", "600,many"), says: ["3 req_per_s: is not a number", "many"] },
  {
    name: "separators of thousands",
    file: 't_s,req_per_s\n0,5\n600,"1,200"\n',
    says: ["3 req_per_s: is not a number", "1,200", "separators of thousands"],
  },
  { name: "underscores in numbers", file: windows("0,5", "600,1_200"), says: ["separators of thousands"] },
  { name: "hexadecimal numbers", file: windows("0,5", "600,0x10"), says: ["3 req_per_s: is not a number"] },
  {
    name: "units in cells",
    file: windows("0 s,5", "600 s,6"),
    says: ["2 t_s: is neither a number nor a timestamp", "0 s", "numbers without units"],
    count: 2,
  },
  {
    name: "bytes of another encoding",
    file: bytes("t_s,req_per_s\n0,5\n600,", [0xe9], "\n"),
    says: ["3 req_per_s: is not a number", String.raw`\xe9`],
  },
  {
    name: "a NUL among the lines",
    file: bytes("t_s,req_per_s\n0,".padEnd(80, "0"), "1\n600,", [0], "\n1200,3\n"),
    says: ["3 req_per_s: is not a number", String.raw`\x00`],
  },
];

const ofTimes: BadTrace[] = [
  {
    name: "requests out of order",
    file: requests(`${day}5,1,1`, `${day}3,1,1`, `${day}6,1,1`),
    says: ["3 TIMESTAMP: goes back in time", "2 seconds before the line above it", "--sort"],
  },
  {
    name: "many requests out of order",
    file: requests(`${day}5,1,1`, `${day}3,1,1`, `${day}2,1,1`, `${day}1,1,1`),
    says: ["3 TIMESTAMP: goes back in time, as 2 later lines do"],
  },
  {
    name: "windows out of order",
    file: windows("1200,5", "600,6", "0,7"),
    says: ["3 t_s: goes back in time, as 1 later line does"],
  },
  {
    name: "seconds, then milliseconds",
    file: "time,rate\n1700000000,5\n1700000600,6\n1700001200000,7\n",
    says: ["4 time: is too large for a time", "in one unit"],
  },
  {
    name: "milliseconds, then seconds",
    file: "time,rate\n1700000000000,5\n1700000600,6\n",
    says: ["3 time: is years away"],
  },
  {
    name: "timestamps, then numbers",
    file: requests(`${day}0,1,1`, "1795507200,1,1"),
    says: ["3 TIMESTAMP: is a number, and the lines before have timestamps"],
  },
  {
    name: "numbers, then timestamps",
    file: requests("1795507200,1,1", `${day}0,1,1`),
    says: ["3 TIMESTAMP: is a timestamp, and the lines before have numbers"],
  },
  {
    name: "a day that no calendar has",
    file: requests("2026-02-30 08:00:00,1,1", `${day}0,1,1`),
    says: ["2 TIMESTAMP: is no timestamp of the calendar", "2026-02-30"],
  },
  {
    name: "an hour that no day has",
    file: requests(`${day}0,1,1`, "2026-11-24 24:30:00,1,1"),
    says: ["3 TIMESTAMP: is no timestamp of the calendar"],
  },
  {
    name: "days before months",
    file: requests("24.11.2026 08:00:00,1,1", "24.11.2026 08:00:01,1,1"),
    says: ["2 TIMESTAMP: is neither", "Write timestamps as"],
    count: 2,
  },
  {
    name: "a zone by its name",
    file: requests(`${day}0 CET,1,1`, `${day}1 CET,1,1`),
    says: ["2 TIMESTAMP: is no timestamp"],
    count: 2,
  },
  {
    name: "a gap",
    file: windows("0,5", "600,6", "2400,7", "3000,8"),
    says: [
      "4 t_s: comes after a gap of 2 windows (1200 s)",
      "from 1200 s to 2400 s of the trace",
      "--fill-gaps previous",
    ],
  },
  {
    name: "two gaps",
    file: windows("0,5", "600,6", "1800,7", "2400,8", "3000,8", "4200,8"),
    says: ["4 t_s: comes after a gap of 1 window", "7 t_s: comes after a gap of 1 window"],
    count: 2,
  },
  {
    name: "a window twice",
    file: windows("0,5", "600,6", "600,7", "1200,8"),
    says: ["4 t_s: is the window of line 3 once more"],
  },
  {
    name: "windows that overlap",
    file: windows("0,5", "600,6", "1200,7", "1500,8", "2100,9"),
    says: ["5 t_s: begins 300 s after the window before it, which is 600 s long", "overlap"],
  },
  {
    name: "uneven windows",
    file: windows("0,5", "600,6", "1200,7", "2150,8", "2750,9"),
    says: ["5 t_s: begins 950 s after the window before it, and windows are 600 s long", "one length"],
  },
  {
    name: "months",
    file: "month_start,requests\n2026-01-01,5\n2026-02-01,6\n2026-03-01,7\n2026-04-01,8\n",
    options: { columns: { time: "month_start" } },
    says: ["4 month_start: begins 2419200 s after"],
  },
  {
    name: "windows that are said to be too short",
    file: windows("0,5", "600,6", "1200,7"),
    options: { windowSeconds: 0.001, fillGaps: "zero" },
    says: ["0 t_s: has 3 windows of the 1200001 from its first to its last", "length of windows"],
  },
];

const ofJson: BadTrace[] = [
  {
    name: "an array of JSON",
    file: '[{"time": 0, "rate": 1},\n{"time": 600, "rate": 1}]\n',
    says: ["1: is not JSON", "jq -c"],
  },
  { name: "arrays, line by line", file: "[0, 1]\n[600, 2]\n", says: ["1: is an array, not an object"] },
  { name: "JSON over several lines", file: '{\n  "time": 0\n}\n', says: ["1: is not JSON"] },
  { name: "JSON that breaks off", file: '{"time": 0, "rate": 1}\n{"time": 600, "ra', says: ["2: is not JSON"] },
  {
    name: "a text for a number",
    file: '{"time": 0, "rate": 1}\n{"time": 600, "rate": "2"}\n',
    says: ["2 rate: is not a number but a text", '"2"'],
  },
  {
    name: "an object for a number",
    file: '{"time": 0, "rate": 1}\n{"time": 600, "rate": {"value": 2}}\n',
    says: ["2 rate: is not a number but an object"],
  },
  {
    name: "an array for a time",
    file: '{"time": 0, "rate": 1}\n{"time": [600], "rate": 1}\n',
    says: ["2 time: is no time but an array"],
  },
  {
    name: "true for a number",
    file: '{"time": 0, "rate": 1}\n{"time": 600, "rate": true}\n',
    says: ["2 rate: is not a number but a boolean"],
  },
  {
    name: "null for a number",
    file: '{"time": 0, "rate": 1}\n{"time": 600, "rate": null}\n',
    says: ["2 rate: is missing"],
  },
  { name: "a member that lacks", file: '{"time": 0, "rate": 1}\n{"time": 600}\n', says: ["2 rate: is missing"] },
  {
    name: "NaN, which JSON has not",
    file: '{"time": 0, "rate": 1}\n{"time": 600, "rate": NaN}\n',
    says: ["2: is not JSON"],
  },
  {
    name: "a number that overflows",
    file: '{"time": 0, "rate": 1}\n{"time": 600, "rate": 1e999}\n',
    says: ["2 rate: is infinite"],
  },
  {
    name: "names within names",
    file: '{"when": {"at": 0}, "usage": {"prompt": 5}}\n',
    says: ["1: no column is known to be the time", "when.at, usage.prompt"],
  },
  { name: "a number on a line", file: '{"time": 0, "rate": 1}\n7\n', says: ["2: is a number, not an object"] },
];

export const badTraces: readonly BadTrace[] = [...ofNoTrace, ...ofColumns, ...ofCells, ...ofTimes, ...ofJson];
