import type { Pod } from "../../../nodes/index.js";

const factors: Readonly<Record<string, number>> = { Ki: 1 / 1024, Mi: 1, Gi: 1024, Ti: 1024 ** 2 };

export interface PodRequests {
  readonly cpus: number;
  readonly memoryMib: number;
  readonly diskMib: number;
}

/** What the containers of a pod ask for, beside devices. */
export function requestsOf(pod: Pod): PodRequests {
  const requests = pod.spec.containers.map(
    ({ resources }) =>
      (resources as { readonly requests?: Readonly<Record<string, string>> } | undefined)?.requests ?? {},
  );
  const sum = (key: string, parse: (text: string) => number) =>
    requests.reduce((total, each) => total + parse(each[key] ?? "0"), 0);
  return {
    cpus: sum("cpu", parseCpus),
    memoryMib: sum("memory", parseMib),
    diskMib: sum("ephemeral-storage", parseMib),
  };
}

function parseCpus(text: string): number {
  return text.endsWith("m") ? Number(text.slice(0, -1)) / 1000 : Number(text);
}

/** An amount of memory or of a disk, as Kubernetes spells it. */
export function parseMib(text: string): number {
  const [, digits, unit = ""] = /^([\d.]+)(Ki|Mi|Gi|Ti)?$/.exec(text) ?? [];
  if (digits === undefined) throw new Error(`the amount ${text} is not understood`);
  return Number(digits) * (factors[unit] ?? 1 / 1024 ** 2);
}
