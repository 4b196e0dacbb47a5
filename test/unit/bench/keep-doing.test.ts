import { describe, expect, it, vi } from "vitest";
import { keepDoing } from "../../bench/keep-doing.js";

const never = () => Promise.reject(new Error("never works"));

/** Rounds follow each other without a pause. */
async function roundsOf(jobs: (round: number) => Record<string, () => Promise<unknown>>, count: number): Promise<void> {
  let round = 0;
  const stop = keepDoing(() => jobs(round++), 0);
  await vi.waitFor(() => expect(round).toBeGreaterThanOrEqual(count));
  await stop();
}

describe("work that goes on while a program goes up", () => {
  it("shows at its end what never worked", async () => {
    await expect(roundsOf(() => ({ job: never }), 25)).rejects.toThrow("never works");
  });

  it("takes what fails now and then for what it is: something was deleted meanwhile", async () => {
    await roundsOf((round) => ({ job: round % 15 === 0 ? () => Promise.resolve() : never }), 60);
  });

  it("forgets what failed on something that is gone", async () => {
    await roundsOf((round): Record<string, () => Promise<unknown>> => (round % 15 === 0 ? {} : { job: never }), 60);
  });
});
