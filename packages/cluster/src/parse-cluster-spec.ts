import { type ClusterSpec, type Problem, SpecError, readClusterSpec } from "@roadstead/core";
import { type Document, LineCounter, type YAMLParseError, type YAMLWarning, isNode, parseDocument } from "yaml";

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
  return { rule: "cluster/yaml-syntax", path: at, message: `is not YAML: ${fault.message}` };
}

/** Puts the file and the line before the path; the line of the parent, where a key is missing. */
function located(problem: Problem, document: Document, lines: LineCounter, path: string | undefined): Problem {
  if (path === undefined) return problem;
  const line = lines.linePos(offsetOf(problem.path, document)).line;
  return { ...problem, path: `${path}:${line}: ${problem.path}` };
}

function offsetOf(path: string, document: Document): number {
  const steps = [...path.matchAll(/\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|([^.[\]]+)/g)].map(
    ([, index, quoted, word]) =>
      (index === undefined ? (word ?? JSON.parse(`"${quoted}"`)) : Number(index)) as string | number,
  );
  for (let length = steps.length; length > 0; length--) {
    const node = document.getIn(steps.slice(0, length), true);
    if (isNode(node) && node.range != null) return node.range[0];
  }
  return 0;
}
