import type { Wire, WireMap } from "../wire/wire-value.js";
import { isWireMap, wireUnknown } from "../wire/wire-value.js";
import type { AnswerMap, AnswerValue, PlanAnswers } from "./plan-answers.js";

/** Looks up answers in wire form; undefined is "not answered". */
export interface AnswerBook {
  invoke(token: string, args: WireMap): WireMap | undefined;
  stackReference(name: string): { readonly outputs: WireMap; readonly secretOutputs: WireMap } | undefined;
  read(type: string, id: string): WireMap | undefined;
}

/** Makes answers ready for looking up. */
export function answerBook(answers: PlanAnswers = {}): AnswerBook {
  return {
    invoke(token, args) {
      const found = answers.invokes?.find(
        (answer) => answer.token === token && matches(toWireMap(answer.args ?? {}), args),
      );
      return found && toWireMap(found.result);
    },
    stackReference(name) {
      const found = answers.stackReferences?.[name];
      return found && { outputs: toWireMap(found.outputs), secretOutputs: toWireMap(found.secretOutputs) };
    },
    read(type, id) {
      const found = answers.reads?.find((answer) => answer.type === type && answer.id === id);
      return found && toWireMap(found.outputs);
    },
  };
}

const toWireMap = (map: AnswerMap = {}): WireMap =>
  Object.fromEntries(Object.entries(map).map(([name, value]) => [name, toWire(value)]));

function toWire(value: AnswerValue): Wire {
  if (value === "<unknown>") return wireUnknown;
  if (Array.isArray(value)) return (value as readonly AnswerValue[]).map(toWire);
  if (typeof value === "object" && value !== null) return toWireMap(value as AnswerMap);
  return value as Wire;
}

// Every name that is wanted must be there and equal; lists must be equal as a whole.
function matches(wanted: Wire, given: Wire | undefined): boolean {
  if (Array.isArray(wanted)) {
    if (!Array.isArray(given) || given.length !== wanted.length) return false;
    return wanted.every((item, i) => matches(item, given[i]));
  }
  if (isWireMap(wanted)) {
    return isWireMap(given) && Object.entries(wanted).every(([name, item]) => matches(item, given[name]));
  }
  return wanted === given;
}
