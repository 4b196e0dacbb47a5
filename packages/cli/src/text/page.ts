import { safeLines, safeText } from "./safe-text.js";
import type { Style } from "./style.js";
import { wrap } from "./wrap.js";

/** How wide a page is and how it is coloured. */
export interface PageOptions {
  /** Columns, 40 or more. */
  readonly width: number;
  readonly style: Style;
}

export interface TextOptions {
  /** Columns before the first line. @default 0 */
  readonly indent?: number;
  /** Columns before further lines, beside `indent`. @default 0 */
  readonly hang?: number;
  readonly paint?: (text: string) => string;
}

/** One paragraph, wrapped to the page. Line breaks in the text are escaped: see {@link textBlock}. */
export function paragraph(text: string, page: PageOptions, options: TextOptions = {}): string[] {
  return wrapSafe(safeText(text), page, options);
}

/** Text that has its own line breaks, each line wrapped to the page; further lines keep their indentation. */
export function textBlock(text: string, page: PageOptions, options: TextOptions = {}): string[] {
  const { indent = 0, hang = 0 } = options;
  return safeLines(text.trimEnd()).flatMap((line, i) => {
    if (i === 0) return wrapSafe(line, page, options);
    const own = Math.min(line.length - line.trimStart().length, page.width / 4);
    return wrapSafe(line, page, { ...options, indent: indent + hang + own, hang: 0 });
  });
}

/** A list entry: a dash, then the text, further lines under the text. */
export const bullet = (text: string, page: PageOptions, options: TextOptions = {}): string[] =>
  textBlock(`- ${text}`, page, { hang: 2, ...options });

function wrapSafe(text: string, page: PageOptions, { indent = 0, hang = 0, paint }: TextOptions): string[] {
  const lines = wrap(text, Math.max(20, page.width - indent - hang));
  return lines.map((line, i) => {
    const painted = paint === undefined || line === "" ? line : paint(line);
    return line === "" ? "" : " ".repeat(i === 0 ? indent : indent + hang) + painted;
  });
}
