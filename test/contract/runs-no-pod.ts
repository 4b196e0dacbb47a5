import { expect } from "vitest";
import { podsOf } from "./cloud-nodes.js";
import type { ContractException } from "./contract-target.js";

const gkeBringsAll: Pick<ContractException, "reason" | "instead"> = {
  reason: "GKE brings driver, device plugin and metrics itself, so the library runs no pod of its own there",
  async instead({ standard }) {
    const plan = await standard();
    expect([...podsOf(plan, "DaemonSet"), ...podsOf(plan, "Deployment")]).toEqual([]);
  },
};

/** What cannot be kept where the library runs no pod. */
export const runsNoPod: readonly ContractException[] = [
  { test: "pins every image by a tag or digest, never latest", ...gkeBringsAll },
  { test: "takes every image from the mirror, with the pull secret", ...gkeBringsAll },
];
