import type { StepRecord } from "../../bench/engine/index.js";

export type ChangeKind = "created" | "created first" | "deleted" | "deleted first" | "updated";

/** What an update did to one resource. */
export interface Change {
  /** Of a resource that is replaced, which came first: the new one or the end of the old one. */
  readonly kind: ChangeKind;
  /** Without parents and the module's path, as "aws:eks:NodeGroup". */
  readonly type: string;
  readonly name: string;
  /** Inputs that changed, and with a replacement those alone that are its reason. */
  readonly inputs: readonly string[];
  readonly failed: boolean;
}

/** What an update did, by type and name; what stayed the same is left out. */
export function changesOf(steps: readonly StepRecord[]): readonly Change[] {
  const urns = [...new Set(steps.map(({ urn }) => urn))];
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
    inputs: [...new Set(inputs)].sort(compare),
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

function shortUrn(urn: string): Pick<Change, "name" | "type"> {
  const [, , types = "", ...name] = urn.split("::");
  const type = types.split("$").at(-1) ?? "";
  return { type: type.replace(/\/[^/:]+:/, ":"), name: name.join("::") };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
