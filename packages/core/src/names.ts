/**
 * A short, stable hash of plain data for names: eight characters of base 36, first one a letter.
 *
 * Keys are sorted, so the order in which an object was written does not matter. Not for security.
 */
export function shortHash(value: unknown): string {
  const text = canonicalJson(value);
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  const number = 4294967296 * (2097151 & low) + (high >>> 0);
  const letter = String.fromCharCode(97 + (number % 26));
  return (
    letter +
    Math.floor(number / 26)
      .toString(36)
      .padStart(7, "0")
      .slice(-7)
  );
}

/** JSON with sorted keys and without undefined members; undefined itself is null. */
export function canonicalJson(value: unknown): string {
  const text: string | undefined = JSON.stringify(value, (_key, member: unknown) => {
    if (member === null || typeof member !== "object" || Array.isArray(member)) return member;
    return Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
  return text ?? "null";
}
