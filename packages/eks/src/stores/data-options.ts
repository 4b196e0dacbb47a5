import type { ChildOptions } from "../children.js";

/**
 * Of everything that holds data, and of what closes and encrypts it: with the protection on, neither `destroy` nor a
 * resource that left the program takes it away.
 */
export function dataOptions(deletionProtection: boolean): Pick<ChildOptions, "protect" | "retainOnDelete"> {
  return { protect: deletionProtection, ...keptOptions(deletionProtection) };
}

/** Of what data stands on and what holds none: it can be replaced, and stays where the data stays. */
export function keptOptions(deletionProtection: boolean): Pick<ChildOptions, "retainOnDelete"> {
  return { retainOnDelete: deletionProtection };
}
