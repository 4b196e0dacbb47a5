/** A block of IPv4 addresses as first and last address. */
export interface Block {
  readonly first: number;
  readonly last: number;
  readonly prefix: number;
}

/** Undefined for what is no IPv4 block or does not start at its first address. */
export function blockOf(cidr: string): Block | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(cidr);
  if (match === null) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, prefix = 0] = match.slice(1).map(Number);
  if ([a, b, c, d].some((octet) => octet > 255) || prefix > 32) return undefined;
  const first = ((a * 256 + b) * 256 + c) * 256 + d;
  const size = 2 ** (32 - prefix);
  return first % size === 0 ? { first, last: first + size - 1, prefix } : undefined;
}

export const contains = (outer: Block, inner: Block): boolean => outer.first <= inner.first && inner.last <= outer.last;

export const overlaps = (a: Block, b: Block): boolean => a.first <= b.last && b.first <= a.last;

/** The address at a place in the block, as text. */
export function addressAt(block: Block, offset: number): string {
  const address = block.first + offset;
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}
