import { exponential as exp } from "../arithmetic/exponential.js";
import { logarithm as log } from "../arithmetic/logarithm.js";
import type { RandomStream } from "./random-stream.js";

/**
 * Exponential and normal numbers by Marsaglia and Tsang's ziggurat (2000): 256 layers of one area each lie over the
 * density, and 98.9 draws of 100 fall into the part of a layer that is all below it.
 */
const layerCount = 256;

/** Mean 1. */
export const sampleExponential = (random: RandomStream): number => {
  let base = 0;
  for (;;) {
    const high = random.bits();
    const low = random.bits();
    const uniform = ((high >>> 5) * 67108864 + (low >>> 6)) * step;
    // The layer is of bits that the uniform number does not have.
    const layer = ((high & 31) << 3) | (low & 7);
    const x = uniform * exponentialX[layer]!;
    if (x < exponentialX[layer + 1]!) return base + x;
    if (layer === 0) {
      // An exponential tail is the same density once more, further on.
      base += exponentialTail;
      continue;
    }
    if (isBelow(random, exponentialY, layer, exp(-x))) return base + x;
  }
};

/** Mean 0, standard deviation 1. */
export const sampleNormal = (random: RandomStream): number => {
  for (;;) {
    const high = random.bits();
    const low = random.bits();
    const uniform = ((high >>> 5) * 67108864 + (low >>> 6)) * step;
    const layer = ((high & 31) << 3) | (low & 7);
    const sign = (low & 8) === 0 ? 1 : -1;
    const x = uniform * normalX[layer]!;
    if (x < normalX[layer + 1]!) return sign * x;
    if (layer === 0) return sign * normalBeyondTail(random);
    if (isBelow(random, normalY, layer, exp(-0.5 * x * x))) return sign * x;
  }
};

const isBelow = (random: RandomStream, y: Float64Array, layer: number, density: number): boolean =>
  y[layer]! + random.uniform() * (y[layer + 1]! - y[layer]!) < density;

const normalBeyondTail = (random: RandomStream): number => {
  for (;;) {
    const x = sampleExponential(random) / normalTail;
    if (2 * sampleExponential(random) > x * x) return normalTail + x;
  }
};

const step = 1 / 9007199254740992;

/** Right edges of the layers from the lowest to the top; the lowest is as wide as its area, tail and all, makes it. */
const edgesOf = (
  tail: number,
  area: number,
  density: (x: number) => number,
  inverse: (y: number) => number,
): Float64Array => {
  const edges = new Float64Array(layerCount + 1);
  edges[0] = area / density(tail);
  edges[1] = tail;
  for (let i = 2; i < layerCount; i++) edges[i] = inverse(density(edges[i - 1]!) + area / edges[i - 1]!);
  return edges;
};

const exponentialTail = 7.69711747013104972;
const exponentialDensity = (x: number): number => exp(-x);
const exponentialX = edgesOf(exponentialTail, 0.0039496598225815571993, exponentialDensity, (y) => -log(y));
const exponentialY = exponentialX.map(exponentialDensity);

const normalTail = 3.6541528853610088;
const normalDensity = (x: number): number => exp(-0.5 * x * x);
const normalX = edgesOf(normalTail, 0.00492867323399, normalDensity, (y) => Math.sqrt(-2 * log(y)));
const normalY = normalX.map(normalDensity);
