import { expect } from "vitest";
import type { ContractException } from "./contract-target.js";

/** What cannot be kept where pools are added to a cluster that exists. */
export const clusterExists: ContractException = {
  test: "protects the cluster",
  reason: "the cluster is the user's, and no resource of the program",
  async instead({ standard }) {
    const plan = await standard();
    expect(plan.resources.filter(({ protect }) => protect)).toEqual([plan.guard]);
  },
};
