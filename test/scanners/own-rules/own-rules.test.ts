import { describe, expect, it } from "vitest";
import { type KubernetesObject, namespaceFile } from "../inventory/namespace-files.js";
import { withValue } from "../sabotage/with-value.js";
import { judgeByOwnRules, ownRules } from "./own-rules.js";

const inModels = { namespace: "models" };

/** A namespace that keeps every rule: each test breaks one. */
const good = {
  namespace: object("v1", "Namespace", {
    metadata: {
      name: "models",
      labels: Object.fromEntries(
        ["enforce", "warn", "audit"].flatMap((mode) => [
          [`pod-security.kubernetes.io/${mode}`, "restricted"],
          [`pod-security.kubernetes.io/${mode}-version`, "v1.34"],
        ]),
      ),
    },
  }),
  policy: object("networking.k8s.io/v1", "NetworkPolicy", {
    metadata: { name: "deny-all", ...inModels },
    spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
  }),
  deployment: object("apps/v1", "Deployment", {
    metadata: { name: "server", ...inModels },
    spec: {
      replicas: 2,
      template: {
        spec: {
          serviceAccountName: "server",
          containers: [
            {
              name: "server",
              env: [
                { name: "PORT", value: "8080" },
                { name: "TOKEN_FILE", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
              ],
              resources: {
                limits: { cpu: "1", "nvidia.com/gpu": "1" },
                requests: { cpu: "100m", "nvidia.com/gpu": 1 },
              },
            },
          ],
        },
      },
    },
  }),
  budget: object("policy/v1", "PodDisruptionBudget", {
    metadata: { name: "server", ...inModels },
    spec: { maxUnavailable: 1 },
  }),
  service: object("v1", "Service", { metadata: { name: "server", ...inModels }, spec: { type: "ClusterIP" } }),
  settings: object("v1", "ConfigMap", { metadata: { name: "settings", ...inModels }, data: { level: "info" } }),
  binding: object("rbac.authorization.k8s.io/v1", "RoleBinding", {
    metadata: { name: "server", ...inModels },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "server" },
    subjects: [{ kind: "ServiceAccount", name: "server", ...inModels }],
  }),
} as const;

const container = "spec.template.spec.containers[0]";

const cases = [
  ["budget-lets-pods-go", "budget", "spec.maxUnavailable", 0],
  ["budget-lets-pods-go", "budget", "spec.maxUnavailable", "0%"],
  ["budget-lets-pods-go", "budget", "spec", { minAvailable: 2 }],
  ["budget-lets-pods-go", "budget", "spec", { minAvailable: "100%" }],
  ["own-service-account", "deployment", "spec.template.spec.serviceAccountName", undefined],
  ["own-service-account", "deployment", "spec.template.spec.serviceAccountName", "default"],
  ["no-plain-secret", "deployment", `${container}.env[0]`, { name: "DB_PASSWORD", value: "hunter2" }],
  ["no-plain-secret", "deployment", `${container}.env[0]`, { name: "KEY_ID", value: "AKIAIOSFODNN7EXAMPLE" }],
  ["no-plain-secret", "settings", "data", { apiKey: "0a1b2c" }],
  ["no-plain-secret", "settings", "data", { "id.pem": "-----BEGIN RSA PRIVATE KEY-----\nMIIE" }],
  ["no-public-service", "service", "spec.type", "LoadBalancer"],
  ["no-public-service", "service", "spec.type", "NodePort"],
  ["no-public-service", "service", "spec.externalIPs", ["203.0.113.7"]],
  ["namespace-says-what-it-admits", "namespace", "metadata.labels", undefined],
  ["no-broad-role", "binding", "roleRef.name", "cluster-admin"],
  ["no-broad-role", "binding", "subjects[0].name", "system:authenticated"],
  ["whole-devices", "deployment", `${container}.resources`, devices("0.5", "0.5")],
  ["device-requests-are-limits", "deployment", `${container}.resources`, devices("1", "2")],
  ["network-closed-by-default", "policy", "spec.podSelector", { matchLabels: { app: "server" } }],
  ["network-closed-by-default", "policy", "spec.policyTypes", ["Ingress"]],
  ["not-in-system-namespace", "settings", "metadata.namespace", "kube-system"],
] as const;

describe("own rules", () => {
  it("find nothing in a namespace that keeps them", () => {
    expect(broken({})).toEqual([]);
  });

  it.each(cases)("find what breaks %s in a %s: %s = %j", (rule, name, path, value) => {
    expect(broken({ [name]: withValue<KubernetesObject>(good[name], path, value) })).toEqual([rule]);
  });

  it("find a missing label of Pod Security whichever it is", () => {
    for (const label of Object.keys(good.namespace.metadata["labels"] as object)) {
      const { [label]: _, ...labels } = good.namespace.metadata["labels"] as Record<string, string>;
      const namespace = withValue<KubernetesObject>(good.namespace, "metadata.labels", labels);
      expect(broken({ namespace }), label).toEqual(["namespace-says-what-it-admits"]);
    }
  });

  it("look into pods, jobs and cron jobs too", () => {
    const pod = { containers: [{ name: "main", env: [{ name: "API_TOKEN", value: "x" }] }], serviceAccountName: "own" };
    const kinds = {
      Pod: pod,
      Job: { template: { spec: pod } },
      CronJob: { jobTemplate: { spec: { template: { spec: pod } } } },
    };
    for (const [kind, spec] of Object.entries(kinds)) {
      const deployment = object("v1", kind, { metadata: { name: "server", ...inModels }, spec });
      expect(broken({ deployment, budget: good.settings }), kind).toEqual(["no-plain-secret"]);
    }
  });

  it("are all broken by some case above", () => {
    expect([...new Set(cases.map(([rule]) => rule))].sort()).toEqual(ownRules.map(({ id }) => id).sort());
  });
});

/** Rules that the good namespace breaks with these objects in place of its own. */
function broken(changed: Readonly<Record<string, KubernetesObject>>): readonly string[] {
  const results = judgeByOwnRules([namespaceFile("models", Object.values({ ...good, ...changed }))]);
  return [...new Set(results.filter(({ passed }) => !passed).map(({ check }) => check))];
}

function devices(requested: string, limit: string) {
  return { requests: { "nvidia.com/gpu": requested }, limits: { "nvidia.com/gpu": limit } };
}

function object(apiVersion: string, kind: string, fields: object): KubernetesObject {
  return { apiVersion, kind, ...fields } as unknown as KubernetesObject;
}
