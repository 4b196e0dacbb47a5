import type { Plan } from "@roadstead/plan";
import type { ModelRegistryArgs } from "@roadstead/workloads";
import { describe, expect, it } from "vitest";
import { plannedObjects } from "../../../../packages/cli/src/manifests/kubernetes-objects.js";
import { toYaml } from "../../../../packages/cli/src/manifests/manifest-yaml.js";
import { planRegistry } from "./planned-registry.js";

const production: Omit<ModelRegistryArgs, "cluster"> = {
  size: "medium",
  jobs: true,
  metrics: { from: "monitoring" },
  expose: {
    host: "models.example.com",
    auth: "basic",
    tls: { certificate: "upstream", ca: "-----BEGIN CERTIFICATE-----" },
    via: { gateway: { name: "public", namespace: "gateways" }, from: { namespace: "envoy-gateway-system" } },
  },
};

describe("a model registry", () => {
  it.each([
    ["small", {}],
    ["production", production],
  ])("has the reviewed objects: %s", async (name, args) => {
    await expect(manifests(await planRegistry(args))).toMatchFileSnapshot(
      `../../../golden/workloads/model-registry/${name}.yaml`,
    );
  });

  it("has the reviewed children", async () => {
    const plan = await planRegistry(production);
    const lines = plan.resources.map(({ urn, protect }) => `${urn}${protect === true ? " (protected)" : ""}`);
    await expect(`${lines.sort().join("\n")}\n`).toMatchFileSnapshot(
      "../../../golden/workloads/model-registry/urns.txt",
    );
  });
});

function manifests(plan: Plan): string {
  return plannedObjects(plan)
    .map(({ object }) => toYaml(object))
    .join("---\n");
}
