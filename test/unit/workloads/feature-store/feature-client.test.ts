import { fakeCluster } from "@roadstead/cluster/testing";
import { type FeatureRef, referenceProblems } from "@roadstead/core";
import { planProgram } from "@roadstead/plan";
import { ExistingFeatureStore, FeatureClient, FeatureStore, InvalidWorkloadError } from "@roadstead/workloads";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { canaries, clusterSpec, everything, minimal, PlannedStore, type PlainObject } from "./planned-store.js";

describe("references to feature views", () => {
  async function referTo(make: (cluster: ReturnType<typeof fakeCluster>) => FeatureRef): Promise<FeatureRef> {
    let reference: FeatureRef | undefined;
    await planProgram(() => {
      reference = make(fakeCluster("cloud", clusterSpec));
    });
    if (reference === undefined) throw new Error("the program made no reference");
    return reference;
  }

  it("are plain, and are refused on another cluster unless the online server is exposed", async () => {
    const inside = await referTo((cluster) =>
      new FeatureStore("features", { cluster, ...minimal }).view("driver_stats"),
    );
    expect(inside).toEqual({
      kind: "feature-view",
      component: "features",
      cluster: "cloud",
      url: "http://feast-online.features.svc:6566",
      view: "driver_stats",
    });
    expect(referenceProblems(inside, "cloud", "features")).toEqual([]);
    expect(referenceProblems(inside, "edge", "features").map(({ rule }) => rule)).toEqual(["references/not-exposed"]);
    const exposed = await referTo((cluster) => new FeatureStore("features", { cluster, ...everything() }).view("x"));
    expect(exposed.exposure).toEqual({ url: "https://features.example.com", ca: "private" });
    expect(referenceProblems(exposed, "edge", "features")).toEqual([]);
  });

  it("are the same to a Feast that runs already", async () => {
    const existing = await referTo(() =>
      new ExistingFeatureStore("theirs", { url: "https://f.example.com" }).view("x"),
    );
    expect(existing).toEqual({ kind: "feature-view", component: "theirs", url: "https://f.example.com", view: "x" });
    expect(referenceProblems(existing, "edge", "features")).toEqual([]);
  });
});

describe("a client of a feature store", () => {
  it("gets the label, Feast's configuration and the way to the servers on the store's own cluster", async () => {
    let pod: PlainObject;
    const store = new PlannedStore(
      await planProgram(() => {
        const cluster = fakeCluster("cloud", clusterSpec);
        const features = new FeatureStore("features", { cluster, ...minimal });
        ({ pod } = new FeatureClient("scoring", { store: features, cluster, namespace: "serving" }));
      }),
    );
    expect(pod.labels).toEqual({ "roadstead.dev/client-of.features": "true" });
    expect(pod.volumeMounts).toEqual([{ name: "feature-store", mountPath: "/etc/feature-store", readOnly: true }]);
    const text: string = store.object("ConfigMap", "scoring").data["feature_store.yaml"];
    expect(parse(text)).toEqual({
      project: "features",
      provider: "local",
      entity_key_serialization_version: 3,
      registry: { registry_type: "remote", path: "feast-registry.features.svc:6570" },
      online_store: { type: "remote", path: "http://feast-online.features.svc:6566" },
      auth: { type: "oidc" },
    });
  });

  it("is refused on another cluster, before anything is made there", async () => {
    let refusal: unknown;
    await planProgram(() => {
      const features = new FeatureStore("features", { cluster: fakeCluster("cloud", clusterSpec), ...minimal });
      try {
        new FeatureClient("scoring", {
          store: features,
          cluster: fakeCluster("edge", clusterSpec),
          namespace: "serving",
        });
      } catch (error) {
        refusal = error;
      }
    });
    expect(refusal).toBeInstanceOf(InvalidWorkloadError);
    expect((refusal as InvalidWorkloadError).problems.map(({ rule }) => rule)).toEqual(["references/not-exposed"]);
  });

  it("gets URL and authority of an exposed one on another cluster, and no way around", async () => {
    let pod: PlainObject;
    const plan = await planProgram(() => {
      const features = new FeatureStore("features", { cluster: fakeCluster("cloud", clusterSpec), ...everything() });
      const edge = fakeCluster("edge", clusterSpec);
      ({ pod } = new FeatureClient("scoring", { store: features, cluster: edge, namespace: "serving" }));
    });
    expect(pod).toMatchObject({ labels: {}, egress: [] });
    const ca = new PlannedStore(plan).object("ConfigMap", "scoring").data;
    expect(ca).toEqual({ "ca.crt": "-----BEGIN CERTIFICATE-----" });
  });

  it("shows the token of a Feast that runs already, from a Secret", async () => {
    const plan = await planProgram(() => {
      const cluster = fakeCluster("cloud", clusterSpec);
      const token = pulumi.secret(canaries.gitToken);
      const store = new ExistingFeatureStore("theirs", { url: "https://f.example.com", token });
      new FeatureClient("scoring", { store, cluster, namespace: "serving" });
    });
    expect(JSON.stringify(plan.resources)).not.toContain(canaries.gitToken);
    const { stringData } = new PlannedStore(plan).object("Secret", "scoring");
    expect(Object.keys(stringData).sort()).toEqual(["FEAST_OIDC_TOKEN", "FEATURE_STORE_URL"]);
  });
});
