/** A block of IPv4 addresses, as its first and last address. */
export interface IpRange {
  readonly first: number;
  readonly last: number;
}

/** Undefined for what is no block, also one whose host bits are set. */
export function ipRange(cidr: string): IpRange | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(cidr);
  if (match === null) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, bits = 0] = match.slice(1).map(Number);
  if ([a, b, c, d].some((octet) => octet > 255) || bits > 32) return undefined;
  const first = a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d;
  const size = 2 ** (32 - bits);
  return first % size === 0 ? { first, last: first + size - 1 } : undefined;
}

export function overlap(one: IpRange, other: IpRange): boolean {
  return one.first <= other.last && other.first <= one.last;
}

export function contains(cidr: string, address: string): boolean {
  const range = ipRange(cidr);
  const host = ipRange(`${address}/32`);
  return range !== undefined && host !== undefined && overlap(range, host);
}
