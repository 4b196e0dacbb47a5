import { displayWidth, takeWidth } from "./display-width.js";

/**
 * Lines of at most `width` columns, broken at spaces; a word that is longer is broken after punctuation, or
 * anywhere when it has none.
 */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").filter((part) => part !== "")) {
    const joined = line === "" ? word : `${line} ${word}`;
    if (displayWidth(joined) <= width) {
      line = joined;
      continue;
    }
    if (line !== "") lines.push(line);
    line = word;
    while (displayWidth(line) > width) {
      const part = breakWord(line, width);
      lines.push(part);
      line = line.slice(part.length);
    }
  }
  if (line !== "" || lines.length === 0) lines.push(line);
  return lines;
}

function breakWord(word: string, width: number): string {
  const fits = takeWidth(word, width);
  const atPunctuation = /^.*[/:,=.@$_-]/u.exec(fits)?.[0] ?? "";
  return displayWidth(atPunctuation) >= width / 3 ? atPunctuation : fits;
}
