import type { CustomResourceArgs } from "@pulumi/kubernetes/apiextensions/customResource.js";
import type * as pulumi from "@pulumi/pulumi";
import { exposureObjects } from "../parts/exposure-manifests.js";
import type { WorkloadObject } from "../parts/kubernetes-object.js";
import { type ObjectIdentity, objectLabels, objectMetadata } from "../parts/object-labels.js";
import { serviceAccountManifest } from "../parts/service-account.js";
import { nightlyDumpCronJob, restoreJob, upgradeDumpJob } from "./backup-manifest.js";
import { type RegistryLayout, serverName, serverPort } from "./layout.js";
import type { RegistryLinks } from "./links.js";
import { serviceAccounts } from "./pods.js";
import { scriptsConfigMap } from "./scripts-manifest.js";
import { databaseSecret, serverSecret, userSecret } from "./secrets-manifest.js";
import { serverDeployment, serverDisruptionBudget, serverService } from "./server-manifest.js";
import { networkPolicies } from "./traffic.js";
import { garbageCronJob, usersJob } from "./upkeep-manifest.js";
import { registryUsers, type RegistryUser } from "./users.js";

/**
 * Every Kubernetes object of a registry but its namespace and stores, in stages: the objects of one stage need those
 * of the stages before it. A dump comes before the servers that would migrate what it holds.
 */
export function registryManifests(
  layout: RegistryLayout,
  links: RegistryLinks,
): readonly (readonly WorkloadObject[])[] {
  const { identity, expose, metrics, restore } = layout;
  const { keys, artifacts, dumps } = links;
  const passwords: Readonly<Record<RegistryUser, pulumi.Input<string>>> = {
    admin: keys.adminPassword,
    reader: keys.readerPassword,
    writer: keys.writerPassword,
  };
  const users = Object.keys(registryUsers) as RegistryUser[];
  return [
    [
      ...networkPolicies(layout, links),
      account(identity, "server", artifacts.annotations),
      account(identity, "users"),
      account(identity, "garbage"),
      account(identity, "dump", dumps.identity.annotations),
      { kind: "configMap", name: "scripts", args: scriptsConfigMap(identity) },
      { kind: "secret", name: "server", args: serverSecret(identity, links) },
      { kind: "secret", name: "dump-passwords", args: databaseSecret(identity, links) },
      ...users.map((user): WorkloadObject => ({
        kind: "secret",
        name: user,
        args: userSecret(identity, user, passwords[user]),
      })),
    ],
    [{ kind: "job", name: "dump-before-upgrade", args: upgradeDumpJob(layout, links) }],
    [
      { kind: "deployment", name: "server", args: serverDeployment(layout, links) },
      // Not before: a Service waits for the first pod behind it.
      { kind: "service", name: "server", args: serverService(layout) },
    ],
    [
      { kind: "podDisruptionBudget", name: "server", args: serverDisruptionBudget(layout) },
      ...(restore === undefined
        ? [{ kind: "job", name: "users", args: usersJob(layout) } as const]
        : restoredDatabases.map((database): WorkloadObject => ({
            kind: "job",
            name: `restore-${database}`,
            args: restoreJob(layout, links, database, restore),
          }))),
      { kind: "cronJob", name: "garbage", args: garbageCronJob(layout) },
      // A server in the cluster dumps all its databases itself.
      ...(dumps.server.dumped === true
        ? []
        : [{ kind: "cronJob", name: "dump", args: nightlyDumpCronJob(layout, links) } as const]),
      ...(expose === undefined ? [] : exposureObjects(identity, expose, { name: serverName, port: serverPort })),
      ...(metrics === undefined || metrics.serviceMonitor === false
        ? []
        : [{ kind: "serviceMonitor", name: "metrics", args: serviceMonitor(identity) } as const]),
    ],
  ];
}

const restoredDatabases = ["tracking", "auth"] as const;

function account(
  identity: ObjectIdentity,
  role: keyof typeof serviceAccounts,
  annotations?: Readonly<Record<string, pulumi.Input<string>>>,
): WorkloadObject {
  const args = serviceAccountManifest(identity, serviceAccounts[role], annotations);
  return { kind: "serviceAccount", name: role, args };
}

/** Tells a Prometheus operator to scrape the servers, as the user who changes nothing. */
function serviceMonitor(identity: ObjectIdentity): CustomResourceArgs {
  const { secret: name } = registryUsers.reader;
  return {
    apiVersion: "monitoring.coreos.com/v1",
    kind: "ServiceMonitor",
    metadata: objectMetadata(identity, serverName),
    spec: {
      selector: { matchLabels: { ...objectLabels(identity) } },
      endpoints: [
        {
          port: "http",
          path: "/metrics",
          interval: "30s",
          basicAuth: { username: { name, key: "username" }, password: { name, key: "password" } },
        },
      ],
    },
  };
}
