import { beforeAll, describe, expect, it } from "vitest";
import { podsOf } from "../cloud-nodes.js";
import { type ClusterPlan, labelOf, planCluster, plainInputs } from "../cluster-plan.js";
import { defaultClusters } from "./default-clusters.js";
import { type CheckedPod, podChecks } from "./pod-checks.js";

const gpuSoftware = /-(device-plugin|dcgm-exporter)-/;

/** Which pods may break a check, and why; every other must keep it. */
const exceptions: Readonly<Record<string, { readonly pods: RegExp; readonly reason: string }>> = {
  CKV_K8S_8: {
    pods: /-device-plugin-/,
    reason: "the plugin has no port; the kubelet drops its devices when it is gone",
  },
  CKV_K8S_9: { pods: /-device-plugin-/, reason: "the plugin has no port; it is ready when its devices are there" },
  CKV_K8S_15: { pods: /./, reason: "tags are fixed, and a node must start pods while the registry is down" },
  CKV_K8S_43: { pods: /./, reason: "no digest is written down that was not read from the registry" },
  CKV_K8S_23: { pods: gpuSoftware, reason: "the kubelet's sockets belong to root" },
  CKV_K8S_40: { pods: gpuSoftware, reason: "the kubelet's sockets belong to root" },
  CKV_K8S_25: { pods: /-dcgm-exporter-|-device-plugin-lab$/, reason: "profiling metrics and MIG need SYS_ADMIN" },
  CKV_K8S_27: { pods: gpuSoftware, reason: "devices are announced, and pods asked for, by sockets of the kubelet" },
  CKV_K8S_38: { pods: /-cluster-autoscaler$/, reason: "it reads pods and nodes" },
};

// On GKE the library runs no pod; the contract suite says so.
const { gke: _, ...withPods } = defaultClusters;
const targets = Object.entries(withPods);
const plans = new Map<string, ClusterPlan>();
beforeAll(async () => {
  for (const [name, target] of targets) plans.set(name, await planCluster(target));
});

describe.each(targets.map(([name]) => name))("the pods that the library runs on %s", (name) => {
  it.each(podChecks.map((check) => ({ ...check, id: check.ids.join(", ") })))("each $name ($id)", ({ ids, holds }) => {
    const exception = exceptions[ids[0] ?? ""];
    for (const pod of workloads(planOf(name))) {
      const excepted = exception?.pods.test(pod.name) === true;
      expect(holds(pod.pod as unknown as CheckedPod), pod.name).toBe(!excepted);
    }
  });

  it("mount of the host only the kubelet's sockets that each needs", () => {
    for (const { name: workload, pod } of workloads(planOf(name))) {
      const { volumes = [] } = pod as unknown as CheckedPod;
      const paths = volumes.flatMap(({ hostPath }) => hostPath?.path ?? []);
      const needed = workload.includes("-device-plugin-")
        ? ["/var/lib/kubelet/device-plugins"]
        : workload.includes("-dcgm-exporter-")
          ? ["/var/lib/kubelet/pod-resources"]
          : [];
      expect(paths, workload).toEqual(needed);
    }
  });

  it("have as added capability SYS_ADMIN at most", () => {
    for (const { name: workload, pod } of workloads(planOf(name))) {
      const { containers } = pod as unknown as CheckedPod;
      const added = containers.flatMap(({ securityContext }) => securityContext?.capabilities?.add ?? []);
      expect(
        added.filter((capability) => capability !== "SYS_ADMIN"),
        workload,
      ).toEqual([]);
    }
  });

  it("are in namespaces of their own that say what they admit, and admit no more than needed (CKV_K8S_21)", () => {
    const plan = planOf(name);
    const levels = plan.ofType("kubernetes:core/v1:Namespace").map((namespace) => {
      const { name: own = "", labels = {} } = metadataOf(namespace);
      const level = (mode: string) => labels[`pod-security.kubernetes.io/${mode}`];
      expect(level("enforce-version"), own).toMatch(/^v1\.\d+$/);
      return [own, level("enforce"), level("warn"), level("audit")];
    });
    for (const [own, ...rest] of levels) {
      expect(rest).toEqual(own === "gpu-system" ? ["privileged", "baseline", "baseline"] : Array(3).fill("restricted"));
    }
    const namespaces = levels.map(([own]) => own);
    for (const { resource } of workloads(plan)) expect(namespaces).toContain(metadataOf(resource).namespace);
  });

  it("are in namespaces that close the network to all and from all but what is named (CKV2_K8S_6)", () => {
    const plan = planOf(name);
    const policies = plan.ofType("kubernetes:networking.k8s.io/v1:NetworkPolicy").map((policy) => ({
      namespace: metadataOf(policy).namespace,
      spec: plainInputs(policy)["spec"] as { readonly podSelector: object; readonly policyTypes: readonly string[] },
    }));
    for (const { resource } of workloads(plan)) {
      const closing = policies.filter(
        ({ namespace, spec }) =>
          namespace === metadataOf(resource).namespace &&
          Object.keys(spec.podSelector).length === 0 &&
          spec.policyTypes.includes("Ingress") &&
          spec.policyTypes.includes("Egress"),
      );
      expect(closing.length, labelOf(resource)).toBeGreaterThan(0);
    }
  });

  it("have no right with a wildcard, to secrets, or to run pods (CKV_K8S_49, CKV_K8S_155, CKV_K8S_156, CKV_K8S_157, CKV_K8S_158)", () => {
    const roles = planOf(name).objects.filter(({ type }) => /:(Cluster)?Role$/.test(type));
    for (const role of roles) {
      const rules = plainInputs(role)["rules"] as readonly Readonly<Record<string, readonly string[]>>[];
      expect(JSON.stringify(rules)).not.toContain("*");
      const resources = rules.flatMap((rule) => rule["resources"] ?? []);
      expect(resources).not.toContain("secrets");
      const escalating = rules.flatMap((rule) => rule["verbs"] ?? []);
      expect(escalating.filter((verb) => ["bind", "escalate", "impersonate"].includes(verb))).toEqual([]);
      const creating = rules.filter((rule) =>
        rule["verbs"]?.some((verb) => ["create", "update", "patch"].includes(verb)),
      );
      expect(creating.flatMap((rule) => rule["resources"] ?? [])).not.toContain("pods");
    }
  });
});

describe("the exceptions", () => {
  it("are of checks that there are, and each is needed by some pod", () => {
    const names = [...plans.values()].flatMap((plan) => workloads(plan).map((workload) => workload.name));
    for (const [id, { pods, reason }] of Object.entries(exceptions)) {
      expect(
        podChecks.some((check) => check.ids[0] === id),
        id,
      ).toBe(true);
      expect(
        names.some((name) => pods.test(name)),
        id,
      ).toBe(true);
      expect(reason).not.toBe("");
    }
  });
});

function planOf(name: string): ClusterPlan {
  const plan = plans.get(name);
  if (plan === undefined) throw new Error(`not planned: ${name}`);
  return plan;
}

function workloads(plan: ClusterPlan) {
  const found = [...podsOf(plan, "DaemonSet"), ...podsOf(plan, "Deployment")];
  expect(found.length).toBeGreaterThan(0);
  return found;
}

function metadataOf(resource: Parameters<typeof plainInputs>[0]) {
  return (plainInputs(resource)["metadata"] ?? {}) as {
    readonly name?: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
}
