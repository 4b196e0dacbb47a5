import { setTimeout as delay } from "node:timers/promises";
import type { ControlPlane } from "../control-plane/index.js";
import { advertiseGpus } from "./advertise-gpus.js";

const pauseMilliseconds = 200;

/** Does {@link advertiseGpus} again and again, as kubelets do, while a program goes up. @returns what ends it */
export function keepAdvertising(plane: ControlPlane): () => Promise<void> {
  let isOver = false;
  let failure: unknown;
  const passes = (async () => {
    while (!isOver) {
      await advertiseGpus(plane).catch((error: unknown) => (failure = error));
      await delay(pauseMilliseconds);
    }
  })();
  return async () => {
    isOver = true;
    await passes;
    if (failure !== undefined) throw failure;
  };
}
