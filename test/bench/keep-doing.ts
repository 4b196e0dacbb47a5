import { setTimeout as delay } from "node:timers/promises";

const pauseMilliseconds = 500;

/** After so many failures in a row, what is done is not in the way of a change: it does not work. */
const lastingFailures = 20;

type Job = () => Promise<unknown>;

/**
 * Does what controllers do while a program goes up, again and again. What is there can be deleted in the middle of a
 * job: its next turn sees what is there then. Only a failure that lasts is one.
 * @param jobs those of now by name, asked for each round: one that is no more has not failed
 * @returns what ends it, and throws the error of a job that lasted
 */
export function keepDoing(jobs: () => Readonly<Record<string, Job>>, pause = pauseMilliseconds): () => Promise<void> {
  const failures = new Map<string, number>();
  let isOver = false;
  let lasting: { readonly error: unknown } | undefined;

  const attempt = async ([name, job]: [string, Job]): Promise<void> => {
    try {
      await job();
      failures.delete(name);
    } catch (error) {
      const count = (failures.get(name) ?? 0) + 1;
      failures.set(name, count);
      if (count >= lastingFailures) lasting ??= { error };
    }
  };
  const rounds = (async () => {
    while (!isOver) {
      const now = jobs();
      for (const name of failures.keys()) if (!(name in now)) failures.delete(name);
      await Promise.all(Object.entries(now).map(attempt));
      await delay(pause);
    }
  })();
  return async () => {
    isOver = true;
    await rounds;
    if (lasting !== undefined) throw lasting.error;
  };
}
