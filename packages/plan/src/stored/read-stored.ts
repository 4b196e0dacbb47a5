import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { ResourceGraph } from "@roadstead/core";
import { usageError } from "../project/usage-error.js";
import { JsonFault, parseJsonLists } from "./json-lists.js";
import { previewGraphs, readPreviewStep } from "./preview-graphs.js";
import { readStateEntry, stateGraph } from "./state-graph.js";
import { isStoredObject } from "./stored-resource.js";

/** What a file holds: a state, or a preview with what is there before it. */
export interface StoredGraph {
  readonly kind: "state" | "preview";
  /** Of a preview, what is to be there after it. */
  readonly graph: ResourceGraph;
  /** Of a preview alone. */
  readonly before?: ResourceGraph;
}

/** A file, and what it holds. */
export interface StoredFile extends StoredGraph {
  /** SHA-256 of the bytes of the file, in hexadecimal. */
  readonly sha256: string;
}

/** Far more than any state has; a zipped file that becomes larger is a trap. */
const mostBytes = 512 * 1024 * 1024;

/** Versions of the format of a state whose resources are written in the way that is read here. */
const knownVersions: readonly unknown[] = [1, 2, 3, 4];

/**
 * Reads what `pulumi stack export` or `pulumi preview --json` wrote, also with gzip.
 * @throws PlanUsageError that says what is wrong with the file.
 */
export function readStored(file: string): StoredFile {
  const bytes = bytesOf(file);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { ...parseStored(unzipped(bytes, file), file), sha256 };
}

/** {@link readStored} of a file's content; `file` is its name in messages. */
export function parseStored(content: string | Uint8Array, file: string): StoredGraph {
  const value = parsed(typeof content === "string" ? Buffer.from(content) : content, file);
  if (!isStoredObject(value)) throw usageError("file/kind", file, "is neither a state nor a preview");
  const checkpoint = value["checkpoint"];
  const latest = isStoredObject(checkpoint) ? checkpoint["latest"] : undefined;
  const deployment = value["deployment"] ?? latest;
  if (isStoredObject(deployment)) {
    const version = value["version"];
    if (version !== undefined && !knownVersions.includes(version)) {
      const hint = `known are ${knownVersions.join(", ")}`;
      throw usageError("file/version", file, `is a state of a version that is not known: ${shown(version)}`, hint);
    }
    return { kind: "state", graph: stateGraph(deployment) };
  }
  if (Array.isArray(value["steps"]) || isStoredObject(value["changeSummary"])) {
    const { before, after } = previewGraphs(value);
    return { kind: "preview", graph: after, before };
  }
  const hint = "write it with `pulumi stack export --file` or `pulumi preview --json`";
  throw usageError("file/kind", file, "is neither a state nor a preview", hint);
}

const shown = (version: unknown): string => (typeof version === "number" ? String(version) : `a ${typeof version}`);

function parsed(bytes: Uint8Array, file: string): unknown {
  const [first, second, third] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    const hint = "a shell's `>` can write UTF-16: use `pulumi stack export --file`";
    throw usageError("file/encoding", file, "is UTF-16 and not UTF-8", hint);
  }
  if (!isUtf8(bytes)) throw usageError("file/encoding", file, "is not UTF-8");
  const marked = first === 0xef && second === 0xbb && third === 0xbf;
  try {
    return parseJsonLists(marked ? bytes.subarray(3) : bytes, {
      "deployment.resources": readStateEntry,
      "checkpoint.latest.resources": readStateEntry,
      steps: readPreviewStep,
    });
  } catch (error) {
    if (error instanceof JsonFault) throw usageError(`file/${error.kind}`, file, error.message);
    if (error instanceof RangeError) throw usageError("file/depth", file, "is nested too deeply");
    throw error;
  }
}

function bytesOf(file: string): Buffer {
  try {
    const status = statSync(file);
    if (status.isDirectory()) throw usageError("file/readable", file, "is a folder");
    if (status.size > mostBytes) throw usageError("file/size", file, "is larger than 512 MiB");
    return readFileSync(file);
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error)) throw error;
    throw usageError("file/readable", file, error.message.split("\n")[0] ?? "cannot be read");
  }
}

function unzipped(bytes: Buffer, file: string): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: mostBytes });
  } catch (error) {
    const isTrap = error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
    const reason = isTrap ? "it becomes larger than 512 MiB" : "it is broken or cut off";
    throw usageError("file/gzip", file, `cannot be unzipped: ${reason}`);
  }
}
