import * as k8s from "@pulumi/kubernetes";

new k8s.core.v1.ConfigMap("plain", { data: { a: "b" } });
new k8s.core.v1.ConfigMap("own", { metadata: { namespace: "own", name: "own" } });
new k8s.core.v1.Namespace("team", { metadata: { name: "team" } });
new k8s.rbac.v1.ClusterRole("reader", { rules: [] });
new k8s.rbac.v1.Role("reader", { rules: [] });
new k8s.storage.v1.StorageClass("fast", { provisioner: "x" });
new k8s.core.v1.ConfigMapList("list", { items: [{ metadata: { name: "in-list" } }] });
new k8s.core.v1.ConfigMapPatch("patch", { metadata: { name: "patched" } });
new k8s.apiextensions.CustomResource("custom", { apiVersion: "example.com/v1", kind: "Widget" });

const service = new k8s.core.v1.Service("service", { spec: { ports: [{ port: 80 }] } });
export const serviceName = service.metadata.name;
export const clusterIp = service.spec.clusterIP;
export const serviceType = service.spec.type;

const provider = new k8s.Provider("team", { namespace: "team" });
new k8s.apps.v1.Deployment("app", { spec: { selector: {}, template: {} } } as any, { provider });

const kubeconfig = JSON.stringify({
  "current-context": "b",
  contexts: [
    { name: "a", context: { namespace: "from-a" } },
    { name: "b", context: { namespace: "from-b" } },
  ],
});
new k8s.core.v1.Secret("current", {}, { provider: new k8s.Provider("current", { kubeconfig }) });
new k8s.core.v1.Secret("context", {}, { provider: new k8s.Provider("context", { kubeconfig, context: "a" }) });
