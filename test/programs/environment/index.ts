import * as k8s from "@pulumi/kubernetes";

new k8s.Provider("cluster", {});
export const names = Object.keys(process.env).filter((name) => /^(AWS|GOOGLE|PULUMI)_|^KUBECONFIG$|^PLAN_/.test(name));
