/**
 * Numbers by lot that are the same on every machine and in every release of Node: xoshiro128**, on whole numbers alone.
 * A seed gives one stream a name; streams of other names, and of other seeds, have nothing in common, so a part that
 * draws once more changes nothing in the others.
 */
export class RandomStream {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  constructor(seed: number, name: string) {
    // All 53 bits of a seed and all characters of a name go into each of the four words.
    let hash = mix(Math.floor(seed / 4294967296) ^ 0x2545f491) ^ (seed | 0);
    for (let i = 0; i < name.length; i++) hash = mix(hash ^ Math.imul(name.charCodeAt(i) + 1, 0x9e3779b1));
    this.a = mix((hash + 0x1b873593) | 0);
    this.b = mix((hash ^ seed) + 0x3c6ef372);
    this.c = mix((this.a ^ hash) + 0x5be0cd19);
    this.d = mix(this.b ^ Math.floor(seed / 4294967296)) | 1;
    for (let i = 0; i < 8; i++) this.bits();
  }

  /** 32 bits, as a whole number from -2^31 to 2^31 - 1. */
  bits(): number {
    const b = this.b;
    const scrambled = Math.imul(b, 5);
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9);
    const c = this.c ^ this.a;
    const d = this.d ^ b;
    this.b = b ^ c;
    this.a ^= d;
    this.c = c ^ (b << 9);
    this.d = (d << 11) | (d >>> 21);
    return result;
  }

  /** From 0, below 1, in steps of 2^-53. */
  uniform(): number {
    const high = this.bits() >>> 5;
    return (high * 67108864 + (this.bits() >>> 6)) / 9007199254740992;
  }

  /** A whole number from 0 to `count - 1`, each as likely as the others; `count` at most 2^32. */
  below(count: number): number {
    return Math.floor(this.uniform() * count);
  }
}

/** Spreads every bit of a 32-bit word over all of it. */
const mix = (word: number): number => {
  let h = (word + 0x9e3779b9) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x21f0aaad);
  h = Math.imul(h ^ (h >>> 15), 0x735a2d97);
  return h ^ (h >>> 15);
};
