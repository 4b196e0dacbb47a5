import type { Pod } from "../../../nodes/index.js";

const memoryFactors: Readonly<Record<string, number>> = { Ki: 1 / 1024, Mi: 1, Gi: 1024, Ti: 1024 ** 2 };

/** CPUs and memory that the containers of a pod ask for. */
export function requestsOf(pod: Pod): { readonly cpus: number; readonly memoryMib: number } {
  const requests = pod.spec.containers.map(
    ({ resources }) =>
      (resources as { readonly requests?: Readonly<Record<string, string>> } | undefined)?.requests ?? {},
  );
  const sum = (key: string, parse: (text: string) => number) =>
    requests.reduce((total, each) => total + parse(each[key] ?? "0"), 0);
  return { cpus: sum("cpu", parseCpus), memoryMib: sum("memory", parseMemoryMib) };
}

function parseCpus(text: string): number {
  return text.endsWith("m") ? Number(text.slice(0, -1)) / 1000 : Number(text);
}

function parseMemoryMib(text: string): number {
  const [, digits, unit = ""] = /^([\d.]+)(Ki|Mi|Gi|Ti)?$/.exec(text) ?? [];
  if (digits === undefined) throw new Error(`the amount of memory ${text} is not understood`);
  return Number(digits) * (memoryFactors[unit] ?? 1 / 1024 ** 2);
}
