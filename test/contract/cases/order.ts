import type { GraphResource } from "@roadstead/core";
import { expect } from "vitest";
import { type ClusterPlan, labelOf, planCluster } from "../cluster-plan.js";
import type { ContractCase } from "../contract-target.js";
import { standardSpec } from "../standard-spec.js";

/** What comes before what, and what may be deleted. */
export const orderCases: readonly ContractCase[] = [
  {
    name: "guards every other child against deletion, by dependency and not by value",
    async check({ standard }) {
      const plan = await standard();
      const others = plan.children.filter((child) => child !== plan.guard).map(({ urn }) => urn);
      expect(plan.guard.dependencies).toEqual(others.sort());
      expect(plan.guard.propertyDependencies).toEqual({});
      expect(plan.guard.protect).toBe(true);
    },
  },
  {
    name: "protects the cluster",
    async check({ standard }) {
      const clusters = (await standard()).children.filter(({ type }) => type.endsWith("/cluster:Cluster"));
      expect(clusters.map(({ protect }) => protect)).toEqual([true]);
    },
  },
  {
    name: "protects no pool: a protected one could be neither replaced nor dropped",
    async check({ standard }) {
      const plan = await standard();
      const pools = plan.children.filter(({ name }) =>
        /^ai-(node-labels-)?(system|serving|shared|lab|etl)\b/.test(name),
      );
      expect(pools.length).toBeGreaterThan(0);
      expect(pools.filter(({ protect }) => protect).map(labelOf)).toEqual([]);
    },
  },
  {
    name: "protects nothing without deletionProtection, and has the same children",
    async check({ target, standard }) {
      const plan = await planCluster(target, { spec: { ...standardSpec, deletionProtection: false } });
      expect(plan.urns).toEqual((await standard()).urns);
      expect(plan.resources.filter(({ protect }) => protect).map(labelOf)).toEqual([]);
      const refusing = plan.children.filter(({ inputs }) => inputs["deletionProtection"] === true);
      expect(refusing.map(labelOf)).toEqual([]);
    },
  },
  {
    name: "makes no Kubernetes object before the way in is open, and so none outlives it",
    async check({ target, standard }) {
      const plan = await standard();
      const objects = plan.objects.filter((object) => object.kind === "custom" && !target.isAccess(object));
      expect(objects.length).toBeGreaterThan(0);
      expect(tooEarly(plan, objects, target.isAccess)).toEqual([]);
    },
  },
  {
    name: "makes no pod before the first nodes are there",
    async check({ target, standard }) {
      const plan = await standard();
      expect(tooEarly(plan, workloadsOf(plan), target.isFirstNode)).toEqual([]);
    },
  },
  {
    name: "makes each pod after its namespace, its account, its config and the policies of its namespace",
    async check({ standard }) {
      const plan = await standard();
      const grounds = ["Namespace", "ServiceAccount", "ConfigMap", "NetworkPolicy", "ResourceQuota"];
      const early = workloadsOf(plan).flatMap((workload) =>
        tooEarly(
          plan,
          [workload],
          (object) =>
            grounds.includes(object.type.split(":").at(-1) ?? "") && namespaceOf(object) === namespaceOf(workload),
        ),
      );
      expect(early).toEqual([]);
    },
  },
];

function workloadsOf(plan: ClusterPlan): readonly GraphResource[] {
  return plan.objects.filter(({ type }) => /:(DaemonSet|Deployment|StatefulSet|Job)$/.test(type));
}

/** `a before b` for each of the resources that does not wait for each of what it needs. There must be some to need. */
function tooEarly(
  plan: ClusterPlan,
  resources: readonly GraphResource[],
  isNeeded: (child: GraphResource) => boolean,
): readonly string[] {
  const needed = plan.children.filter(isNeeded);
  expect(needed.length).toBeGreaterThan(0);
  return resources.flatMap((resource) => {
    const before = plan.before(resource);
    return needed.filter(({ urn }) => !before.has(urn)).map((late) => `${labelOf(resource)} before ${labelOf(late)}`);
  });
}

/** Namespace that an object is in, or is. */
function namespaceOf(object: GraphResource): unknown {
  const metadata = object.inputs["metadata"] as Readonly<Record<string, unknown>> | undefined;
  return object.type.endsWith(":Namespace") ? metadata?.["name"] : metadata?.["namespace"];
}
