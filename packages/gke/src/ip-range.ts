/** An IPv4 range, end included. */
export interface IpRange {
  readonly start: number;
  readonly end: number;
  readonly prefix: number;
}

/** Reads `10.0.0.0/20`; undefined when the text is no range or has bits beyond its prefix. */
export function parseIpRange(text: string): IpRange | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (match === null) return undefined;
  const [, ...parts] = match.map(Number);
  const [a = 0, b = 0, c = 0, d = 0, prefix = 0] = parts;
  if ([a, b, c, d].some((octet) => octet > 255) || prefix > 32) return undefined;
  const start = ((a * 256 + b) * 256 + c) * 256 + d;
  const size = 2 ** (32 - prefix);
  return start % size === 0 ? { start, end: start + size - 1, prefix } : undefined;
}

/** Number of addresses. */
export function ipRangeSize(range: IpRange): number {
  return range.end - range.start + 1;
}

export function ipRangesOverlap(a: IpRange, b: IpRange): boolean {
  return a.start <= b.end && b.start <= a.end;
}
