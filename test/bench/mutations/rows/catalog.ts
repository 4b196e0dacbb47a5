import type { Mutation } from "../mutation.js";

const testFile = "test/engine/catalog.test.ts";
const gpuTypes = "packages/core/src/catalog/aws-gpu-machine-types.ts";

export const catalog: readonly Mutation[] = [
  {
    group: "catalog",
    name: "an EC2 type with twice its GPUs",
    file: gpuTypes,
    find: '["g6.12xlarge",      "l4",               4,',
    replace: '["g6.12xlarge",      "l4",               8,',
    testFile,
  },
  {
    group: "catalog",
    name: "an EC2 type under the GPU of its neighbour",
    file: gpuTypes,
    find: '["g5.xlarge",        "a10g",',
    replace: '["g5.xlarge",        "l4",  ',
    testFile,
    testName: "has its model of GPU",
  },
  {
    group: "catalog",
    name: "an EC2 type with the memory of the next larger one",
    file: "packages/core/src/catalog/aws-cpu-machine-types.ts",
    find: '["m7i.2xlarge",     8,   32,',
    replace: '["m7i.2xlarge",     8,   64,',
    testFile,
  },
  {
    group: "catalog",
    name: "spot where EC2 has blocks only",
    file: gpuTypes,
    find: '"p5e.48xlarge": ["capacity-block"]',
    replace: '"p5e.48xlarge": ["capacity-block", "spot"]',
    testFile,
    testName: "is offered as EC2 offers it",
  },
  {
    group: "catalog",
    name: "Arm nodes with an image for Intel",
    file: "packages/eks/src/layout.ts",
    find: 'architecture === "arm64" ? "ARM_64" : "x86_64"',
    replace: 'architecture !== "amd64" ? "x86_64" : "x86_64"',
    testFile,
    testName: "have an image of EKS",
  },
  {
    group: "catalog",
    name: "a capacity type that EKS does not have",
    file: "packages/eks/src/capabilities.ts",
    find: '"on-demand": "ON_DEMAND"',
    replace: '"on-demand": "ONDEMAND"',
    testFile,
    testName: "spell capacity",
  },
  {
    group: "catalog",
    name: "a Google type with the vCPUs of another",
    file: "packages/core/src/catalog/gcp-gpu-machine-types.ts",
    find: '["g2-standard-8",  1,  8,',
    replace: '["g2-standard-8",  1, 12,',
    testFile,
    testName: "has the number of vCPUs",
  },
];
