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

/** Whether a text that begins with `prefix` can be what a pattern says. */
export function canMatchBeyond(pattern: string, prefix: string): boolean {
  // All places of the pattern at which a match can stand, step by step.
  let places = afterStars(pattern, [0]);
  for (const character of prefix) {
    const next = places.flatMap((place) => {
      const at = pattern[place];
      if (at === "*") return [place];
      return at === "?" || at === character ? [place + 1] : [];
    });
    places = afterStars(pattern, next);
    if (places.length === 0) return false;
  }
  return true;
}

/** A star can stand for nothing: the place behind it counts too. */
function afterStars(pattern: string, places: readonly number[]): readonly number[] {
  const all = new Set<number>();
  for (let place of places) {
    all.add(place);
    while (pattern[place] === "*") all.add(++place);
  }
  return [...all];
}
