import { planProgram } from "@roadstead/plan";
import { ModelRegistry } from "@roadstead/workloads";
import { expect, it } from "vitest";
import { plannedObjects } from "../../../../packages/cli/src/manifests/kubernetes-objects.js";
import { smallCluster } from "../../../servers/small-cluster.js";
import { lets, type Place, type Policy } from "../network-reach.js";

const outside: Readonly<Record<string, Place>> = {
  "client in another namespace": { namespace: "training", labels: { "roadstead.dev/client-of.models": "true" } },
  "client of another registry": { namespace: "training", labels: { "roadstead.dev/client-of.others": "true" } },
  "stranger in another namespace": { namespace: "default", labels: {} },
  "stranger in the namespace": { namespace: "models", labels: { app: "shell" } },
  scraper: { namespace: "monitoring", labels: { app: "prometheus" } },
  gateway: { namespace: "envoy-gateway-system", labels: { app: "envoy" } },
  DNS: { namespace: "kube-system", labels: { "k8s-app": "kube-dns" } },
  "metadata server, with DNS at 53": { address: "169.254.169.254" },
  internet: { address: "203.0.113.9" },
  "webhook receiver": { address: "198.51.100.7" },
};
const ports = [53, 80, 443, 5000, 5432, 7070];

interface Workload {
  readonly spec: {
    readonly template?: PodTemplate;
    readonly jobTemplate?: { readonly spec: { readonly template: PodTemplate } };
  };
}

interface PodTemplate {
  readonly metadata: { readonly labels: Readonly<Record<string, string>> };
}

it("lets through exactly the pairs that a registry with its stores in the cluster needs", async () => {
  const plan = await planProgram(() => {
    new ModelRegistry("models", {
      cluster: smallCluster(),
      metrics: { from: "monitoring", serviceMonitor: false },
      expose: {
        host: "models.example.com",
        auth: "basic",
        tls: { certificate: "upstream" },
        via: { own: true, from: { namespace: "envoy-gateway-system" } },
      },
      egress: [{ to: [{ ipBlock: { cidr: "198.51.100.7/32" } }], ports: [{ protocol: "TCP", port: 443 }] }],
    });
  });
  expect(plan.problems).toEqual([]);
  const objects = plannedObjects(plan).map(({ object }) => object);
  const policies = objects.filter(({ kind }) => kind === "NetworkPolicy") as unknown as Policy[];
  const pods = objects
    .filter(({ kind }) => ["Deployment", "StatefulSet", "Job", "CronJob"].includes(kind))
    .map((object): [string, Place] => {
      const { spec } = object as unknown as Workload;
      const labels = (spec.template ?? spec.jobTemplate?.spec.template)?.metadata.labels ?? {};
      const { name: own } = object.metadata;
      // The names of Jobs end in a hash of what they do.
      const name = object.kind === "Job" ? own.replace(/-[a-z][0-9a-z]{7}$/, "") : own;
      return [`${object.kind} ${name}`, { namespace: object.metadata.namespace ?? "", labels }];
    });
  const places = [...pods, ...Object.entries(outside)];
  const lines = places.flatMap(([from, source]) =>
    places.flatMap(([to, destination]) => {
      // What outsiders do among each other is not the registry's to say.
      if (from === to || (from in outside && to in outside)) return [];
      const open = ports.filter((port) => lets(policies, source, destination, port));
      return open.length === 0 ? [] : [`${from} -> ${to}: ${open.length === ports.length ? "all" : open.join(", ")}`];
    }),
  );
  await expect(`${lines.sort().join("\n")}\n`).toMatchFileSnapshot(
    "../../../golden/workloads/model-registry/network.txt",
  );
});
