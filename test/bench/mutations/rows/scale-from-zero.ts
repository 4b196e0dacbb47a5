import type { Mutation } from "../mutation.js";

const testFile = "test/engine/scale-from-zero.test.ts";
const tags = "packages/eks/src/scale-from-zero-tags.ts";

export const scaleFromZero: readonly Mutation[] = [
  {
    group: "scale from zero",
    name: "boards in the tag, where a node has shares of them",
    file: tags,
    find: "String(pool.allocatable.gpu))] : []",
    replace: "String(pool.accelerator?.gpusPerNode))] : []",
    testFile,
  },
  {
    group: "scale from zero",
    name: "a taint in EKS' spelling",
    file: tags,
    find: '`${value ?? ""}:${effect}`',
    replace: '`${value ?? ""}:${effect.replace(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`',
    testFile,
  },
  {
    group: "scale from zero",
    name: "the pool's labels without its group's",
    file: tags,
    find: "Object.entries({ ...pool.labels, ...group.labels })",
    replace: "Object.entries({ ...pool.labels })",
    testFile,
  },
  {
    group: "scale from zero",
    name: "the wrong disk, where the local ones are joined",
    file: tags,
    find: "(pool.localNvmeGib ?? pool.diskGib ?? 0)",
    replace: "(pool.diskGib ?? pool.localNvmeGib ?? 0)",
    testFile,
  },
];
