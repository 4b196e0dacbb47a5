import { setTimeout as delay } from "node:timers/promises";
import { advertiseGpus } from "../bench/nodes/index.js";
import { scaleUp } from "../bench/providers/aws/autoscaler/index.js";
import type { AwsCloud } from "../bench/providers/aws/index.js";
import type { GcpCloud } from "../bench/providers/gcp/index.js";

const pauseMilliseconds = 500;

/**
 * What goes on in clusters while a program goes up: device plugins advertise GPUs, autoscalers add nodes for pods that
 * wait. Tests that look at one step of it call the steps themselves. @returns what ends it
 */
export function keepClustersLive(aws: AwsCloud, gcp: GcpCloud): () => Promise<void> {
  let isOver = false;
  const rounds = (async () => {
    while (!isOver) {
      await Promise.all([
        ...aws
          .clusters()
          .map((cluster) => unlessItGoes(() => advertiseGpus(cluster.plane).then(() => scaleUp(cluster)))),
        ...gcp.clusters().map((cluster) => unlessItGoes(() => cluster.scaleUp())),
      ]);
      await delay(pauseMilliseconds);
    }
  })();
  return async () => {
    isOver = true;
    await rounds;
  };
}

/** A cluster can be deleted, and a node replaced, in the middle of a round: the next round sees what is there then. */
async function unlessItGoes(round: () => Promise<unknown>): Promise<void> {
  try {
    await round();
  } catch {
    // A step that never works shows in what the test waits for.
  }
}
