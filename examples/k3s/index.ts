// The GPU servers in your own machine room, and a job that shows their GPUs.
import { AiCluster, podSecurityLabels, withGpu } from "@roadstead/cluster";
import type { ClusterSpec } from "@roadstead/core";
import { k3s } from "@roadstead/k3s";
import { Job } from "@pulumi/kubernetes/batch/v1/job.js";
import { Namespace } from "@pulumi/kubernetes/core/v1/namespace.js";
import { ServiceAccount } from "@pulumi/kubernetes/core/v1/serviceAccount.js";
import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1/networkPolicy.js";
import * as pulumi from "@pulumi/pulumi";

const spec = {
  pools: {
    lab: {
      accelerator: { model: "a100-40", gpusPerNode: 8, sharing: { mode: "mig", profile: "1g.5gb" } },
      size: { min: 1, max: 1 },
    },
    desks: {
      accelerator: { model: "l4", gpusPerNode: 1, sharing: { mode: "time-slicing", replicas: 4 } },
      size: { min: 1, max: 2 },
    },
  },
  tags: { owner: "ml-platform", costCenter: "4711", environment: pulumi.getStack() },
  deletionProtection: pulumi.getStack() === "prod",
} satisfies ClusterSpec;

const cluster = new AiCluster("onprem", {
  spec,
  target: k3s({
    kubeconfig: new pulumi.Config().requireSecret("kubeconfig"),
    clusterId: "dc1",
    pools: { lab: { nodes: ["gpu-1"] }, desks: { nodes: ["desk-1", "desk-2"] } },
  }),
});

// A namespace that admits only pods without rights, and lets them reach nobody.
const { provider } = cluster;
const restricted = { name: "checks", labels: podSecurityLabels("restricted") };
const namespace = new Namespace("checks", { metadata: restricted }, { provider }).metadata.name;
const metadata = { name: "show-gpus", namespace };
new NetworkPolicy("closed", { metadata, spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] } }, { provider });
const account = new ServiceAccount("show-gpus", { metadata }, { provider });

const resources = { cpu: "100m", memory: "128Mi", "ephemeral-storage": "64Mi" };
const seccompProfile = { type: "RuntimeDefault" };
const smi = {
  name: "smi",
  image: "nvcr.io/nvidia/cuda:12.9.1-base-ubuntu24.04",
  command: ["nvidia-smi", "-L"],
  resources: { requests: resources, limits: resources },
  securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } },
};
const pod = {
  serviceAccountName: account.metadata.name,
  automountServiceAccountToken: false,
  securityContext: { runAsNonRoot: true, runAsUser: 65534, runAsGroup: 65534, seccompProfile },
  containers: [smi],
  restartPolicy: "Never",
};
new Job("show-gpus", { metadata, spec: { template: { spec: withGpu(pod, cluster.gpu("desks"), 1) } } }, { provider });
