import * as k8s from "@pulumi/kubernetes";

const chart = new k8s.helm.v4.Chart("nginx", { chart: "nginx", namespace: "web" });
new k8s.core.v1.ConfigMap("after", { data: { count: chart.resources.apply((r) => `${r.length}`) } }, { dependsOn: chart });
