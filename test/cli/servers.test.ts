import { type PropertyMap, type PropertyValue, SecretValue, type ServerSummary } from "@roadstead/core";
import { describe, expect, it } from "vitest";
import { planPage } from "../../packages/cli/src/render/plan-page.js";
import { planDocument } from "../../packages/cli/src/report/plan-document.js";
import { planReport } from "../../packages/cli/src/report/plan-report.js";
import { plannedServers } from "../../packages/cli/src/report/servers.js";
import { plainStyle } from "../../packages/cli/src/text/style.js";
import { aGraph, aKubernetesResource, aResource } from "./graph-fixture.js";

const registry: ServerSummary = {
  schemaVersion: 1,
  kind: "model-registry",
  component: "models",
  cluster: "cloud",
  url: "http://mlflow.models.svc:5000",
  version: "3.17.2",
  exposure: { url: "https://models.example.com", ca: "public" },
  notes: [{ code: "must-reach", path: "expose.host", message: "from clients outside of cloud" }],
};

const declared = (summary: PropertyValue, type = "roadstead:index:ModelRegistry") =>
  aResource({ type, name: "models", kind: "component", outputs: { summary } });

const component = declared(registry as unknown as PropertyMap);
const page = (resources: Parameters<typeof aGraph>[0]) =>
  planPage(planReport(aGraph(resources)), { width: 100, style: plainStyle });

describe("registries, feature stores and clients", () => {
  it("have a chapter each, with what is beneath them and what must be reached", () => {
    const bucket = aResource({ type: "aws:s3/bucket:Bucket", name: "artifacts", parent: component.urn });
    const text = page([component, bucket, aKubernetesResource("core/v1", "Namespace", "others", {})]);
    expect(text).toContain(
      "Model registry models\n=====================\n" +
        "  release 3.17.2, on cluster cloud, at http://mlflow.models.svc:5000, from outside at\n" +
        "  https://models.example.com\n",
    );
    expect(text).toMatch(/Resources: 2\n.*\n +aws +1 {2}s3\.Bucket\n/);
    expect(text).toContain("  - expose.host: from clients outside of cloud");
    expect(text).toContain("Other resources: 1");
  });

  it("that are clients say whose; what Roadstead does not run says so", () => {
    const client: ServerSummary = { schemaVersion: 1, kind: "client", component: "bought", notes: [] };
    const text = page([declared(client as unknown as PropertyMap, "roadstead:index:ModelClient")]);
    expect(text).toContain(
      "Client models\n=============\n  of bought, not run by Roadstead, its URL is known after `up`",
    );
  });

  it("are in the document", () => {
    const { servers } = planDocument(planReport(aGraph([component])));
    expect(servers).toEqual([{ urn: component.urn, name: "models", ...registry }]);
  });

  it.each<[string, PropertyValue, string?]>([
    ["a later version", { ...registry, schemaVersion: 2 } as unknown as PropertyMap],
    ["another kind", { ...registry, kind: "queue" } as unknown as PropertyMap],
    ["notes that are no list", { ...registry, notes: "none" } as unknown as PropertyMap],
    ["a secret", new SecretValue(registry as unknown as PropertyMap)],
    ["a text", "models"],
    ["a component that is not Roadstead's", registry as unknown as PropertyMap, "acme:index:ModelRegistry"],
  ])("are left among the other resources with %s", (_, summary, type) => {
    expect(plannedServers(aGraph([declared(summary, type)]))).toEqual([]);
  });
});
