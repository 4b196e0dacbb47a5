import { keepDoing } from "../bench/keep-doing.js";
import { advertiseGpus } from "../bench/nodes/index.js";
import { scaleUp } from "../bench/providers/aws/autoscaler/index.js";
import type { AwsCloud, EmulatedCluster } from "../bench/providers/aws/index.js";
import type { GcpCloud } from "../bench/providers/gcp/index.js";

/**
 * What goes on in clusters while a program goes up: device plugins advertise GPUs, autoscalers add nodes for pods that
 * wait. Tests that look at one step of it call the steps themselves. @returns what ends it
 */
export function keepClustersLive(aws: AwsCloud, gcp: GcpCloud): () => Promise<void> {
  return keepDoing(() =>
    Object.fromEntries([
      ...aws
        .clusters()
        .map((cluster) => [
          `eks ${cluster.account} ${cluster.region} ${cluster.name}`,
          () => advertiseAndScale(cluster),
        ]),
      ...gcp.clusters().map((cluster) => [`gke ${cluster.name}`, () => cluster.scaleUp()]),
    ]),
  );
}

async function advertiseAndScale(cluster: EmulatedCluster): Promise<void> {
  await advertiseGpus(cluster.plane);
  await scaleUp(cluster);
}
