import { AiCluster } from "@roadstead/cluster";
import { gke } from "@roadstead/gke";
import { planProgram } from "@roadstead/plan";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { child, config, inputs, nameOf, planCluster, spec } from "./plan-cluster.js";

const plan = await planCluster();

describe("the ComputeClass", () => {
  it("names the node pools in order, and nothing else", async () => {
    await expect(stringify(inputs(plan, "ai-serving-compute-class"))).toMatchFileSnapshot(
      "../../golden/gke/compute-class.yaml",
    );
  });

  it("is there for pools with an order only", () => {
    const classes = plan.resources.filter(({ type }) => type.endsWith(":ComputeClass"));
    expect(classes.map(({ name }) => name)).toEqual(["ai-serving-compute-class"]);
  });

  it("comes after the node pools that it names, and through the cluster's own provider", () => {
    const computeClass = child(plan, "ai-serving-compute-class");
    expect(computeClass.dependencies.map(nameOf)).toEqual(
      expect.arrayContaining(["ai-serving-spot", "ai-serving-on-demand"]),
    );
    expect(nameOf(computeClass.provider ?? "")).toBe("ai-kubernetes");
  });

  it("is what pods of the pool ask for: GKE keeps the order for pods that select the class", async () => {
    let binding: unknown;
    await planProgram(() => {
      binding = new AiCluster("ai", { spec, target: gke(config) }).gpu("serving");
    });
    expect(binding).toMatchObject({
      nodeSelector: {
        "roadstead.dev/pool": "serving",
        "cloud.google.com/compute-class": "roadstead-serving",
      },
      tolerations: [
        { key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" },
        {
          key: "cloud.google.com/compute-class",
          operator: "Equal",
          value: "roadstead-serving",
          effect: "NoSchedule",
        },
      ],
    });
  });
});
