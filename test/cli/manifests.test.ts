import { SecretValue, unknownValue } from "@roadstead/core";
import type { GraphResource, PropertyMap } from "@roadstead/core";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { plannedObjects, unwritableResources } from "../../packages/cli/src/manifests/kubernetes-objects.js";
import type { KubernetesObject } from "../../packages/cli/src/manifests/kubernetes-objects.js";
import { manifestFiles } from "../../packages/cli/src/manifests/manifest-files.js";
import { aGraph, aKubernetesResource, aResource, urnOf } from "./graph-fixture.js";
import { hostileGraph } from "./hostile-graph.js";
import { hybridGraph } from "./hybrid-graph.js";

const only = (resource: GraphResource, ...others: GraphResource[]): KubernetesObject | undefined =>
  plannedObjects(aGraph([...others, resource])).find((planned) => planned.resource === resource)?.object;

const configMap = (name: string, inputs: PropertyMap, options: Partial<GraphResource> = {}): GraphResource =>
  aKubernetesResource("core/v1", "ConfigMap", name, inputs, options);

describe("manifests", () => {
  it("are a file for each object, in a folder for each cluster", async () => {
    const files = manifestFiles(hybridGraph);
    const text = files.map((file) => `--- ${file.path}\n${file.text}`).join("");
    await expect(text).toMatchFileSnapshot("../golden/cli/hybrid-manifests.txt");
  });

  it("do not depend on the order of registration", () => {
    const reversed = { ...hybridGraph, resources: [...hybridGraph.resources].reverse() };
    expect(manifestFiles(reversed)).toEqual(manifestFiles(hybridGraph));
  });

  it("put apiVersion, kind and the name first, whatever the program's order was", () => {
    const object = only(configMap("c", { data: { a: "1" }, metadata: { labels: { x: "y" }, name: "given" } }));
    expect(Object.keys(object ?? {})).toEqual(["apiVersion", "kind", "metadata", "data"]);
    expect(Object.keys(object?.metadata ?? {})).toEqual(["name", "labels"]);
  });

  it("have no nulls, no internals of Pulumi and no status", () => {
    const object = only(
      configMap("c", {
        metadata: { name: "c", annotations: { "pulumi.com/skipAwait": "true" }, labels: null },
        data: { a: null, b: "" },
        list: [null, { c: null, d: {} }],
        status: { phase: "x" },
        __defaults: [],
      }),
    );
    expect(object).toEqual({
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "c" },
      data: { b: "" },
      list: [{ d: {} }],
    });
  });

  it("keep annotations that are not Pulumi's", () => {
    const annotations = { "pulumi.com/waitFor": "x", "example.com/team": "ml" };
    expect(only(configMap("c", { metadata: { annotations } }))?.metadata["annotations"]).toEqual({
      "example.com/team": "ml",
    });
  });

  it("write unknowns with their path and secrets hidden, keeping maps and lists what they are", () => {
    const object = only(
      configMap("c", {
        metadata: { annotations: new SecretValue({ a: "hunter2" }) },
        data: { host: unknownValue, key: new SecretValue("hunter2") },
        args: new SecretValue(["hunter2"]),
      }),
    );
    expect(object).toMatchObject({
      metadata: { annotations: { secret: "<secret>" } },
      data: { host: "<unknown:data.host>", key: "<secret>" },
      args: ["<secret>"],
    });
  });
});

describe("names of objects", () => {
  it.each([
    ["given", { metadata: { name: "given" } }, "given"],
    ["left to Pulumi", {}, "my-app.v2"],
    ["unknown", { metadata: { name: unknownValue } }, "my-app.v2"],
    ["secret", { metadata: { name: new SecretValue("hunter2") } }, "my-app.v2"],
  ])("%s", (_, inputs, name) => {
    expect(only(configMap("My_App.v2", inputs))?.metadata.name).toBe(name);
  });

  it("are made of generateName, which a server-side apply does not take", () => {
    const object = only(aKubernetesResource("batch/v1", "Job", "j", { metadata: { generateName: "train-" } }));
    expect(object?.metadata.name).toMatch(/^train-[0-9a-f]{5}$/);
    expect(object?.metadata).not.toHaveProperty("generateName");
  });

  it("take an unknown namespace from the one Namespace that they depend on", () => {
    const namespace = (name: string): GraphResource =>
      aKubernetesResource("core/v1", "Namespace", name, { metadata: { name: `team-${name}` } });
    const [a, b] = [namespace("a"), namespace("b")];
    const inputs = { metadata: { name: "c", namespace: unknownValue } };
    const beside = (urns: string[]) => configMap("c", inputs, { propertyDependencies: { metadata: urns } });
    expect(only(beside([a.urn]), a, b)?.metadata.namespace).toBe("team-a");
    expect(only(beside([a.urn, b.urn]), a, b)?.metadata.namespace).toBe("<unknown:metadata.namespace>");
  });
});

describe("secrets", () => {
  const secret = (inputs: PropertyMap): KubernetesObject | undefined =>
    only(aKubernetesResource("core/v1", "Secret", "s", inputs));

  it("show their keys and no value, marked or not, as text and never as base64", () => {
    const object = secret({
      data: { a: "aHVudGVyMg==" },
      stringData: new SecretValue({ b: "hunter2", c: unknownValue }),
    });
    expect(object).toEqual({
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "s" },
      stringData: { a: "<secret>", b: "<secret>", c: "<unknown:stringData.c>" },
    });
  });

  it("of registries are JSON of the form that the server checks", () => {
    const object = secret({
      type: "kubernetes.io/dockerconfigjson",
      data: new SecretValue({ ".dockerconfigjson": "e30=" }),
    });
    expect(object?.["stringData"]).toEqual({ ".dockerconfigjson": '{"auths":{"<secret>":{}}}' });
  });
});

describe("what becomes an object", () => {
  it("items of lists, one by one", () => {
    const list = aKubernetesResource("core/v1", "ConfigMapList", "l", {
      items: [{ metadata: { name: "a" } }, { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "b" } }],
    });
    const objects = plannedObjects(aGraph([list])).map((planned) => planned.object);
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual(["ConfigMap a", "ConfigMap b"]);
  });

  it("patches, marked as such", () => {
    const patch = aKubernetesResource("core/v1", "NodePatch", "gpu-1", {
      metadata: { name: "gpu-1", labels: { a: "b" } },
    });
    const [planned] = plannedObjects(aGraph([patch]));
    expect(planned).toMatchObject({ patch: true, object: { kind: "Node", metadata: { name: "gpu-1" } } });
    expect(manifestFiles(aGraph([patch]))[0]?.text).toContain("# Patch of an object that exists");
  });

  it("no patch of a kind that ends so, no List without items", () => {
    const inputs = { apiVersion: "example.com/v1", kind: "EnvoyPatch", metadata: { name: "e" } };
    const custom = aResource({ type: "kubernetes:example.com/v1:EnvoyPatch", name: "e", inputs });
    const list = aResource({
      type: "kubernetes:example.com/v1:AllowList",
      name: "a",
      inputs: { apiVersion: "example.com/v1", kind: "AllowList", spec: {} },
    });
    expect(plannedObjects(aGraph([custom, list])).map(({ patch, object }) => [patch, object.kind])).toEqual([
      [false, "AllowList"],
      [false, "EnvoyPatch"],
    ]);
  });

  it("nothing that only a provider can expand, and it is named", () => {
    const release = aResource({ type: "kubernetes:helm.sh/v3:Release", name: "r", inputs: { chart: "x" } });
    const chart = aResource({ type: "kubernetes:helm.sh/v4:Chart", name: "c", kind: "remote" });
    const read = aKubernetesResource("core/v1", "Service", "kubernetes", {}, { kind: "read" });
    const graph = aGraph([release, chart, read]);
    expect(plannedObjects(graph)).toEqual([]);
    expect(unwritableResources(graph).map(({ name }) => name)).toEqual(["r", "c"]);
  });
});

describe("paths of manifests", () => {
  const paths = (...resources: GraphResource[]): string[] => manifestFiles(aGraph(resources)).map(({ path }) => path);

  it("name the provider where there is no cluster, and default where there is no provider", () => {
    const provider = `${urnOf("pulumi:providers:kubernetes", "edge")}`;
    const standard = urnOf("pulumi:providers:kubernetes", "default_4_34_2");
    const inputs = { metadata: { name: "c", namespace: "n" } };
    expect(
      paths(
        configMap("a", inputs, { provider }),
        configMap("b", inputs, { provider: standard }),
        configMap("c", inputs, { urn: "urn:c" }),
      ).map((path) => path.replace(/-[0-9a-f]{5}\./, "-HASH.")),
    ).toEqual(["default/n-configmap-c-HASH.yaml", "default/n-configmap-c.yaml", "edge/n-configmap-c.yaml"]);
  });

  it("differ where names differ only in what a file name cannot hold", () => {
    const role = (name: string): GraphResource =>
      aKubernetesResource("rbac.authorization.k8s.io/v1", "ClusterRole", name, { metadata: { name } });
    const found = paths(role("system:node"), role("system-node"));
    expect(new Set(found).size).toBe(2);
    expect(found).toContain("default/clusterrole-system-node.yaml");
  });

  it("stay in their folder whatever names say", () => {
    const names = ["../../etc/passwd", "..", "/", "con\u0000fig", "-", "a".repeat(300)];
    const found = paths(...names.map((name, i) => configMap(`c${i}`, { metadata: { name, namespace: name } })));
    expect(found).toHaveLength(names.length);
    for (const path of [...found, ...manifestFiles(hostileGraph).map((file) => file.path)]) {
      expect(path).toMatch(/^[a-z0-9][a-z0-9.-]*\/[a-z0-9][a-z0-9.-]*\.yaml$/);
      expect(path).not.toContain("..");
      expect(path.length).toBeLessThan(300);
    }
  });

  it("lead to one document each, and to text without controls, for hostile names too", () => {
    for (const { text } of manifestFiles(hostileGraph)) {
      expect(text).not.toMatch(/[^\P{C}\n]/u);
      const documents = parseAllDocuments(text);
      expect(documents).toHaveLength(1);
      expect("errors" in documents ? [] : documents.flatMap((document) => document.errors)).toEqual([]);
    }
  });
});
