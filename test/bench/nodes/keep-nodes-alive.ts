import type { ControlPlane } from "../control-plane/index.js";
import { keepDoing } from "../keep-doing.js";
import { advertiseGpus } from "./advertise-gpus.js";
import { provisionVolumes } from "./provision-volumes.js";

/**
 * Does what kubelets, device plugins and provisioners of volumes do, again and again, while a program goes up.
 * @returns what ends it
 */
export const keepNodesAlive = (plane: ControlPlane): (() => Promise<void>) =>
  keepDoing(() => ({ gpus: () => advertiseGpus(plane), volumes: () => provisionVolumes(plane) }));
