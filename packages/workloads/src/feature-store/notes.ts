import type { Note } from "@roadstead/core";
import type { FeatureStoreLayout } from "./layout.js";

/** What a reader of the plan must know. */
export function featureStoreNotes({ auth, redis, expose }: FeatureStoreLayout): readonly Note[] {
  const notes: Note[] = [];
  if (auth.kind === "no_auth") {
    const message = "every pod that is labelled as a client may read, push and delete features";
    notes.push({ code: "unauthenticated", path: "auth", message });
  }
  if (redis !== undefined) {
    const message = "Redis answers PRESENT for keys that it does not have; what it loses takes a full materialisation";
    notes.push({ code: "present-unknown", path: "onlineStore", message });
  }
  if (expose !== undefined) {
    const message = `pods of other clusters must reach ${expose.host} at port 443`;
    notes.push({ code: "must-reach", path: "expose.host", message });
  }
  return notes;
}
