import { takeWidth } from "../text/display-width.js";
import { safeText } from "../text/safe-text.js";

const longestLabel = 48;

/**
 * Text that may stand between double quotes in Mermaid: at most 48 columns, and every character that Mermaid, its
 * Markdown or HTML could take for syntax as an entity.
 */
export function mermaidText(text: string): string {
  const safe = safeText(text);
  const taken = takeWidth(safe, longestLabel);
  const short = taken === safe ? safe : `${taken.slice(0, -1)}…`;
  return short.replace(/[^\p{L}\p{M}\p{N} _./:,()…-]/gu, (character) => `#${character.codePointAt(0) ?? 0};`);
}
