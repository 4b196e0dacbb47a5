import type { ConfigMapArgs } from "@pulumi/kubernetes/core/v1/configMap.js";
import type { WorkloadIdentity } from "@roadstead/cluster";
import { exposureObjects } from "../parts/exposure-manifests.js";
import type { WorkloadObject } from "../parts/kubernetes-object.js";
import { denyAllPolicy, podPolicy } from "../parts/network-policy.js";
import { objectMetadata } from "../parts/object-labels.js";
import { serviceAccountManifest } from "../parts/service-account.js";
import { type AccountPurpose, serviceAccounts } from "./accounts.js";
import { applyJob, repositoryConfigMap } from "./apply-job.js";
import { backupCronJob } from "./backup-job.js";
import { dataEnv } from "./data.js";
import { configMapName } from "./feast-container.js";
import { featureStoreYaml, ports } from "./feature-store-yaml.js";
import type { FeatureStoreLayout } from "./layout.js";
import { materializeCronJob, rematerializeCronJob } from "./materialization-jobs.js";
import { jobTraffic, reviewsTokens, serverTraffic } from "./network.js";
import { answersGrpcScript } from "./scripts/answers-grpc.js";
import { bucketFilesScript } from "./scripts/bucket-files.js";
import { materializeScript } from "./scripts/materialize.js";
import { secretManifests } from "./secrets.js";
import type { FeatureStoreStores } from "./stores.js";
import { onlineServiceMonitor, serverBudget, serverDeployment, serverService } from "./server-manifests.js";
import { type FeastServer, feastServers } from "./servers.js";
import { tokenReviewBinding, tokenReviewRole } from "./token-review.js";

/**
 * Every Kubernetes object of a feature store but its namespace, in stages: the objects of one stage need those of the
 * stages before it. Servers come after the Job that makes their tables.
 */
export function featureStoreObjects(
  layout: FeatureStoreLayout,
  stores: FeatureStoreStores,
): readonly (readonly WorkloadObject[])[] {
  const config = featureStoreYaml(layout, stores.database);
  return [ground(layout, stores, config), [applied(layout, stores, config)], running(layout, stores, config)];
}

/** What pods need before they start. */
function ground(layout: FeatureStoreLayout, stores: FeatureStoreStores, config: string): readonly WorkloadObject[] {
  const { identity, repository } = layout;
  return [
    ...accountObjects(layout, stores),
    { kind: "networkPolicy", name: "deny-all", args: denyAllPolicy(identity) },
    ...feastServers(layout, stores.database).map((server): WorkloadObject => {
      const args = podPolicy(identity, serverTraffic(layout, server, stores));
      return { kind: "networkPolicy", name: server.role, args };
    }),
    ...jobTraffic(layout, stores).map((traffic): WorkloadObject => ({
      kind: "networkPolicy",
      name: traffic.role,
      args: podPolicy(identity, traffic),
    })),
    ...secretManifests(layout, stores.database).map(({ name, args }): WorkloadObject => ({
      kind: "secret",
      name,
      args,
    })),
    { kind: "configMap", name: "config", args: configMap(layout, config) },
    ...(repository.files === undefined
      ? []
      : [{ kind: "configMap", name: "repository", args: repositoryConfigMap(layout, repository) } as const]),
  ];
}

/** The Job that applies the definitions. Its logical name stays, so that a plan shows it replaced. */
function applied(layout: FeatureStoreLayout, stores: FeatureStoreStores, config: string): WorkloadObject {
  return { kind: "job", name: "apply", args: applyJob(layout, stores.database, { ...jobPod(stores), config }) };
}

function running(layout: FeatureStoreLayout, stores: FeatureStoreStores, config: string): readonly WorkloadObject[] {
  const { identity, materialization, metrics, expose } = layout;
  const { database, identities } = stores;
  const { dump } = identities;
  const jobs = jobPod(stores);
  return [
    ...feastServers(layout, database).flatMap((server) => serverObjects(layout, stores, server, config)),
    ...(materialization === undefined
      ? []
      : [cronJob("materialize", materializeCronJob(layout, materialization, database, jobs))]),
    cronJob("rematerialize", rematerializeCronJob(layout, database, jobs)),
    ...(dump === undefined ? [] : [cronJob("dump", backupCronJob(layout, stores, dump))]),
    ...(metrics?.serviceMonitor === true
      ? [{ kind: "serviceMonitor", name: "online", args: onlineServiceMonitor(layout) } as const]
      : []),
    ...(expose === undefined ? [] : exposureObjects(identity, expose, { name: "feast-online", port: ports.online })),
  ];
}

function serverObjects(
  layout: FeatureStoreLayout,
  stores: FeatureStoreStores,
  server: FeastServer,
  config: string,
): readonly WorkloadObject[] {
  const offline = server.role === "offline" ? stores.identities.offline : undefined;
  const pod = {
    serviceAccount: serviceAccounts[offline === undefined ? "server" : "offline"],
    env: offline === undefined ? [] : dataEnv(stores.data, offline),
    reviewsTokens: reviewsTokens(layout.auth),
    config,
  };
  const budget = serverBudget(layout, server);
  return [
    { kind: "service", name: server.role, args: serverService(layout, server) },
    { kind: "deployment", name: server.role, args: serverDeployment(layout, server, pod) },
    ...(budget === undefined ? [] : [{ kind: "podDisruptionBudget", name: server.role, args: budget } as const]),
  ];
}

function accountObjects(layout: FeatureStoreLayout, { identities }: FeatureStoreStores): readonly WorkloadObject[] {
  const { identity, auth } = layout;
  const servers = [serviceAccounts.server, ...(layout.offlineServer ? [serviceAccounts.offline] : [])];
  const account = (purpose: AccountPurpose, access?: WorkloadIdentity): WorkloadObject => ({
    kind: "serviceAccount",
    name: purpose,
    args: serviceAccountManifest(identity, serviceAccounts[purpose], access?.annotations),
  });
  return [
    account("server"),
    account("jobs", identities.jobs),
    ...(identities.dump === undefined ? [] : [account("dump", identities.dump)]),
    ...(identities.offline === undefined ? [] : [account("offline", identities.offline)]),
    ...(reviewsTokens(auth)
      ? ([
          { kind: "clusterRole", name: "token-review", args: tokenReviewRole(identity) },
          { kind: "clusterRoleBinding", name: "token-review", args: tokenReviewBinding(identity, servers) },
        ] as const)
      : []),
  ];
}

function jobPod({ data, identities }: FeatureStoreStores) {
  return {
    serviceAccount: serviceAccounts.jobs,
    env: dataEnv(data, identities.jobs),
  };
}

function configMap({ identity }: FeatureStoreLayout, config: string): ConfigMapArgs {
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: objectMetadata(identity, configMapName),
    data: {
      "feature_store.yaml": config,
      "materialize.py": materializeScript,
      "answers_grpc.py": answersGrpcScript,
      "sitecustomize.py": bucketFilesScript,
    },
  };
}

function cronJob(name: string, args: (WorkloadObject & { readonly kind: "cronJob" })["args"]): WorkloadObject {
  return { kind: "cronJob", name, args };
}
