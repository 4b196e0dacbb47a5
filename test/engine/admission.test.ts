import { gpuBinding, withGpu } from "@roadstead/cluster";
import { isGpuPool } from "@roadstead/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plannedObjects } from "../../packages/cli/src/manifests/kubernetes-objects.js";
import { benchSuite } from "../bench/bench-suite.js";
import {
  adminClient,
  type KubernetesClient,
  type KubernetesObject,
  leaseControlPlane,
  type LeasedControlPlane,
} from "../bench/control-plane/index.js";
import { type FakeNode, joinNode, type Pod, waitForPods } from "../bench/nodes/index.js";
import { computeClassDefinition } from "../bench/providers/gcp/kubernetes/compute-class-definition.js";
import { realTargets } from "../corpus/real-targets.js";
import { richPlans } from "../scanners/inventory/rich-plans.js";
import { privilegedNamespaces, privilegedWorkloads } from "../scanners/privileged-workloads.js";
import { type AdmissionDesk, admissionDesk, type Verdict } from "./admission/admission-desk.js";
import { breakingPods, restrictedPod } from "./admission/breaking-pods.js";
import { faults } from "./admission/faulty-objects.js";
import { type PlannedSpec, plannedSpecs } from "./admission/planned-specs.js";
import { serviceMonitorDefinition } from "./admission/service-monitor-definition.js";
import { allowedBreaks, brokenRules, unexpectedWarnings } from "./pod-security-warnings.js";

const gpuSystem = "gpu-system";

// One API server for all of them.
benchSuite("admission by a real API server", () => {
  let plane: LeasedControlPlane;
  let client: KubernetesClient;
  let desk: AdmissionDesk;
  let specs: readonly PlannedSpec[];
  let rich: Readonly<Record<string, readonly KubernetesObject[]>>;
  let objects: readonly KubernetesObject[];
  /** Those that the library makes. */
  let namespaces: readonly string[];

  beforeAll(async () => {
    specs = await plannedSpecs(26);
    const programs = await richPlans();
    const objectsOf = ({ plan }: Pick<PlannedSpec, "plan">) => plannedObjects(plan).map(({ object }) => object);
    rich = Object.fromEntries(programs.map((program) => [program.name, objectsOf(program)]));
    objects = unique([...specs, ...programs].flatMap(objectsOf));

    plane = await leaseControlPlane();
    client = adminClient(plane);
    desk = admissionDesk(plane);
    await client.create(computeClassDefinition);
    await client.create(serviceMonitorDefinition);
    await client.create(runtimeClass);
    const made = objects.filter(({ kind }) => kind === "Namespace");
    for (const namespace of made) await client.apply(namespace);
    namespaces = [...new Set(made.map(({ metadata }) => metadata.name))].sort();
  });
  // What it has is not worth the time that its removal takes.
  afterAll(() => plane.release({ dirty: true }));

  describe("of what any spec renders", () => {
    let verdicts: readonly Verdict[];

    beforeAll(async () => {
      verdicts = await desk.ask(objects);
    });

    it("covers every sharing mode and every kind of object, on over a hundred clusters", () => {
      expect(specs.length).toBeGreaterThanOrEqual(100);
      const sharing = specs.flatMap(({ spec }) =>
        Object.values(spec.pools)
          .filter(isGpuPool)
          .map(({ accelerator }) => accelerator.sharing?.mode),
      );
      expect(new Set(sharing)).toEqual(new Set(["exclusive", "time-slicing", "mig", undefined]));
      expect([...new Set(objects.map(({ kind }) => kind))].sort()).toEqual(everyKind);
      const podSpecs = JSON.stringify(objects.filter(({ kind }) => kind === "DaemonSet"));
      for (const rare of ["imagePullSecrets", "registry.example.com/mirror/", "KUBERNETES_VIRTUAL_GPUS"]) {
        expect(podSpecs).toContain(rare);
      }
    });

    it("takes every object, each field of it", () => {
      expect(verdicts.filter(({ refusal }) => refusal !== undefined)).toEqual([]);
    });

    it("warns of nothing but what privileged workloads are listed with", () => {
      expect(unexpectedWarnings(verdicts)).toEqual([]);
      expect(verdicts.filter(({ warnings }) => warnings.length > 0).length).toBeGreaterThan(100);
    });
  });

  describe("of objects with one fault", () => {
    it.each(faults)("refuses $what", async ({ from, make, reason }) => {
      const [verdict] = await desk.ask([make(rich[from] ?? [])]);
      expect(verdict?.refusal).toContain(reason);
    });
  });

  describe("of pods in the namespaces that the library makes", () => {
    it.each(breakingPods)("refuses $what in all of them but gpu-system, which warns of it", async (pod) => {
      expect(namespaces).toEqual(["cluster-autoscaler", gpuSystem]);
      for (const namespace of namespaces) {
        const { refusal, warnings } = await askPod(namespace, pod.spec);
        if (namespace in privilegedNamespaces) {
          expect(refusal).toBeUndefined();
          expect(warnings.map((warning) => brokenRules("baseline", warning))).toEqual(
            pod.baseline.length === 0 ? [] : [pod.baseline],
          );
        } else {
          expect(refusal).toContain('violates PodSecurity "restricted:v1.34"');
        }
      }
    });

    it("takes a restricted pod in each, without a word", async () => {
      for (const namespace of namespaces) {
        const { refusal, warnings } = await askPod(namespace, restrictedPod);
        expect([refusal, ...warnings]).toEqual([undefined]);
      }
    });

    it("takes a pod with the GPUs of any pool in a restricted one, and warns of nothing", async () => {
      const pods = specs.flatMap(({ target, spec }) => {
        const { pools } = realTargets[target](spec).layout(spec);
        return Object.entries(spec.pools).flatMap(([name, pool]) => {
          if (!isGpuPool(pool)) return [];
          const binding = gpuBinding(pools, name);
          expect(binding.podSecurity).toBe("restricted");
          return [withGpu(structuredClone(restrictedPod) as never, binding, binding.maxPerPod)];
        });
      });
      expect(pods.length).toBeGreaterThan(100);
      const verdicts = await desk.ask(
        pods.map((spec, index) => podNamed(`with-gpu-${index}`, "cluster-autoscaler", spec)),
      );
      expect(verdicts.filter(({ refusal, warnings }) => refusal !== undefined || warnings.length > 0)).toEqual([]);
    });
  });

  describe("of what runs", () => {
    // Plugin and exporter on the two nodes of three pools, and the autoscaler twice.
    const expectedPods = 14;
    let pods: readonly Pod[];

    beforeAll(async () => {
      await Promise.all(machines.map((machine) => joinNode(plane, machine)));
      for (const level of ["baseline", "restricted"]) await client.create(probeNamespace(level));
      const autoscaler = (rich["rich on eks"] ?? []).filter(
        ({ metadata, kind }) => metadata.namespace === "cluster-autoscaler" || kind === "PriorityClass",
      );
      for (const object of [...autoscaler, ...(rich["rich on k3s"] ?? [])]) await client.apply(object);
      pods = await waitForPods(plane, (all) => all.length >= expectedPods);
    });

    it("lets all of it run", () => {
      expect(pods).toHaveLength(expectedPods);
      expect(pods.filter(({ status }) => status.phase !== "Running").map(({ metadata }) => metadata.name)).toEqual([]);
    });

    it("finds beyond the restricted level exactly the listed workloads, each with no more than its line", async () => {
      const found: Record<string, readonly string[]> = {};
      for (const { metadata, spec } of pods) {
        const [owner] = metadata.ownerReferences ?? [];
        const workload = `${owner?.kind ?? "Pod"} ${metadata.namespace ?? ""}/${owner?.name ?? metadata.name}`;
        const { refusal = "" } = await askPod("probe-restricted", asNew(spec));
        if (refusal === "") continue;
        expect(refusal).toContain('violates PodSecurity "restricted:v1.34"');
        found[workload] = brokenRules("baseline", (await askPod("probe-baseline", asNew(spec))).refusal ?? "");
      }
      expect(found).toEqual(
        Object.fromEntries(Object.keys(found).map((workload) => [workload, [...allowedBreaks(workload)].sort()])),
      );
      const unused = privilegedWorkloads.filter(({ workload }) => !Object.keys(found).some((it) => workload.test(it)));
      expect(unused).toEqual([]);
      expect(Object.values(found)).not.toContainEqual([]);
    });
  });

  async function askPod(namespace: string, spec: object): Promise<Verdict> {
    const [verdict] = await desk.ask([podNamed("asked", namespace, spec)]);
    return verdict ?? expect.fail("no answer");
  }
});

/** On GKE alone nothing of the GPU software is Roadstead's; the autoscaler is EKS's alone. */
const everyKind = [
  ...["ClusterRole", "ClusterRoleBinding", "ComputeClass", "ConfigMap", "DaemonSet", "Deployment", "Namespace"],
  ...["NetworkPolicy", "Node", "PodDisruptionBudget", "PriorityClass", "ResourceQuota", "Role", "RoleBinding"],
  ...["Service", "ServiceAccount", "ServiceMonitor", "StorageClass"],
];

const runtimeClass: KubernetesObject = {
  apiVersion: "node.k8s.io/v1",
  kind: "RuntimeClass",
  metadata: { name: "nvidia" },
  handler: "nvidia",
};

const gpuTaint = { key: "nvidia.com/gpu", value: "present", effect: "NoSchedule" };

/** Taints of the pools' nodes; the user sets them on owned ones. The autoscaler's node is EKS's. */
const taints = {
  serving: [gpuTaint],
  shared: [gpuTaint],
  lab: [gpuTaint, { key: "team", value: "research", effect: "NoExecute" }],
  etl: [{ key: "batch-only", effect: "NoSchedule" }],
  system: [],
} as const;

/** Those that the rich cluster on k3s names, without labels but for the one that it does not know. */
const machines: readonly FakeNode[] = Object.entries(taints).flatMap(([pool, taints]) =>
  ["1", "2"].map((number): FakeNode => ({
    name: `${pool}-${number}`,
    labels: pool === "system" ? { "roadstead.dev/pool": pool } : {},
    taints,
    hardware: { vcpu: 64, memoryMib: 262_144 },
    maxPods: 110,
  })),
);

function probeNamespace(level: string): KubernetesObject {
  const prefix = "pod-security.kubernetes.io/enforce";
  const labels = { [prefix]: level, [`${prefix}-version`]: "v1.34" };
  return { apiVersion: "v1", kind: "Namespace", metadata: { name: `probe-${level}`, labels } };
}

function podNamed(name: string, namespace: string, spec: object): KubernetesObject {
  return { apiVersion: "v1", kind: "Pod", metadata: { name, namespace }, spec };
}

/** A running pod's spec as one that nobody has made yet. */
function asNew({ nodeName: _node, ...spec }: Pod["spec"]): object {
  const { serviceAccountName: _account, serviceAccount: _same, ...rest } = spec as Record<string, unknown>;
  return rest;
}

function unique(objects: readonly KubernetesObject[]): KubernetesObject[] {
  return [...new Map(objects.map((object) => [JSON.stringify(object), object])).values()];
}
