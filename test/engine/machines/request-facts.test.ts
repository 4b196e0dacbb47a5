import { describe, expect, it } from "vitest";
import { type HttpRequest, requestFacts } from "../../bench/providers/request-facts.js";

const facts = (method: string, url: string, headers: HttpRequest["headers"] = {}, body = "") =>
  requestFacts({ method, url, headers }, body);
const apply = { "content-type": "application/apply-patch+yaml", authorization: "Bearer secret" };

describe("a request to an API server", () => {
  it.each([
    ["GET", "/api/v1/nodes?limit=500", { verb: "list", apiVersion: "v1", plural: "nodes" }],
    ["GET", "/api/v1/namespaces/ai", { verb: "get", apiVersion: "v1", plural: "namespaces", name: "ai" }],
    ["PUT", "/api/v1/namespaces/ai/finalize", { verb: "update", plural: "namespaces", name: "ai" }],
    ["GET", "/api/v1/namespaces/ai/pods", { verb: "list", plural: "pods", namespace: "ai" }],
    [
      "DELETE",
      "/apis/apps/v1/namespaces/ai/deployments/web",
      { verb: "delete", apiVersion: "apps/v1", plural: "deployments", namespace: "ai", name: "web" },
    ],
    ["PATCH", "/api/v1/nodes/gpu-1", { verb: "patch", plural: "nodes", name: "gpu-1" }],
    ["GET", "/apis/apps/v1", { verb: "discover", plural: "" }],
    ["GET", "/openapi/v3", { verb: "discover", plural: "" }],
  ])("%s %s says what it is about", (method, url, expected) => {
    expect(facts(method, url)).toMatchObject({ dryRun: false, ...expected });
  });

  it("says who asks, and whether it is in earnest", () => {
    expect(facts("PATCH", "/api/v1/nodes/gpu-1?dryRun=All", apply)).toEqual({
      verb: "apply",
      apiVersion: "v1",
      plural: "nodes",
      name: "gpu-1",
      token: "secret",
      dryRun: true,
    });
  });

  it("has the name of a new object in its body, where it has one", () => {
    const named = JSON.stringify({ metadata: { name: "web" } });
    expect(facts("POST", "/api/v1/namespaces/ai/pods", {}, named)).toMatchObject({ verb: "create", name: "web" });
    expect(facts("POST", "/api/v1/namespaces/ai/pods", {}, "k8s\0\n")).not.toHaveProperty("name");
  });
});
