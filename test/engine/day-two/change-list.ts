import type { StepRecord } from "../../bench/engine/index.js";

export type ChangeKind = "created" | "created first" | "deleted" | "deleted first" | "updated";

/** What an update did to one resource. */
export interface Change {
  /** Of a resource that is replaced, which came first: the new one or the end of the old one. */
  readonly kind: ChangeKind;
  /** Without parents and the module's path, as "aws:eks:NodeGroup". */
  readonly type: string;
  readonly name: string;
  /** Inputs that changed, of a replacement those alone that are its reason; `[]` is any place in a list. */
  readonly inputs: readonly string[];
  readonly failed: boolean;
}

/** What an update did, by type and name; what stayed the same is left out, and so are components. */
export function changesOf(steps: readonly StepRecord[]): readonly Change[] {
  const urns = [...new Set(steps.map(({ urn }) => urn))].filter((urn) => !isComponent(urn));
  return urns
    .flatMap(
      (urn) =>
        changeOf(
          urn,
          steps.filter((step) => step.urn === urn),
        ) ?? [],
    )
    .sort((a, b) => compare(`${a.type} ${a.name}`, `${b.type} ${b.name}`));
}

/** The same as lines, for a golden file. */
export function changeList(steps: readonly StepRecord[]): string {
  const lines = changesOf(steps).map(({ kind, type, name, inputs, failed }) => {
    const what = inputs.length === 0 ? "" : `: ${inputs.join(", ")}`;
    return `${kind.padEnd(13)} ${type} ${name}${failed ? " (refused)" : ""}${what}\n`;
  });
  return lines.length === 0 ? "nothing\n" : lines.join("");
}

function changeOf(urn: string, steps: readonly StepRecord[]): Change | undefined {
  const change = (kind: ChangeKind, inputs: readonly string[] = []): Change => ({
    kind,
    ...shortUrn(urn),
    inputs: [...new Set(inputs.map((path) => path.replace(/\[\d+\]/g, "[]")))].sort(compare),
    failed: steps.some(({ failed }) => failed),
  });
  const step = (op: string) => steps.find((each) => each.op === op);
  const [created, updated, deleted] = [step("create"), step("update"), step("delete")];
  const [fresh, old] = [step("create-replacement"), step("delete-replaced")];
  if (fresh !== undefined) {
    const oldWentFirst = old !== undefined && old.ended < fresh.started;
    return change(oldWentFirst ? "deleted first" : "created first", fresh.replaceReasons);
  }
  if (updated !== undefined) return change("updated", updated.diffs);
  if (created !== undefined) return change("created");
  return (deleted ?? old) === undefined ? undefined : change("deleted");
}

/** Components are nothing by themselves: theirs is the type of this project or that of the stack. */
const isComponent = (urn: string): boolean => /^(roadstead|pulumi:pulumi):/.test(typeOf(urn));

const typeOf = (urn: string): string => urn.split("::")[2]?.split("$").at(-1) ?? "";

/** What a reader needs of a URN. */
export function shortUrn(urn: string): Pick<Change, "name" | "type"> {
  const name = urn.split("::").slice(3).join("::");
  return { type: typeOf(urn).replace(/\/[^/:]+:/, ":"), name };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
