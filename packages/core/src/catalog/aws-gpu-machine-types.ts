import type { CapacityKind } from "./capacity-kind.js";
import type { GpuModel } from "./gpu.js";
import type { AwsFigures } from "./aws-price-list.js";
import { awsMachineType } from "./aws-price-list.js";
import type { MachineType } from "./machine-type.js";

/*
 * Every EC2 type with an NVIDIA GPU. Where the figures come from is said in aws-price-list.ts.
 * p6e-gb200 is not here: its sizes are in no list we know, so it is among the refused families.
 */

type Row = readonly [name: string, model: GpuModel, gpus: number, ...figures: AwsFigures];

// prettier-ignore
const rows: readonly Row[] = [
  // name, model, GPUs, vCPU, memory GiB, architecture, NVMe GB, EFA, allocatable millicores and MiB, pods, $/h
  ["g4dn.xlarge",      "t4",               1,   4,   16, "amd64",   125,  0,   3920,   14481,   29,     0.526],
  ["g4dn.2xlarge",     "t4",               1,   8,   32, "amd64",   225,  0,   7910,   29636,   29,     0.752],
  ["g4dn.4xlarge",     "t4",               1,  16,   64, "amd64",   225,  0,  15890,   59946,   29,     1.204],
  ["g4dn.8xlarge",     "t4",               1,  32,  128, "amd64",   900,  1,  31850,  120248,   58,     2.176],
  ["g4dn.12xlarge",    "t4",               4,  48,  192, "amd64",   900,  1,  47810,  178933,  234,     3.912],
  ["g4dn.16xlarge",    "t4",               1,  64,  256, "amd64",   900,  1,  63770,  241490,   58,     4.352],
  ["g4dn.metal",       "t4",               8,  96,  384, "amd64",  1800,  1,  95690,  355262,  737,     7.824],
  ["g5.xlarge",        "a10g",             1,   4,   16, "amd64",   250,  0,   3920,   14162,   58,     1.006],
  ["g5.2xlarge",       "a10g",             1,   8,   32, "amd64",   450,  0,   7910,   29317,   58,     1.212],
  ["g5.4xlarge",       "a10g",             1,  16,   64, "amd64",   600,  0,  15890,   57691,  234,     1.624],
  ["g5.8xlarge",       "a10g",             1,  32,  128, "amd64",   900,  1,  31850,  118312,  234,     2.448],
  ["g5.12xlarge",      "a10g",             4,  48,  192, "amd64",  3800,  1,  47810,  173400,  737,     5.672],
  ["g5.16xlarge",      "a10g",             1,  64,  256, "amd64",  1900,  1,  63770,  239554,  234,     4.096],
  ["g5.24xlarge",      "a10g",             4,  96,  384, "amd64",  3800,  1,  95690,  355262,  737,     8.144],
  ["g5.48xlarge",      "a10g",             8, 192,  768, "amd64",  7600,  1, 191450,  723299,  345,    16.288],
  ["g5g.xlarge",       "t4g",              1,   4,    8, "arm64",     0,  0,   3920,    6525,   58,      0.42],
  ["g5g.2xlarge",      "t4g",              1,   8,   16, "arm64",     0,  0,   7910,   14103,   58,     0.556],
  ["g5g.4xlarge",      "t4g",              1,  16,   32, "arm64",     0,  0,  15890,   27322,  234,     0.828],
  ["g5g.8xlarge",      "t4g",              1,  32,   64, "arm64",     0,  0,  31850,   57632,  234,     1.372],
  ["g5g.16xlarge",     "t4g",              2,  64,  128, "arm64",     0,  0,  63770,  112720,  737,     2.744],
  ["g5g.metal",        "t4g",              2,  64,  128, "arm64",     0,  0,  63770,  112720,  737,     2.744],
  ["g6.xlarge",        "l4",               1,   4,   16, "amd64",   250,  0,   3920,   14162,   58,    0.8048],
  ["g6.2xlarge",       "l4",               1,   8,   32, "amd64",   450,  0,   7910,   29317,   58,    0.9776],
  ["g6.4xlarge",       "l4",               1,  16,   64, "amd64",   600,  0,  15890,   57691,  234,    1.3232],
  ["g6.8xlarge",       "l4",               1,  32,  128, "amd64",   900,  1,  31850,  118312,  234,    2.0144],
  ["g6.12xlarge",      "l4",               4,  48,  192, "amd64",  3760,  1,  47810,  178933,  234,    4.6016],
  ["g6.16xlarge",      "l4",               1,  64,  256, "amd64",  1880,  1,  63770,  234021,  737,    3.3968],
  ["g6.24xlarge",      "l4",               4,  96,  384, "amd64",  3760,  1,  95690,  355262,  737,    6.6752],
  ["g6.48xlarge",      "l4",               8, 192,  768, "amd64",  7520,  1, 191450,  718987,  737,   13.3504],
  ["g6f.large",        "l4",           0.125,   2,    8, "amd64",   100,  0,   1930,    7002,   20,     0.202],
  ["g6f.xlarge",       "l4",           0.125,   4,   16, "amd64",   100,  0,   3920,   14162,   58,    0.2375],
  ["g6f.2xlarge",      "l4",            0.25,   8,   32, "amd64",   200,  0,   7910,   29317,   58,     0.475],
  ["g6f.4xlarge",      "l4",             0.5,  16,   64, "amd64",   450,  0,  15890,   57691,  234,      0.95],
  ["gr6.4xlarge",      "l4",               1,  16,  128, "amd64",   600,  0,  15890,  118312,  234,    1.5392],
  ["gr6.8xlarge",      "l4",               1,  32,  256, "amd64",   900,  1,  31850,  239554,  234,    2.4464],
  ["gr6f.4xlarge",     "l4",             0.5,  16,  128, "amd64",   450,  0,  15890,  118312,  234,     1.066],
  ["g6e.xlarge",       "l40s",             1,   4,   32, "amd64",   250,  0,   3920,   29317,   58,     1.861],
  ["g6e.2xlarge",      "l40s",             1,   8,   64, "amd64",   450,  0,   7910,   59627,   58,   2.24208],
  ["g6e.4xlarge",      "l40s",             1,  16,  128, "amd64",   600,  0,  15890,  118312,  234,   3.00424],
  ["g6e.8xlarge",      "l40s",             1,  32,  256, "amd64",   900,  1,  31850,  239554,  234,   4.52856],
  ["g6e.12xlarge",     "l40s",             4,  48,  384, "amd64",  3800,  1,  47810,  360157,  292,  10.49264],
  ["g6e.16xlarge",     "l40s",             1,  64,  512, "amd64",  1900,  1,  63770,  476504,  737,   7.57719],
  ["g6e.24xlarge",     "l40s",             4,  96,  768, "amd64",  3800,  2,  95690,  721682,  492,  15.06559],
  ["g6e.48xlarge",     "l40s",             8, 192, 1536, "amd64",  7600,  4, 191450, 1449132,  492,  30.13118],
  ["g7.2xlarge",       "rtx-pro-4500",     1,   8,   32, "amd64",   440,  0,   7910,   27161,  254,      2.52],
  ["g7.4xlarge",       "rtx-pro-4500",     1,  16,   64, "amd64",   875,  0,  15890,   54699,  506,   3.04208],
  ["g7.8xlarge",       "rtx-pro-4500",     1,  32,  128, "amd64",   930,  1,  31850,  113934,  632,   4.08624],
  ["g7.12xlarge",      "rtx-pro-4500",     2,  48,  192, "amd64",  1900,  1,  47810,  173169,  758,   7.12832],
  ["g7.24xlarge",      "rtx-pro-4500",     4,  96,  384, "amd64",  3800,  1,  95690,  346715, 1514,  14.25664],
  ["g7.48xlarge",      "rtx-pro-4500",     8, 192,  768, "amd64",  7600,  2, 191450,  718756,  758,  28.51328],
  ["g7e.2xlarge",      "rtx-pro-6000",     1,   8,   64, "amd64",  1900,  0,   7910,   57471,  254,   3.36312],
  ["g7e.4xlarge",      "rtx-pro-6000",     1,  16,  128, "amd64",  1900,  0,  15890,  115320,  506,   3.99816],
  ["g7e.8xlarge",      "rtx-pro-6000",     1,  32,  256, "amd64",  1900,  1,  31850,  236562,  506,   5.26824],
  ["g7e.12xlarge",     "rtx-pro-6000",     2,  48,  512, "amd64",  3800,  1,  47810,  477659,  632,   8.28608],
  ["g7e.24xlarge",     "rtx-pro-6000",     4,  96, 1024, "amd64",  7600,  2,  95690,  962625,  632,  16.57216],
  ["g7e.48xlarge",     "rtx-pro-6000",     8, 192, 2048, "amd64", 15200,  4, 191450, 1932558,  632,  33.14432],
  ["p3dn.24xlarge",    "v100-32",          8,  96,  768, "amd64",  1800,  1,  95690,  718987,  737,    31.212],
  ["p4d.24xlarge",     "a100-40",          8,  96, 1152, "amd64",  8000,  4,  95690, 1082712,  737, 21.957642],
  ["p4de.24xlarge",    "a100-80",          8,  96, 1152, "amd64",  8000,  4,  95690, 1082712,  737,  27.44705],
  ["p5.4xlarge",       "h100-80",          1,  16,  256, "amd64",  3800,  1,  15890,  240830,  118,      6.88],
  ["p5.48xlarge",      "h100-80",          8, 192, 2048, "amd64", 30400, 32, 191450, 1938410,  100,     55.04],
  ["p5e.48xlarge",     "h200-141",         8, 192, 2048, "amd64", 30400, 32, 191450, 1938410,  100,      null],
  ["p5en.48xlarge",    "h200-141",         8, 192, 2048, "amd64", 30400, 16, 191450, 1937332,  198,    63.296],
  ["p6-b200.48xlarge", "b200",             8, 192, 2048, "amd64", 30400,  8, 191450, 1937332,  198,  113.9328],
  ["p6-b300.48xlarge", "b300",             8, 192, 4096, "amd64", 30400, 16, 191450, 3877198,  198,   142.416],
];

const listed: readonly CapacityKind[] = ["on-demand", "spot", "reserved"];

/**
 * What differs from "on demand, spot or reserved". Capacity Blocks:
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-capacity-blocks.html
 */
const capacityKinds: Readonly<Record<string, readonly CapacityKind[]>> = {
  "p4d.24xlarge": [...listed, "capacity-block"],
  "p4de.24xlarge": [...listed, "capacity-block"],
  "p5.4xlarge": [...listed, "capacity-block"],
  "p5.48xlarge": [...listed, "capacity-block"],
  // EC2 names on demand and spot too, in other regions than us-east-1 only: there is no list price to choose by.
  "p5e.48xlarge": ["capacity-block"],
  "p5en.48xlarge": [...listed, "capacity-block"],
  "p6-b200.48xlarge": [...listed, "capacity-block"],
  "p6-b300.48xlarge": [...listed, "capacity-block"],
};

const needsNewerDriver =
  "not yet: this GPU needs NVIDIA driver 595 or newer and the EKS node image ships 580 " +
  "(https://github.com/awslabs/amazon-eks-ami/blob/main/doc/usage/g7-ami.md)";
const sliceOfOneGpu =
  "not yet: the machine holds a slice of one GPU through a vGPU, which EC2 counts as 0 GPUs, so neither the " +
  "autoscaler nor the pool can count on a whole nvidia.com/gpu";

const refusals: Readonly<Record<string, string>> = {
  g7: needsNewerDriver,
  g6f: sliceOfOneGpu,
  gr6f: sliceOfOneGpu,
};

/** EC2 types with NVIDIA GPUs, family by family, smallest first. */
export const awsGpuMachineTypes: readonly MachineType[] = rows.map(([name, model, count, ...figures]) => {
  const refused = refusals[name.slice(0, name.indexOf("."))];
  return {
    ...awsMachineType(name, figures, capacityKinds[name] ?? listed),
    gpu: { model, count },
    ...(refused === undefined ? {} : { refused }),
  };
});
