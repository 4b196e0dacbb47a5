import { setTimeout as delay } from "node:timers/promises";
import type { ControlPlane } from "../control-plane/index.js";
import { advertiseGpus } from "./advertise-gpus.js";

const pauseMilliseconds = 500;

/** Does {@link advertiseGpus} again and again, as kubelets do, while a program goes up. @returns what ends it */
export function keepAdvertising(plane: ControlPlane): () => Promise<void> {
  let isOver = false;
  let failure: unknown;
  const passes = (async () => {
    while (!isOver) {
      // What a program deletes in the middle of a pass is gone in the next: only the last one's failure counts.
      failure = await advertiseGpus(plane).then(
        () => undefined,
        (error: unknown) => error,
      );
      await delay(pauseMilliseconds);
    }
  })();
  return async () => {
    isOver = true;
    await passes;
    if (failure !== undefined) throw failure;
  };
}
