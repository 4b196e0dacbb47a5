import { displayWidth } from "../text/display-width.js";
import type { PageOptions } from "../text/page.js";
import { paragraph } from "../text/page.js";

/** An underlined title and the sections below it; nothing when there are none. */
export function chapter(title: string, lines: readonly string[], page: PageOptions): string[] {
  if (lines.length === 0) return [];
  const head = paragraph(title, page);
  const rule = "=".repeat(Math.max(...head.map(displayWidth)));
  return ["", ...[...head, rule].map((line) => page.style.heading(line)), ...lines];
}

/** An empty line, a title and the lines; nothing when there are no lines. */
export const section = (title: string, lines: readonly string[], page: PageOptions): string[] =>
  lines.length === 0 ? [] : ["", ...paragraph(title, page, { paint: page.style.heading }), ...lines];
