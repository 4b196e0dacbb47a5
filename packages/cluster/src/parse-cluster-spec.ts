import { type ClusterSpec, type Problem, SpecError, readClusterSpec } from "@roadstead/core";
import {
  type Document,
  LineCounter,
  type YAMLParseError,
  type YAMLWarning,
  isMap,
  isNode,
  isScalar,
  isSeq,
  parseDocument,
} from "yaml";

/** Rules about the text of a spec, before it is read as one. */
export const specTextRules = {
  "cluster/yaml-syntax": "The text is YAML 1.2 or JSON, one document, without tags of other programs.",
  "cluster/yaml-duplicate-key": "No key stands twice in one mapping, where the last would win unseen.",
} as const satisfies Readonly<Record<`cluster/${string}`, string>>;

/**
 * Reads a spec from YAML or JSON.
 *
 * YAML is read as 1.2, so `yes`, `no`, `on`, `off` and `y` are strings; `<<` merges. Whether a target can carry
 * the spec out is not checked here: AiCluster does it.
 * @param path file name; problems then start with it and the line
 * @throws {SpecError} with all problems
 */
export function parseClusterSpec(text: string, path?: string): ClusterSpec {
  const lines = new LineCounter();
  const document = parseDocument(text, { version: "1.2", merge: true, prettyErrors: false, lineCounter: lines });
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) throw new SpecError(faults.map((fault) => textProblem(fault, lines, path)));
  const read = readClusterSpec(plainData(document, path));
  if ("spec" in read) return read.spec;
  throw new SpecError(read.problems.map((problem) => located(problem, document, lines, path)));
}

function plainData(document: Document, path = "spec"): unknown {
  try {
    return document.toJS();
  } catch (error) {
    // Aliases that multiply without bound, or point nowhere.
    const message = error instanceof Error ? error.message : String(error);
    throw new SpecError([{ rule: "cluster/yaml-syntax", path, message: `cannot be read: ${message}` }]);
  }
}

function textProblem(fault: YAMLParseError | YAMLWarning, lines: LineCounter, path = "spec"): Problem {
  const { line, col } = lines.linePos(fault.pos[0]);
  const at = `${path}:${line}:${col}`;
  if (fault.code === "DUPLICATE_KEY") {
    return { rule: "cluster/yaml-duplicate-key", path: at, message: "repeats a key", hint: "leave one of them out" };
  }
  if (fault.code === "MULTIPLE_DOCS") {
    return { rule: "cluster/yaml-syntax", path: at, message: "starts a second document", hint: "leave out the ---" };
  }
  return { rule: "cluster/yaml-syntax", path: at, message: `is not YAML: ${fault.message}` };
}

/** Puts the file and the line before the path; the line of the parent, where a key is missing. */
function located(problem: Problem, document: Document, lines: LineCounter, path: string | undefined): Problem {
  if (path === undefined) return problem;
  const line = lines.linePos(offsetOf(problem.path, document)).line;
  return { ...problem, path: `${path}:${line}: ${problem.path}` };
}

/** Where the key stands that the path ends in, or that of the nearest parent. */
function offsetOf(path: string, document: Document): number {
  const steps = stepsOf(path);
  for (let length = steps.length; length > 0; length--) {
    const parent = length === 1 ? document.contents : document.getIn(steps.slice(0, length - 1), true);
    const offset = memberOffset(parent, steps[length - 1]);
    if (offset !== undefined) return offset;
  }
  return 0;
}

function memberOffset(parent: unknown, step: string | number | undefined): number | undefined {
  if (isMap(parent)) {
    const key = parent.items.find((pair) => isScalar(pair.key) && pair.key.value === step)?.key;
    return isScalar(key) ? key.range?.[0] : undefined;
  }
  const item = isSeq(parent) && typeof step === "number" ? parent.items[step] : undefined;
  return isNode(item) ? item.range?.[0] : undefined;
}

/** `pools.web.labels["a/b"][0]` as the list of its keys. */
function stepsOf(path: string): readonly (string | number)[] {
  const parts = path.matchAll(/\[(?<index>\d+)\]|\[(?<quoted>"(?:[^"\\]|\\.)*")\]|(?<word>[^.[\]]+)/g);
  return [...parts].map(({ groups = {} }) => {
    if (groups["index"] !== undefined) return Number(groups["index"]);
    return groups["word"] ?? (JSON.parse(groups["quoted"] ?? '""') as string);
  });
}
