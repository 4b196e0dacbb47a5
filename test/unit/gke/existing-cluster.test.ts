import { isSecret, withoutSecret } from "@roadstead/core";
import { gke, type GkeConfig } from "@roadstead/gke";
import { describe, expect, it } from "vitest";
import { child, inputs, nameOf, planCluster, spec } from "./plan-cluster.js";

const existing: GkeConfig = {
  project: "my-ml-project",
  location: "europe-west4",
  existing: {
    name: "research",
    endpoint: "gke-1a2b3c.europe-west4.gke.goog",
    clusterId: "research-2026",
    zones: ["europe-west4-a", "europe-west4-b"],
    gpuStack: "provider",
  },
};
const plan = await planCluster(existing);

describe("a GKE cluster that exists already", () => {
  it("gets pools, the identity of their nodes and the order, and nothing else on Google Cloud", () => {
    const types = new Set(plan.resources.flatMap(({ type }) => (type.startsWith("gcp:") ? [type] : [])));
    expect([...types].sort()).toEqual([
      "gcp:container/nodePool:NodePool",
      "gcp:projects/iAMMember:IAMMember",
      "gcp:serviceaccount/account:Account",
    ]);
    expect(plan.resources.some(({ type }) => type.endsWith(":ComputeClass"))).toBe(true);
  });

  it("keeps its own system pool and its own version", () => {
    const layout = gke(existing).layout(spec);
    expect(layout.pools.map(({ name }) => name)).toEqual(Object.keys(spec.pools));
    expect(layout.kubernetesVersion).toBeUndefined();
  });

  it("has the pools by its physical name, in the zones that are named", () => {
    expect(inputs(plan, "ai-lab-on-demand")).toMatchObject({
      cluster: "research",
      location: "europe-west4",
      nodeLocations: ["europe-west4-a", "europe-west4-b"],
    });
    expect(child(plan, "ai-lab-on-demand").dependencies.map(nameOf)).toContain("ai-node-artifactregistry.reader");
  });

  it("is known to Kubernetes objects by the user's own name of it", () => {
    expect(inputs(plan, "ai-kubernetes")["clusterIdentifier"]).toBe("research-2026");
  });

  it("has a kubeconfig that is secret, for a name whose certificate is public", () => {
    const kubeconfig = child(plan, "ai-kubernetes").inputs["kubeconfig"] ?? null;
    expect(isSecret(kubeconfig)).toBe(true);
    expect(withoutSecret(kubeconfig)).toContain('"server":"https://gke-1a2b3c.europe-west4.gke.goog"}');
  });

  it("leaves metrics of GPUs to its owner, and says so", () => {
    const layout = gke(existing).layout(spec);
    expect(layout.pools.find(({ name }) => name === "lab")?.gpuStack?.metrics).toBe("user");
    expect(layout.notes.map(({ code }) => code)).toContain("metrics-by-user");
  });

  it("takes nodes of an identity that the factory names", async () => {
    const email = "nodes@my-ml-project.iam.gserviceaccount.com";
    const own = await planCluster({ ...existing, iam: { nodeServiceAccount: email } });
    expect(inputs(own, "ai-lab-on-demand")).toMatchObject({ nodeConfig: { serviceAccount: email } });
    expect(own.resources.filter(({ type }) => type === "gcp:serviceaccount/account:Account")).toEqual([]);
  });
});
