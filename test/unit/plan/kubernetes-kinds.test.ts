import { describe, expect, it } from "vitest";
import { isKubernetesObject, isNamespacedKind } from "../../../packages/plan/src/monitor/kubernetes-kinds.js";
import { checkKubernetes, kubernetesOutputs } from "../../../packages/plan/src/monitor/kubernetes.js";
import type { WireMap } from "../../../packages/plan/src/wire/wire-value.js";
import { wireSecret, wireUnknown } from "../../../packages/plan/src/wire/wire-value.js";

describe("Kubernetes kinds", () => {
  it.each([
    ["kubernetes:core/v1:ConfigMap", true],
    ["kubernetes:core/v1:Namespace", false],
    ["kubernetes:core/v1:NamespacePatch", false],
    ["kubernetes:core/v1:PersistentVolume", false],
    ["kubernetes:core/v1:PersistentVolumeClaim", true],
    ["kubernetes:apps/v1:Deployment", true],
    ["kubernetes:apps/v1:DeploymentPatch", true],
    ["kubernetes:rbac.authorization.k8s.io/v1:ClusterRole", false],
    ["kubernetes:rbac.authorization.k8s.io/v1:Role", true],
    ["kubernetes:apiregistration.k8s.io/v1:APIService", false],
    ["kubernetes:apiregistration/v1beta1:APIService", false],
    ["kubernetes:scheduling.k8s.io/v1:PriorityClass", false],
    ["kubernetes:node.k8s.io/v1:RuntimeClass", false],
    ["kubernetes:networking.k8s.io/v1:IngressClass", false],
    ["kubernetes:networking.k8s.io/v1:Ingress", true],
    // Only the cluster knows about custom resources.
    ["kubernetes:example.com/v1:Widget", undefined],
    ["kubernetes:core/v1:ConfigMapList", undefined],
    ["kubernetes:helm.sh/v3:Release", undefined],
    ["kubernetes:yaml:ConfigFile", undefined],
    ["aws:ec2/vpc:Vpc", undefined],
    ["kubernetes:constructor/v1:Thing", undefined],
  ])("%s has a namespace: %s", (type, namespaced) => {
    expect(isNamespacedKind(type)).toBe(namespaced);
  });

  it("are objects, charts and files are not", () => {
    expect(isKubernetesObject("kubernetes:example.com/v1:Widget")).toBe(true);
    expect(isKubernetesObject("kubernetes:helm.sh/v3:Release")).toBe(false);
    expect(isKubernetesObject("kubernetes:yaml:ConfigFile")).toBe(false);
    expect(isKubernetesObject("kubernetes:kustomize/v2:Directory")).toBe(false);
  });
});

describe("the Kubernetes provider's check", () => {
  const namespaceOf = async (metadata: WireMap | string | undefined, provider: WireMap = {}): Promise<unknown> =>
    (await checkKubernetes("kubernetes:core/v1:Secret", metadata === undefined ? {} : { metadata }, provider))[
      "metadata"
    ];

  it("gives objects without a namespace the provider's", async () => {
    expect(await namespaceOf(undefined)).toEqual({ namespace: "default" });
    expect(await namespaceOf({ namespace: "" }, { namespace: "team" })).toEqual({ namespace: "team" });
    expect(await namespaceOf({ name: "a" }, { namespace: wireSecret("team") })).toEqual({
      name: "a",
      namespace: "team",
    });
  });

  it("leaves what is given, secret or unknown", async () => {
    expect(await namespaceOf({ namespace: "own" }, { namespace: "team" })).toEqual({ namespace: "own" });
    expect(await namespaceOf({ namespace: wireUnknown })).toEqual({ namespace: wireUnknown });
    expect(await namespaceOf(wireUnknown)).toBe(wireUnknown);
    expect(await namespaceOf(wireSecret({ name: "a" }))).toEqual(wireSecret({ name: "a", namespace: "default" }));
  });

  it("takes the namespace of the kubeconfig's context, and default from one that it cannot read", async () => {
    const kubeconfig =
      "current-context: b\ncontexts: [{ name: a, context: { namespace: x } }, { name: b, context: {} }]";
    expect(await namespaceOf({}, { kubeconfig, context: "a" })).toEqual({ namespace: "x" });
    expect(await namespaceOf({}, { kubeconfig: wireSecret(kubeconfig) })).toEqual({ namespace: "default" });
    expect(await namespaceOf({}, { kubeconfig: "~/.kube/config" })).toEqual({ namespace: "default" });
    expect(await namespaceOf({}, { kubeconfig: "a: [" })).toEqual({ namespace: "default" });
  });
});

describe("outputs of Kubernetes objects", () => {
  it("keep what is given and leave to the server what is its own", () => {
    const server = ["creationTimestamp", "generation", "resourceVersion", "uid"];
    const unknowns = Object.fromEntries(server.map((name) => [name, wireUnknown]));
    expect(kubernetesOutputs("kubernetes:core/v1:Secret", { metadata: { namespace: "n" } })).toEqual({
      metadata: { ...unknowns, name: wireUnknown, namespace: "n" },
    });
    expect(kubernetesOutputs("kubernetes:core/v1:Secret", { metadata: { name: "given", uid: "u" } })).toEqual({
      metadata: { ...unknowns, name: "given", uid: "u" },
    });
    expect(kubernetesOutputs("kubernetes:core/v1:SecretList", { items: [] })).toEqual({ items: [] });
  });

  it("leave a service's address to the server, unless it is given", () => {
    const spec = (given: WireMap): unknown => kubernetesOutputs("kubernetes:core/v1:Service", { spec: given })["spec"];
    expect(spec({ type: "ClusterIP" })).toEqual({ type: "ClusterIP", clusterIP: wireUnknown, clusterIPs: wireUnknown });
    expect(spec({ clusterIP: "None" })).toMatchObject({ clusterIP: "None" });
  });
});
