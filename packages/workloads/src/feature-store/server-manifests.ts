import type { CustomResourceArgs } from "@pulumi/kubernetes/apiextensions/customResource.js";
import type { DeploymentArgs } from "@pulumi/kubernetes/apps/v1/deployment.js";
import type { ServiceArgs } from "@pulumi/kubernetes/core/v1/service.js";
import type { PodDisruptionBudgetArgs } from "@pulumi/kubernetes/policy/v1/podDisruptionBudget.js";
import type { core } from "@pulumi/kubernetes/types/input.js";
import { labelPrefix, shortHash } from "@roadstead/core";
import { objectLabels, objectMetadata, podSelector } from "../parts/object-labels.js";
import { containerResources, hardenedPod, scratchVolume } from "../parts/pod-template.js";
import { configPath, configVolume, feastImage, feastMounts } from "./feast-container.js";
import type { FeatureStoreLayout } from "./layout.js";
import type { FeastServer, ServerCheck } from "./servers.js";

/** What the pods of a server get beside what is known before anything is made. */
export interface ServerPod {
  readonly serviceAccount: string;
  /** Of a ServiceAccount's own store credentials. */
  readonly env: readonly core.v1.EnvVar[];
  /** Whether the server has tokens of callers checked by the cluster's API. */
  readonly reviewsTokens: boolean;
  /** `feature_store.yaml`: a change of it restarts the pods. */
  readonly config: string;
}

export function serverDeployment(layout: FeatureStoreLayout, server: FeastServer, pod: ServerPod): DeploymentArgs {
  const { identity, images } = layout;
  const selector = podSelector(identity, server.role);
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: objectMetadata(identity, serverName(server)),
    spec: {
      replicas: server.replicas,
      selector: { matchLabels: { ...selector } },
      // A new server is ready before an old one goes.
      strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
      template: {
        metadata: {
          labels: { ...objectLabels(identity), ...selector },
          annotations: { [`${labelPrefix}/config`]: shortHash(pod.config) },
        },
        spec: hardenedPod({
          serviceAccount: pod.serviceAccount,
          serviceAccountToken: pod.reviewsTokens,
          images,
          spread: selector,
          containers: [serverContainer(layout, server, pod)],
          volumes: [configVolume, scratchVolume(256)],
        }),
      },
    },
  };
}

function serverContainer(layout: FeatureStoreLayout, server: FeastServer, pod: ServerPod): core.v1.Container {
  return {
    name: "feast",
    image: feastImage(layout),
    command: ["feast"],
    args: [...server.args],
    env: [...server.env, ...pod.env],
    ports: server.ports.map(({ name, port }) => ({ name, containerPort: port, protocol: "TCP" })),
    // Imports alone take 14 seconds on a busy core.
    startupProbe: { ...probe(server, server.liveness), periodSeconds: 3, timeoutSeconds: 3, failureThreshold: 60 },
    readinessProbe: { ...probe(server, server.readiness), periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 },
    livenessProbe: { ...probe(server, server.liveness), periodSeconds: 15, timeoutSeconds: 5, failureThreshold: 6 },
    // Requests still come while the endpoints are being told that the pod goes.
    lifecycle: { preStop: { exec: { command: ["sleep", "5"] } } },
    resources: containerResources({ cpu: server.cpu, memoryMib: server.memoryMib, scratchMib: [64, 512] }),
    volumeMounts: feastMounts,
  };
}

function probe({ ports: [first] }: FeastServer, check: ServerCheck) {
  const { name: port, port: number } = first;
  if (check === "connects") return { tcpSocket: { port } };
  if (check === "answers-grpc")
    return { exec: { command: ["python", "-I", `${configPath}/answers_grpc.py`, String(number)] } };
  return { httpGet: { path: check.path, port } };
}

export function serverService(layout: FeatureStoreLayout, server: FeastServer): ServiceArgs {
  const metadata = objectMetadata(layout.identity, serverName(server));
  const selector = podSelector(layout.identity, server.role);
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { ...metadata, labels: { ...metadata.labels, ...selector } },
    spec: {
      type: "ClusterIP",
      selector: { ...selector },
      ports: server.ports.map(({ name, port }) => ({ name, port, targetPort: name, protocol: "TCP" })),
    },
  };
}

/** undefined for a single server, which a budget would only keep on a node that has to go. */
export function serverBudget(layout: FeatureStoreLayout, server: FeastServer): PodDisruptionBudgetArgs | undefined {
  if (server.replicas < 2) return undefined;
  return {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: objectMetadata(layout.identity, serverName(server)),
    spec: { maxUnavailable: 1, selector: { matchLabels: { ...podSelector(layout.identity, server.role) } } },
  };
}

/**
 * Has a Prometheus operator scrape the online servers. `feast_feature_freshness_seconds` is the age of each view's
 * last materialisation, the one to alert on.
 */
export function onlineServiceMonitor({ identity }: FeatureStoreLayout): CustomResourceArgs {
  return {
    apiVersion: "monitoring.coreos.com/v1",
    kind: "ServiceMonitor",
    metadata: objectMetadata(identity, "feast-online"),
    spec: {
      selector: { matchLabels: { ...podSelector(identity, "online") } },
      endpoints: [{ port: "metrics", path: "/metrics", interval: "30s" }],
    },
  };
}

export function serverName({ role }: Pick<FeastServer, "role">): string {
  return `feast-${role}`;
}
