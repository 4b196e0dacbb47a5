import { isAbsolute, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { GraphDiagnostic, Problem } from "@roadstead/core";

/** What a plan says about an error that the program threw. */
export interface ErrorReport {
  readonly diagnostic: GraphDiagnostic;
  readonly problems: readonly Problem[];
}

const longestStack = 5;
const longestValue = 300;

/**
 * Describes a thrown value as the program's own error: its message, the user's lines of its stack, and the problems
 * that it carries. Never inspects the value in depth, which can take minutes and gigabytes on Node 20.
 */
export function describeError(error: unknown, root: string): ErrorReport {
  const thrown = asFields(error);
  const problems = Array.isArray(thrown["problems"]) ? thrown["problems"].filter(isProblem) : [];
  const message = messageOf(error, thrown).replaceAll(root + sep, "");
  const hidden =
    thrown["__pulumiRunError"] === true || (thrown["__pulumResourceError"] === true && thrown["hideStack"] === true);
  const stack = hidden ? [] : userFrames(thrown["stack"], root);
  const code = isMissingConfig(thrown) ? "config-missing" : problems.length > 0 ? "problems" : "program-error";
  return {
    diagnostic: { severity: "error", code, message, ...(stack.length > 0 ? { stack } : {}) },
    problems,
  };
}

function messageOf(error: unknown, thrown: Readonly<Record<string, unknown>>): string {
  if (isMissingConfig(thrown)) {
    const key = String(thrown["key"]);
    return (
      `The program needs the configuration value ${key}: give it with --config ${key}=<value>, ` +
      "or in the stack's file"
    );
  }
  const message = thrown["message"];
  if (typeof message !== "string" || message === "") return typeof error === "string" ? error : describe(error);
  // A syntax error's place stands before its message, in the stack.
  if (thrown["name"] === "SyntaxError" && typeof thrown["stack"] === "string") {
    const [place] = thrown["stack"].split(message);
    if (place !== undefined && place !== thrown["stack"] && !place.startsWith("SyntaxError"))
      return `${place}${message}`;
  }
  const name = typeof thrown["name"] === "string" ? thrown["name"] : "Error";
  return name === "Error" || thrown["__pulumiRunError"] === true || thrown["__pulumResourceError"] === true
    ? message
    : `${name}: ${message}`;
}

function describe(value: unknown): string {
  try {
    return `The program threw ${(JSON.stringify(value) ?? String(value)).slice(0, longestValue)}`;
  } catch {
    return "The program threw a value that cannot be shown";
  }
}

const isMissingConfig = (thrown: Readonly<Record<string, unknown>>): boolean =>
  thrown["__pulumiRunError"] === true &&
  typeof thrown["key"] === "string" &&
  String(thrown["message"]).startsWith("Missing required configuration variable");

const asFields = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};

const isProblem = (value: unknown): value is Problem => {
  const fields = asFields(value);
  return ["rule", "path", "message"].every((name) => typeof fields[name] === "string");
};

/** Frames of the program's own files, nearest first, as `function (file:line:column)` relative to the root. */
export function userFrames(stack: unknown, root: string): string[] {
  if (typeof stack !== "string") return [];
  const frames: string[] = [];
  for (const line of stack.split("\n")) {
    const found = /^\s+at (?:(.+?) \()?((?:file:\/\/)?[^()]+?):(\d+):(\d+)\)?$/.exec(line);
    const [, name, place = "", row, column] = found ?? [];
    const file = place.startsWith("file://") ? fileURLToPath(place.split("?")[0] ?? place) : place;
    if (!isAbsolute(file) || file.includes("node_modules")) continue;
    const shown = relative(root, file);
    if (shown.startsWith("..")) continue;
    frames.push(name === undefined ? `${shown}:${row}:${column}` : `${name} (${shown}:${row}:${column})`);
  }
  return frames.slice(0, longestStack);
}
