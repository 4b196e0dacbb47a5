import type { AwsFigures } from "./aws-price-list.js";
import { awsMachineType } from "./aws-price-list.js";
import type { MachineType } from "./machine-type.js";

/*
 * The general-purpose EC2 types that system and CPU pools are chosen from: seventh generation, Intel and
 * Graviton, balanced (m), compute (c) and memory (r); m6id and m7gd have local NVMe. Burstable types (t3, t4g,
 * flex) are left out: they would win every choice by price and then throttle the system pool.
 * Where the figures come from is said in aws-price-list.ts.
 */

type Row = readonly [name: string, ...figures: AwsFigures];

// prettier-ignore
const rows: readonly Row[] = [
  // name, vCPU, memory GiB, architecture, NVMe GB, EFA, allocatable millicores and MiB, pods, $/h
  ["m7i.large",       2,    8, "amd64",    0, 0,   1930,    6903,  29,  0.1008],
  ["m7i.xlarge",      4,   16, "amd64",    0, 0,   3920,   14162,  58,  0.2016],
  ["m7i.2xlarge",     8,   32, "amd64",    0, 0,   7910,   29317,  58,  0.4032],
  ["m7i.4xlarge",    16,   64, "amd64",    0, 0,  15890,   57691, 234,  0.8064],
  ["m7i.8xlarge",    32,  128, "amd64",    0, 0,  31850,  118312, 234,  1.6128],
  ["m7i.12xlarge",   48,  192, "amd64",    0, 0,  47810,  178933, 234,  2.4192],
  ["m7i.16xlarge",   64,  256, "amd64",    0, 0,  63770,  234021, 737,  3.2256],
  ["m7i.24xlarge",   96,  384, "amd64",    0, 0,  95690,  355262, 737,  4.8384],
  ["m7i.48xlarge",  192,  768, "amd64",    0, 1, 191450,  718987, 737,  9.6768],
  ["m7g.large",       2,    8, "arm64",    0, 0,   1930,    6844,  29,  0.0816],
  ["m7g.xlarge",      4,   16, "arm64",    0, 0,   3920,   14103,  58,  0.1632],
  ["m7g.2xlarge",     8,   32, "arm64",    0, 0,   7910,   29258,  58,  0.3264],
  ["m7g.4xlarge",    16,   64, "arm64",    0, 0,  15890,   57632, 234,  0.6528],
  ["m7g.8xlarge",    32,  128, "arm64",    0, 0,  31850,  118253, 234,  1.3056],
  ["m7g.12xlarge",   48,  192, "arm64",    0, 0,  47810,  178874, 234,  1.9584],
  ["m7g.16xlarge",   64,  256, "arm64",    0, 1,  63770,  233962, 737,  2.6112],
  ["c7i.large",       2,    4, "amd64",    0, 0,   1930,    3114,  29, 0.08925],
  ["c7i.xlarge",      4,    8, "amd64",    0, 0,   3920,    6584,  58,  0.1785],
  ["c7i.2xlarge",     8,   16, "amd64",    0, 0,   7910,   14162,  58,   0.357],
  ["c7i.4xlarge",    16,   32, "amd64",    0, 0,  15890,   27381, 234,   0.714],
  ["c7i.8xlarge",    32,   64, "amd64",    0, 0,  31850,   57691, 234,   1.428],
  ["c7i.12xlarge",   48,   96, "amd64",    0, 0,  47810,   88002, 234,   2.142],
  ["c7i.16xlarge",   64,  128, "amd64",    0, 0,  63770,  112779, 737,   2.856],
  ["c7i.24xlarge",   96,  192, "amd64",    0, 0,  95690,  173400, 737,   4.284],
  ["c7i.48xlarge",  192,  384, "amd64",    0, 1, 191450,  355262, 737,   8.568],
  ["c7g.large",       2,    4, "arm64",    0, 0,   1930,    3055,  29,  0.0725],
  ["c7g.xlarge",      4,    8, "arm64",    0, 0,   3920,    6525,  58,   0.145],
  ["c7g.2xlarge",     8,   16, "arm64",    0, 0,   7910,   14103,  58,    0.29],
  ["c7g.4xlarge",    16,   32, "arm64",    0, 0,  15890,   27322, 234,    0.58],
  ["c7g.8xlarge",    32,   64, "arm64",    0, 0,  31850,   57632, 234,    1.16],
  ["c7g.12xlarge",   48,   96, "arm64",    0, 0,  47810,   87943, 234,    1.74],
  ["c7g.16xlarge",   64,  128, "arm64",    0, 1,  63770,  112720, 737,    2.32],
  ["r7i.large",       2,   16, "amd64",    0, 0,   1930,   14481,  29,  0.1323],
  ["r7i.xlarge",      4,   32, "amd64",    0, 0,   3920,   29317,  58,  0.2646],
  ["r7i.2xlarge",     8,   64, "amd64",    0, 0,   7910,   59627,  58,  0.5292],
  ["r7i.4xlarge",    16,  128, "amd64",    0, 0,  15890,  118312, 234,  1.0584],
  ["r7i.8xlarge",    32,  256, "amd64",    0, 0,  31850,  239554, 234,  2.1168],
  ["r7i.12xlarge",   48,  384, "amd64",    0, 0,  47810,  360795, 234,  3.1752],
  ["r7i.16xlarge",   64,  512, "amd64",    0, 0,  63770,  476504, 737,  4.2336],
  ["r7i.24xlarge",   96,  768, "amd64",    0, 0,  95690,  718987, 737,  6.3504],
  ["r7i.48xlarge",  192, 1536, "amd64",    0, 1, 191450, 1446437, 737, 12.7008],
  ["r7g.large",       2,   16, "arm64",    0, 0,   1930,   14422,  29,  0.1071],
  ["r7g.xlarge",      4,   32, "arm64",    0, 0,   3920,   29258,  58,  0.2142],
  ["r7g.2xlarge",     8,   64, "arm64",    0, 0,   7910,   59568,  58,  0.4284],
  ["r7g.4xlarge",    16,  128, "arm64",    0, 0,  15890,  118253, 234,  0.8568],
  ["r7g.8xlarge",    32,  256, "arm64",    0, 0,  31850,  239495, 234,  1.7136],
  ["r7g.12xlarge",   48,  384, "arm64",    0, 0,  47810,  360736, 234,  2.5704],
  ["r7g.16xlarge",   64,  512, "arm64",    0, 1,  63770,  476445, 737,  3.4272],
  ["m6id.large",      2,    8, "amd64",  118, 0,   1930,    6903,  29, 0.11865],
  ["m6id.xlarge",     4,   16, "amd64",  237, 0,   3920,   14162,  58,  0.2373],
  ["m6id.2xlarge",    8,   32, "amd64",  474, 0,   7910,   29317,  58,  0.4746],
  ["m6id.4xlarge",   16,   64, "amd64",  950, 0,  15890,   57691, 234,  0.9492],
  ["m6id.8xlarge",   32,  128, "amd64", 1900, 0,  31850,  118312, 234,  1.8984],
  ["m6id.12xlarge",  48,  192, "amd64", 2850, 0,  47810,  178933, 234,  2.8476],
  ["m6id.16xlarge",  64,  256, "amd64", 3800, 0,  63770,  234021, 737,  3.7968],
  ["m6id.24xlarge",  96,  384, "amd64", 5700, 0,  95690,  355262, 737,  5.6952],
  ["m6id.32xlarge", 128,  512, "amd64", 7600, 1, 127610,  476504, 737,  7.5936],
  ["m7gd.large",      2,    8, "arm64",  118, 0,   1930,    6844,  29,  0.1068],
  ["m7gd.xlarge",     4,   16, "arm64",  237, 0,   3920,   14103,  58,  0.2136],
  ["m7gd.2xlarge",    8,   32, "arm64",  474, 0,   7910,   29258,  58,  0.4271],
  ["m7gd.4xlarge",   16,   64, "arm64",  950, 0,  15890,   57632, 234,  0.8543],
  ["m7gd.8xlarge",   32,  128, "arm64", 1900, 0,  31850,  118253, 234,  1.7086],
  ["m7gd.12xlarge",  48,  192, "arm64", 2850, 0,  47810,  178874, 234,  2.5628],
  ["m7gd.16xlarge",  64,  256, "arm64", 3800, 1,  63770,  233962, 737,  3.4171],
];

/** EC2 types without GPU, family by family, smallest first. */
export const awsCpuMachineTypes: readonly MachineType[] = rows.map(([name, ...figures]) =>
  awsMachineType(name, figures, ["on-demand", "spot", "reserved"]),
);
