/** Whether a text is what a pattern says; `*` stands for any characters, also none, and `?` for one. */
export function matchesGlob(pattern: string, text: string): boolean {
  // By hand: a pattern of many stars, turned into a regular expression, can take for ever.
  let p = 0;
  let t = 0;
  let star = -1;
  let mark = 0;
  while (t < text.length) {
    const at = pattern[p];
    if (at === "*") {
      star = p++;
      mark = t;
    } else if (at === "?" || at === text[t]) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++mark;
    } else return false;
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
}
