import type { Fleet } from "../platform/fleet.js";
import type { FleetNode } from "../platform/fleet-node.js";
import { freePlaces } from "../platform/fleet-node.js";

/** Nodes in use that alone could go: what they hold fits on others in use. */
export const spareNodes = (fleet: Fleet): readonly FleetNode[] => {
  const inUse = fleet.pools.flatMap(({ nodes }) =>
    nodes.filter(({ state, isClosed, replicas }) => state === "up" && !isClosed && replicas.length > 0),
  );
  let free = 0;
  for (const node of inUse) free += freePlaces(node);
  return inUse.filter((node) => node.replicas.length <= free - freePlaces(node));
};
