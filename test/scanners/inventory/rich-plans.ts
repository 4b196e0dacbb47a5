import { AiCluster } from "@roadstead/cluster";
import type { ClusterSpec } from "@roadstead/core";
import { byo } from "@roadstead/byo";
import { eks } from "@roadstead/eks";
import { gke } from "@roadstead/gke";
import { k3s } from "@roadstead/k3s";
import { planProgram } from "@roadstead/plan";
import { kubeconfigText, nodesFor } from "../../contract/kubeconfig-text.js";
import { type KnownResource, revealed, runWithKnownOutputs } from "../../contract/known-outputs.js";
import { standardSpec } from "../../contract/standard-spec.js";
import type { ScannedProgram } from "./example-plans.js";

const images = { mirror: "registry.example.com/mirror", pullSecret: "mirror-login" };

/**
 * Everything at once that can change an object: pools of whole, time-sliced and MIG GPUs, a ServiceMonitor, a mirror
 * with its pull secret. MPS is on no target yet; the layout refuses it.
 */
const spec: ClusterSpec = { ...standardSpec, gpuMetrics: { serviceMonitor: true }, deletionProtection: true };

const targets = {
  eks: () =>
    eks({
      region: "us-east-1",
      network: { create: { zones: ["us-east-1a", "us-east-1b"], flowLogs: "all", nat: "per-zone" } },
      access: { endpoint: "private", admins: [], deployer: "arn:aws:iam::111122223333:role/ci-deployer" },
      images,
    }),
  gke: () =>
    gke({
      project: "my-ml-project",
      location: "us-central1",
      network: { create: { zones: ["us-central1-a", "us-central1-c"] } },
      access: {
        endpoint: "private",
        admins: ["group:platform@example.com"],
        deployer: "serviceAccount:ci@example.com",
        securityGroup: "gke-security-groups@example.com",
      },
    }),
  "eks existing": () =>
    eks({
      region: "us-east-1",
      existing: {
        name: "research",
        endpoint: "https://research.example.com",
        ca: "Y2E=",
        oidcIssuer: "https://oidc.example.com/research",
        kubernetesVersion: "1.35",
        gpuStack: { devicePlugin: "roadstead", metrics: "roadstead" },
        vpcCniRole: "node",
        podIdentityAgent: true,
        storageClass: "gp3",
      },
      network: { subnets: [{ id: "subnet-0123456789abcdef0", zone: "us-east-1a" }], egress: "nat" },
      access: { deployer: "arn:aws:iam::111122223333:role/ci-deployer" },
      autoscaler: "cluster-autoscaler",
    }),
  "gke existing": () =>
    gke({
      project: "my-ml-project",
      location: "us-central1",
      existing: {
        name: "research",
        endpoint: "203.0.113.7",
        ca: "Y2E=",
        clusterId: "research-2026",
        zones: ["us-central1-a", "us-central1-c"],
        gpuStack: "provider",
      },
    }),
  k3s: () => k3s({ kubeconfig: kubeconfigText(), clusterId: "dc1", pools: nodesFor(Object.keys(spec.pools)), images }),
  byo: () =>
    byo({
      kubeconfig: kubeconfigText(),
      clusterId: "dc2",
      storageClass: "standard",
      gpuStack: { driver: "user", devicePlugin: "roadstead", metrics: "roadstead", mig: "user" },
      pools: nodesFor(Object.keys(spec.pools)),
      images,
    }),
} as const;

/** Those that make something in a cloud. */
export const cloudTargets = ["eks", "gke", "eks existing", "gke existing"] as const;

/** One rich cluster on every target, and the pools of one on a cluster that exists. */
export function richPlans(): Promise<readonly ScannedProgram[]> {
  return Promise.all(
    Object.entries(targets).map(async ([name, make]) => {
      const plan = await planProgram(() => void new AiCluster("ai", { spec, target: make() }), { stack: "dev" });
      if (!plan.complete) throw new Error(plan.diagnostics.map(({ message }) => message).join("\n"));
      return { name: `rich on ${name}`, plan };
    }),
  );
}

/**
 * The policies of the same cluster on a cloud, by URN: a plan cannot tell them, because the names of what they open
 * are known only later. Every cluster's policies are made by the same code.
 */
export async function knownPolicies(target: (typeof cloudTargets)[number]): Promise<ReadonlyMap<string, Policies>> {
  const known = await runWithKnownOutputs({ make: targets[target] });
  return new Map(known.map((resource) => [resource.urn, policiesOf(resource)]));
}

type Policies = Readonly<Record<string, string>>;

function policiesOf({ inputs }: KnownResource): Policies {
  const { all } = revealed(inputs);
  return Object.fromEntries(
    Object.entries(all as Readonly<Record<string, unknown>>).filter(
      (entry): entry is [string, string] =>
        (entry[0] === "policy" || entry[0] === "assumeRolePolicy") && typeof entry[1] === "string",
    ),
  );
}
