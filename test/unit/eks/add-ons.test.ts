import { describe, expect, it } from "vitest";
import { wholeCluster } from "./planned-cluster.js";

const cluster = await wholeCluster();
const configuration = (addOn: string) =>
  JSON.parse(String(cluster.inputs("Addon", `cloud-${addOn}`)["configurationValues"])) as Record<string, unknown>;

describe("add-ons", () => {
  it("run on the system pool where they are no DaemonSets, so that every other pool can scale to zero", () => {
    const nodeSelector = { "roadstead.dev/pool": "system" };
    expect(configuration("coredns")).toEqual({ nodeSelector });
    expect(configuration("metrics-server")).toEqual({ nodeSelector });
    expect(configuration("aws-ebs-csi-driver")).toEqual({ controller: { nodeSelector } });
    expect(cluster.inputs("NodeGroup", "cloud-system-on-demand")["labels"]).toMatchObject(nodeSelector);
  });

  it("see the faults of GPUs behind every taint: DCGM tolerates none by default", () => {
    expect(configuration("eks-node-monitoring-agent")).toEqual({
      dcgmAgent: { tolerations: [{ operator: "Exists" }] },
    });
  });

  it("overwrite what is there, since they own it", () => {
    for (const { inputs } of cluster.ofType("Addon")) {
      expect(inputs).toMatchObject({ resolveConflictsOnCreate: "OVERWRITE", resolveConflictsOnUpdate: "OVERWRITE" });
    }
  });
});
