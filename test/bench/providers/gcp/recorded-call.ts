import type { Properties } from "../test-provider.js";
import { nextSequence } from "../sequence.js";

/** A change that Google Cloud was asked for, in the one order of all providers. */
export interface RecordedCall {
  readonly start: number;
  /** Undefined while it runs. */
  end?: number;
  readonly action: "create" | "delete" | "update";
  /** Pulumi's type, which says the API method with the action. */
  readonly type: string;
  readonly id: string;
  readonly inputs: Properties;
  /** What Google Cloud refused it with. */
  error?: string;
}

export function callLog(): RecordedCall[] {
  return [];
}

/** Runs a change and records when it began and ended. */
export async function recorded<T>(
  calls: RecordedCall[],
  what: Pick<RecordedCall, "action" | "type" | "id" | "inputs">,
  change: () => Promise<T>,
): Promise<T> {
  const call: RecordedCall = { start: nextSequence(), ...what };
  calls.push(call);
  try {
    return await change();
  } catch (error) {
    call.error = error instanceof Error ? error.message : String(error);
    throw error;
  } finally {
    call.end = nextSequence();
  }
}
