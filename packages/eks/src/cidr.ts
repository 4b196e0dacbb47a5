/** An IPv4 block: its first address as a number, and its prefix length. */
export interface Cidr {
  readonly address: number;
  readonly prefix: number;
}

/** Undefined for anything that is not `a.b.c.d/n`. Addresses inside the block other than the first are kept. */
export function parseCidr(text: string): Cidr | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (match === null) return undefined;
  const [a, b, c, d, prefix] = match.slice(1).map(Number) as [number, number, number, number, number];
  if ([a, b, c, d].some((octet) => octet > 255) || prefix > 32) return undefined;
  return { address: ((a * 256 + b) * 256 + c) * 256 + d, prefix };
}

export function formatCidr({ address, prefix }: Cidr): string {
  const octets = [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256);
  return `${octets.join(".")}/${prefix}`;
}

/** The block that holds this address: the same with the bits after the prefix cleared. */
export function networkOf({ address, prefix }: Cidr): Cidr {
  const size = 2 ** (32 - prefix);
  return { address: Math.floor(address / size) * size, prefix };
}

/** The `index`th of the equal parts, each `bits` longer in prefix. */
export function partOf({ address, prefix }: Cidr, bits: number, index: number): Cidr {
  return { address: address + index * 2 ** (32 - prefix - bits), prefix: prefix + bits };
}

export function contains(outer: Cidr, inner: Cidr): boolean {
  return (
    inner.prefix >= outer.prefix && networkOf({ ...inner, prefix: outer.prefix }).address === networkOf(outer).address
  );
}
