import type { DeploymentArgs } from "@pulumi/kubernetes/apps/v1/deployment.js";
import type { ServiceArgs } from "@pulumi/kubernetes/core/v1/service.js";
import type { PodDisruptionBudgetArgs } from "@pulumi/kubernetes/policy/v1/podDisruptionBudget.js";
import type { core } from "@pulumi/kubernetes/types/input.js";
import { objectMetadata, podSelector, waitAtMost } from "../parts/object-labels.js";
import { containerResources, hardenedPod, scratchMount } from "../parts/pod-template.js";
import { migrationEnv, serverEnv } from "./environment.js";
import { type RegistryLayout, serverName, serverPort } from "./layout.js";
import type { RegistryLinks } from "./links.js";
import { authConfigMount, podLabels, serverVolumes, serviceAccounts } from "./pods.js";
import { serverSecretHash } from "./secrets-manifest.js";
import { scriptCommand, scriptsHash, scriptsMount } from "./scripts-manifest.js";

/**
 * The servers. All of them stop before the first of a new version starts, since MLflow refuses a database of another
 * version; the first that starts migrates it.
 */
export function serverDeployment(layout: RegistryLayout, links: RegistryLinks): DeploymentArgs {
  const { identity, image, images, size } = layout;
  const selector = podSelector(identity, "server");
  const scratchMib = size.scratchGib * 1_024;
  const resources = containerResources({
    cpu: size.cpu,
    memoryMib: layout.memoryMib,
    scratchMib: [1_024, scratchMib + logMib],
  });
  const volumeMounts = [scriptsMount, authConfigMount, scratchMount];
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { ...objectMetadata(identity, serverName), ...waitAtMost(longestMigrationSeconds + 300) },
    spec: {
      replicas: layout.restore === undefined ? size.replicas : 0,
      strategy: { type: "Recreate" },
      revisionHistoryLimit: 3,
      progressDeadlineSeconds: longestMigrationSeconds,
      selector: { matchLabels: { ...selector } },
      template: {
        metadata: {
          labels: podLabels(layout, "server"),
          // A Secret that changes restarts nothing by itself, and a server with an old password is without its database.
          annotations: { "roadstead.dev/scripts": scriptsHash, "roadstead.dev/secrets": serverSecretHash(links) },
        },
        spec: hardenedPod({
          serviceAccount: serviceAccounts.server,
          images,
          spread: selector,
          terminationGracePeriodSeconds: 60,
          initContainers: [
            {
              name: "migrate",
              image,
              command: scriptCommand("migrate_databases.py"),
              env: migrationEnv,
              resources,
              volumeMounts,
            },
          ],
          containers: [
            {
              name: serverName,
              image,
              command: ["mlflow", "server", "--app-name", "basic-auth"],
              env: serverEnv(layout, links.artifacts),
              ports: [{ name: "http", containerPort: serverPort, protocol: "TCP" }],
              ...probes,
              // The Service still sends requests for a moment after the pod is asked to end.
              lifecycle: { preStop: { exec: { command: ["sleep", "5"] } } },
              resources,
              volumeMounts,
            },
          ],
          volumes: serverVolumes(scratchMib),
        }),
      },
    },
  };
}

const longestMigrationSeconds = 1_800;
const logMib = 256;

// `/health` answers without the database, so it says when to start the process again; only a question to the registry
// says whether requests would be answered. A server needs up to 40 seconds to start on a busy node.
const probes: Pick<core.v1.Container, "startupProbe" | "livenessProbe" | "readinessProbe"> = {
  startupProbe: { httpGet: { path: "/health", port: "http" }, periodSeconds: 5, failureThreshold: 60 },
  livenessProbe: {
    httpGet: { path: "/health", port: "http" },
    periodSeconds: 15,
    timeoutSeconds: 5,
    failureThreshold: 4,
  },
  readinessProbe: {
    exec: { command: scriptCommand("check_readiness.py") },
    periodSeconds: 15,
    timeoutSeconds: 10,
    failureThreshold: 2,
  },
};

export function serverService({ identity, restore }: RegistryLayout): ServiceArgs {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: {
      ...objectMetadata(identity, serverName),
      // No pod will come behind it.
      ...(restore === undefined ? {} : { annotations: { "pulumi.com/skipAwait": "true" } }),
    },
    spec: {
      type: "ClusterIP",
      selector: { ...podSelector(identity, "server") },
      ports: [{ name: "http", port: serverPort, targetPort: "http", protocol: "TCP", appProtocol: "http" }],
    },
  };
}

/** One server at a time goes when nodes are emptied; one that does not work holds up nothing. */
export function serverDisruptionBudget({ identity }: RegistryLayout): PodDisruptionBudgetArgs {
  return {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: objectMetadata(identity, serverName),
    spec: {
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: "AlwaysAllow",
      selector: { matchLabels: { ...podSelector(identity, "server") } },
    },
  };
}
