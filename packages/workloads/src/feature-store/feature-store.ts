import * as pulumi from "@pulumi/pulumi";
import type { ObjectStore } from "@roadstead/cluster";
import { clientLabel, componentImages, type FeatureRef, type ServerSummary } from "@roadstead/core";
import { serverExposure } from "../parts/exposure.js";
import { InvalidWorkloadError, reportingProblemsOf } from "../parts/invalid-workload-error.js";
import { makeObjects } from "../parts/kubernetes-object.js";
import { namespaceClaimProblems } from "../parts/namespace-claim.js";
import { namespaceManifest } from "../parts/namespace-manifest.js";
import { setServerAccess } from "../parts/server-access.js";
import { featureReference } from "./feature-reference.js";
import type { FeatureStoreArgs } from "./feature-store-args.js";
import { featureStoreObjects } from "./feature-store-objects.js";
import { featureStoreProblems } from "./feature-store-problems.js";
import { clientYaml, onlineUrl } from "./feature-store-yaml.js";
import { layoutFeatureStore } from "./layout.js";
import { clientEgress } from "./network.js";
import { featureStoreNotes } from "./notes.js";
import type { FeatureRule } from "./rules.js";
import { makeStores, storesReady } from "./stores.js";

/** What a FeatureStore knows besides its outputs. Kept outside the class: its fields would become outputs in a package schema. */
interface FeatureStoreState {
  readonly data: ObjectStore;
  readonly clientConfig: string;
  readonly reference: Omit<FeatureRef, "kind" | "view">;
  readonly ready: readonly pulumi.Resource[];
}

const states = new WeakMap<pulumi.Resource, FeatureStoreState>();

/**
 * Feast on a cluster: registry and online server (and offline server) over PostgreSQL, definitions applied by a Job
 * whenever they change, features copied to the online store on a schedule, the registry dumped each night.
 *
 * Pods that use it have {@link clientLabels}; without, the network policies keep them out. Problems of the arguments
 * are thrown all at once, before anything is made.
 */
export class FeatureStore extends pulumi.ComponentResource {
  /** URL of the online server for pods of the cluster. */
  readonly url: pulumi.Output<string>;

  constructor(name: string, args: FeatureStoreArgs, opts?: pulumi.ComponentResourceOptions) {
    const { cluster, transform = {}, size, auth, project, materialization } = args;
    // Plain spec only: the cluster and transforms have functions, which the engine drops without a word.
    super("roadstead:index:FeatureStore", name, { spec: { size, auth, project, materialization } }, opts);
    const problems = featureStoreProblems(name, args);
    if (problems.length > 0) throw new InvalidWorkloadError(this, problems);
    const layout = layoutFeatureStore(name, args);
    const { namespace } = layout.identity;
    const claims = namespaceClaimProblems(cluster, namespace, name, "features/namespace" satisfies FeatureRule);
    if (claims.length > 0) throw new InvalidWorkloadError(this, claims);

    const { data, made } = reportingProblemsOf(this, () => {
      const owner = { component: name, parent: this, provider: cluster.provider, transforms: transform };
      const ground = makeObjects(
        [[{ kind: "namespace", name: "namespace", args: namespaceManifest(layout.identity) }]],
        owner,
        cluster.ready,
      );
      const stores = makeStores(name, layout, cluster, { parent: this, dependsOn: ground });
      const before = [...cluster.ready, ...ground, ...storesReady(stores)];
      return { data: stores.data, made: makeObjects(featureStoreObjects(layout, stores), owner, before) };
    });

    const url = onlineUrl(layout);
    const reference = {
      component: name,
      cluster: cluster.summary.name,
      url,
      ...(layout.expose === undefined ? {} : { exposure: serverExposure(layout.expose) }),
    };
    // Clients show tokens of their own: their ServiceAccount's, or their identity provider's.
    const ca = layout.expose?.tls.ca;
    const egress = clientEgress(layout);
    setServerAccess(this, { logins: {}, ...(ca === undefined ? {} : { ca }), egress, ready: made });
    const summary: ServerSummary = {
      schemaVersion: 1,
      kind: "feature-store",
      version: componentImages.feast.tag,
      ...reference,
      notes: featureStoreNotes(layout),
    };
    states.set(this, { data, clientConfig: clientYaml(layout), reference, ready: made });
    this.url = pulumi.output(url);
    this.registerOutputs({ summary, url });
  }

  /**
   * A feature view of the repository, for what uses it.
   * @throws {SpecError} for what is no name of a feature view
   */
  view(name: string): FeatureRef {
    return featureReference(stateOf(this).reference, name);
  }

  /** Where pipelines write data, below `data/`: grant them that prefix by the cluster's `identity`. */
  get data(): ObjectStore {
    return stateOf(this).data;
  }

  /** Labels of pods that may reach the servers, in whatever namespace. */
  get clientLabels(): Readonly<Record<string, string>> {
    return clientLabel(stateOf(this).reference.component);
  }

  /** `feature_store.yaml` of a client in the cluster; it has no secrets. */
  get clientConfig(): string {
    return stateOf(this).clientConfig;
  }

  /** What uses of the feature store wait for. */
  get ready(): readonly pulumi.Resource[] {
    return stateOf(this).ready;
  }
}

function stateOf(store: pulumi.Resource): FeatureStoreState {
  const state = states.get(store);
  if (state === undefined) throw new Error("a FeatureStore is used before its constructor is done");
  return state;
}
