import { podSecurityLabels } from "@roadstead/cluster";
import { describe, expect, it } from "vitest";
import { type KubernetesObject, namespaceFile } from "./inventory/namespace-files.js";
import { namespaceProblems, podProblems } from "./pod-security-levels.js";
import type { PodVerdict } from "./pod-security.js";
import { privilegedWorkloads } from "./privileged-workloads.js";

describe("levels of namespaces", () => {
  it.each([
    ["models", podSecurityLabels("restricted"), 0],
    ["gpu-system", podSecurityLabels("privileged", "baseline"), 0],
    ["models", podSecurityLabels("baseline"), 3],
    ["models", podSecurityLabels("restricted", "baseline"), 2],
    ["gpu-system", podSecurityLabels("privileged"), 2],
    ["models", { ...podSecurityLabels("restricted"), "pod-security.kubernetes.io/enforce-version": "latest" }, 1],
    ["models", {}, 3],
  ])("are told of %s with %j", (name, labels, problems) => {
    const namespace: KubernetesObject = { apiVersion: "v1", kind: "Namespace", metadata: { name, labels } };
    expect(namespaceProblems(namespaceFile("file", [namespace]))).toHaveLength(problems);
  });

  it("are wanted of every namespace that has pods", () => {
    const pod = { metadata: { name: "one" }, spec: { containers: [] } };
    const lonely = namespaceFile("file", [{ apiVersion: "v1", kind: "Pod", ...pod }]);
    expect(namespaceProblems(lonely)).toEqual(["file: Pod default/one is in a namespace that nobody declares"]);
  });
});

describe("the list of privileged workloads", () => {
  const plugin = "DaemonSet gpu-system/device-plugin-serving";

  it.each([
    ["what it names", plugin, ["hostPath volumes"], 0],
    ["more than it names", plugin, ["hostPath volumes", "host namespaces"], 1],
    ["less than it names, which then is too much", plugin, [], 1],
    ["another workload", "DaemonSet gpu-system/another", ["hostPath volumes"], 1],
    ["the same name elsewhere", "DaemonSet models/device-plugin-serving", ["hostPath volumes"], 1],
  ])("allows or refuses %s", (_, workload, baseline, problems) => {
    const verdict: PodVerdict = { workload, file: "file", broken: { baseline, restricted: baseline } };
    expect(podProblems([verdict], privilegedWorkloads)).toHaveLength(problems);
  });
});
