import { setTimeout as sleep } from "node:timers/promises";
import type { SupervisedProcess } from "./supervised-process.js";

/** Asks until the answer is yes. @throws with the log of the process when it ends first, or when time is up */
export async function waitUntil(
  server: SupervisedProcess,
  isReady: () => Promise<boolean>,
  seconds = 240,
): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await isReady())) {
    if (!server.isRunning()) throw new Error(`${server.name} ended before it was ready:\n${server.log()}`);
    if (Date.now() > end) throw new Error(`${server.name} was not ready within ${seconds} s:\n${server.log()}`);
    await sleep(100);
  }
}
