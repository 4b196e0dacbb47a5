/** What a script printed as its last line, from JSON. */
export function answerOf(printed: string): unknown {
  return JSON.parse(printed.trim().split("\n").at(-1) ?? "");
}
