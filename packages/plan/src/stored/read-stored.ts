import { readFileSync, statSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { ResourceGraph } from "@roadstead/core";
import { usageError } from "../project/usage-error.js";
import { previewGraphs } from "./preview-graphs.js";
import { stateGraph } from "./state-graph.js";
import type { StoredObject } from "./stored-resource.js";
import { isStoredObject } from "./stored-resource.js";

/** What a file holds: a state, or a preview with what is there before it. */
export interface StoredGraph {
  readonly kind: "state" | "preview";
  /** Of a preview, what is to be there after it. */
  readonly graph: ResourceGraph;
  /** Of a preview alone. */
  readonly before?: ResourceGraph;
}

/** Node cannot hold a longer text. */
const mostBytes = 512 * 1024 * 1024;

/** Versions of the format of a state whose resources are written in the way that is read here. */
const knownVersions = [1, 2, 3, 4];

/**
 * Reads what `pulumi stack export` or `pulumi preview --json` wrote, also with gzip.
 * @throws PlanUsageError that says what is wrong with the file.
 */
export function readStored(file: string): StoredGraph {
  return parseStored(textOf(file), file);
}

/** {@link readStored} of a file's text; `file` is its name in messages. */
export function parseStored(text: string, file: string): StoredGraph {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw usageError("file/json", file, `is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isStoredObject(value)) throw usageError("file/kind", file, "is neither a state nor a preview");
  try {
    return graphIn(value, file);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw usageError("file/depth", file, "is nested too deeply");
  }
}

function graphIn(value: StoredObject, file: string): StoredGraph {
  const checkpoint = value["checkpoint"];
  const latest = isStoredObject(checkpoint) ? checkpoint["latest"] : undefined;
  const deployment = value["deployment"] ?? latest;
  if (isStoredObject(deployment)) {
    const version = value["version"];
    if (typeof version === "number" && !knownVersions.includes(version)) {
      const hint = `known are ${knownVersions.join(", ")}`;
      throw usageError("file/version", file, `is a state of version ${version}, which is not known`, hint);
    }
    return { kind: "state", graph: stateGraph(deployment) };
  }
  if (Array.isArray(value["steps"]) || isStoredObject(value["changeSummary"])) {
    const { before, after } = previewGraphs(value);
    return { kind: "preview", graph: after, before };
  }
  const hint = "write it with `pulumi stack export` or `pulumi preview --json`";
  throw usageError("file/kind", file, "is neither a state nor a preview", hint);
}

function textOf(file: string): string {
  let bytes: Buffer;
  try {
    if (statSync(file).isDirectory()) throw usageError("file/readable", file, "is a folder");
    bytes = readFileSync(file);
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error)) throw error;
    throw usageError("file/readable", file, error.message.split("\n")[0] ?? "cannot be read");
  }
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) bytes = unzipped(bytes, file);
  if (bytes.length > mostBytes) throw usageError("file/size", file, "is larger than 512 MiB");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw usageError("file/encoding", file, "is not UTF-8");
  }
}

function unzipped(bytes: Buffer, file: string): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: mostBytes });
  } catch (error) {
    throw usageError(
      "file/gzip",
      file,
      `cannot be unzipped: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
