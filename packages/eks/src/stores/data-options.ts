import type { ChildOptions } from "../children.js";

/**
 * Of everything that holds data, and of what closes and encrypts it: with the protection on, neither `destroy` nor a
 * resource that left the program takes it away.
 */
export function dataOptions(deletionProtection: boolean): Pick<ChildOptions, "protect" | "retainOnDelete"> {
  return { protect: deletionProtection, retainOnDelete: deletionProtection };
}
