import { expect } from "vitest";
import { clusterExists } from "./cluster-exists.js";
import type { ContractException } from "./contract-target.js";
import { standardPools, standardSpec } from "./standard-spec.js";

/** What no target can keep whose nodes and cluster exist already and belong to the user. */
export const ownedNodesExceptions: readonly ContractException[] = [
  {
    test: "carries out the capacity kinds in the order of the spec",
    reason: "no node is bought: the nodes that the factory names are all there are",
    instead({ target }) {
      const layout = target.make(standardPools).layout(standardSpec);
      for (const pool of layout.pools) {
        expect(pool.groups.map(({ key, nodes }) => [key, nodes])).toEqual([
          ["owned", [`${pool.name}-1`, `${pool.name}-2`]],
        ]);
      }
      expect(layout.notes).toContainEqual(
        expect.objectContaining({ code: "capacity-skipped", path: "pools.serving.capacity[0]" }),
      );
    },
  },
  {
    test: "sets the spec's tags on everything that takes tags",
    reason: "nothing of one's own nodes takes tags",
    async instead({ standard }) {
      expect((await standard()).summary.tags).toEqual(standardSpec.tags);
    },
  },
  clusterExists,
  {
    test: "gives new names to exactly the groups whose GPU model changed",
    reason: "a pool of owned nodes is its nodes: nothing is made anew, so there is nothing to name",
    async instead({ standard }) {
      const names = (await standard()).summary.pools.map(({ name, groups }) => [
        name,
        groups.map((group) => group.name),
      ]);
      expect(names).toEqual(standardPools.map((pool) => [pool, [pool]]));
    },
  },
];
