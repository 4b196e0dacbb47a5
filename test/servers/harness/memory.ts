import { readdirSync, readFileSync } from "node:fs";

/**
 * MiB that a process and all that descend from it hold: what a container's limit counts, with pages that several share
 * counted once. Linux only.
 */
export function memoryMib(pid: number): number {
  const kib = descendants(pid).map((id) => Number(/^Pss:\s+(\d+)/m.exec(readProc(id, "smaps_rollup"))?.[1] ?? 0));
  return kib.reduce((sum, one) => sum + one, 0) / 1024;
}

function descendants(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const id of readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)) {
    const parent = Number(/^PPid:\s+(\d+)/m.exec(readProc(id, "status"))?.[1] ?? 0);
    children.set(parent, [...(children.get(parent) ?? []), id]);
  }
  const found: number[] = [];
  for (let level = children.get(pid) ?? []; level.length > 0; level = level.flatMap((id) => children.get(id) ?? []))
    found.push(...level);
  return found;
}

function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return ""; // It ended meanwhile.
  }
}
