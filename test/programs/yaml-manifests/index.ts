import * as k8s from "@pulumi/kubernetes";

const file = new k8s.yaml.ConfigFile("file", { file: "manifest.yaml" });
new k8s.yaml.ConfigGroup("group", {
  yaml: "{ apiVersion: v1, kind: Secret, metadata: { name: inline }, stringData: { a: b } }",
});
export const data = file.getResource("v1/ConfigMap", "in-file").data;
