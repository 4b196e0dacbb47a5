import type { Scenario } from "../scenario.js";

/** Throws a RangeError that says what no platform could be made of. */
export const checkScenario = ({ replica, pools, podScaling, nodeScaling }: Scenario): void => {
  if (pools.length === 0) throw new RangeError("a scenario has to have a pool");
  for (const { name, size, replicasPerNode, gpusPerNode } of pools) {
    if (!(size.min >= 0 && size.min <= size.max)) {
      throw new RangeError(`pool ${name}: size.min ${size.min} is not from 0 to size.max ${size.max}`);
    }
    if (!(Number.isInteger(replicasPerNode) && replicasPerNode >= 1)) {
      throw new RangeError(`pool ${name}: replicasPerNode ${replicasPerNode} is not a whole number of 1 or more`);
    }
    if (replicasPerNode * replica.gpus > gpusPerNode + 1e-9) {
      throw new RangeError(
        `pool ${name}: ${replicasPerNode} replicas of ${replica.gpus} GPUs do not fit on a node with ${gpusPerNode}`,
      );
    }
  }
  if (podScaling.kind !== "static" && !(podScaling.target.perReplica > 0)) {
    throw new RangeError(`target.perReplica ${podScaling.target.perReplica} is not above 0`);
  }
  // A scan every 0 s would be one without end.
  const periods = Object.entries({ ...podScaling, ...nodeScaling }).filter(([name]) => periodNames.has(name));
  for (const [name, seconds] of periods) {
    if (!(typeof seconds === "number" && seconds > 0))
      throw new RangeError(`${name} ${String(seconds)} is not above 0`);
  }
};

const periodNames = new Set([
  "syncSeconds",
  "pollingSeconds",
  "scanSeconds",
  "disruptionPollSeconds",
  "stableWindowSeconds",
]);
