import type { DeploymentArgs } from "@pulumi/kubernetes/apps/v1/deployment.js";
import type * as pulumi from "@pulumi/pulumi";
import { pullSecrets } from "@roadstead/cluster";
import { type ImageOptions, labels, systemPoolName } from "@roadstead/core";

/** Namespace, service account, lease, and the image in `images.overrides`: all have the component's name. */
export const clusterAutoscalerName = "cluster-autoscaler";
export const clusterAutoscalerSelector = { "app.kubernetes.io/name": clusterAutoscalerName };
export const clusterAutoscalerLabels = {
  ...clusterAutoscalerSelector,
  "app.kubernetes.io/part-of": "roadstead",
  "app.kubernetes.io/managed-by": "pulumi",
};

export interface ClusterAutoscalerSettings {
  readonly image: string;
  readonly images: ImageOptions;
  readonly region: string;
  /** `--nodes` of each group: `min:max:autoscaling group`. */
  readonly nodes: readonly pulumi.Output<string>[];
  /** A change of the priorities makes new pods. */
  readonly prioritiesHash: string;
  /** Whether there is a system pool to run on. */
  readonly onSystemPool: boolean;
}

const port = 8085;

/** Two replicas on different nodes, one of which leads. */
export function clusterAutoscalerDeployment(settings: ClusterAutoscalerSettings): DeploymentArgs {
  return {
    metadata: { name: clusterAutoscalerName, namespace: clusterAutoscalerName, labels: clusterAutoscalerLabels },
    spec: {
      replicas: 2,
      selector: { matchLabels: clusterAutoscalerSelector },
      template: {
        metadata: {
          labels: clusterAutoscalerLabels,
          annotations: { "roadstead.dev/priorities": settings.prioritiesHash },
        },
        spec: {
          serviceAccountName: clusterAutoscalerName,
          automountServiceAccountToken: true,
          enableServiceLinks: false,
          priorityClassName: "system-cluster-critical",
          ...(settings.onSystemPool ? { nodeSelector: { [labels.pool]: systemPoolName } } : {}),
          affinity: spreadOverNodes,
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 65534,
            runAsGroup: 65534,
            fsGroup: 65534,
            seccompProfile: { type: "RuntimeDefault" },
          },
          ...pullSecrets(settings.images),
          containers: [
            {
              name: clusterAutoscalerName,
              image: settings.image,
              imagePullPolicy: "IfNotPresent",
              command: ["./cluster-autoscaler", ...flags, ...settings.nodes],
              // Pods do not reach the metadata service, so the region has to be said.
              env: [{ name: "AWS_REGION", value: settings.region }],
              ports: [{ name: "http", containerPort: port }],
              livenessProbe: { httpGet: { path: "/health-check", port }, periodSeconds: 10, failureThreshold: 3 },
              readinessProbe: { httpGet: { path: "/metrics", port }, periodSeconds: 10 },
              resources: {
                requests: { cpu: "100m", memory: "600Mi", "ephemeral-storage": "64Mi" },
                limits: { cpu: "1", memory: "600Mi", "ephemeral-storage": "256Mi" },
              },
              securityContext: {
                allowPrivilegeEscalation: false,
                readOnlyRootFilesystem: true,
                capabilities: { drop: ["ALL"] },
              },
            },
          ],
        },
      },
    },
  };
}

const flags = [
  "--cloud-provider=aws",
  `--namespace=${clusterAutoscalerName}`,
  "--leader-elect=true",
  "--expander=priority,least-waste",
  // The floor of a pool is here, not at EKS.
  "--enforce-node-group-min-size=true",
  // GPU pods have scratch volumes; a node is not kept for them.
  "--skip-nodes-with-local-storage=false",
  "--stderrthreshold=info",
];

const spreadOverNodes = {
  podAntiAffinity: {
    preferredDuringSchedulingIgnoredDuringExecution: [
      {
        weight: 100,
        podAffinityTerm: {
          topologyKey: "kubernetes.io/hostname",
          labelSelector: { matchLabels: clusterAutoscalerSelector },
        },
      },
    ],
  },
};
