import type { ControlPlane } from "../control-plane/index.js";
import { keepDoing } from "../keep-doing.js";
import { advertiseGpus } from "./advertise-gpus.js";

/** Does {@link advertiseGpus} again and again, as kubelets do, while a program goes up. @returns what ends it */
export const keepAdvertising = (plane: ControlPlane): (() => Promise<void>) =>
  keepDoing(() => ({ [plane.id]: () => advertiseGpus(plane) }));
