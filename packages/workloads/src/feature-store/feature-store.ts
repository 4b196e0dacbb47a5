import * as pulumi from "@pulumi/pulumi";
import type { ObjectStore } from "@roadstead/cluster";
import { componentImages, type FeatureRef, type ServerReference, type ServerSummary } from "@roadstead/core";
import { serverExposure } from "../parts/exposure.js";
import { InvalidWorkloadError, reportingProblemsOf } from "../parts/invalid-workload-error.js";
import { makeObjects, type ObjectOwner } from "../parts/kubernetes-object.js";
import { namespaceClaimProblems } from "../parts/namespace-claim.js";
import { namespaceManifest } from "../parts/namespace-manifest.js";
import { setServerAccess } from "../parts/server-access.js";
import { featureReference, viewProblems } from "./feature-reference.js";
import type { FeatureStoreArgs } from "./feature-store-args.js";
import { featureStoreObjects } from "./feature-store-objects.js";
import { featureStoreProblems } from "./feature-store-problems.js";
import { clientYaml, onlineUrl } from "./feature-store-yaml.js";
import { type FeatureStoreLayout, layoutFeatureStore } from "./layout.js";
import { clientEgress } from "./network.js";
import { featureStoreNotes } from "./notes.js";
import { publicSpec } from "./public-spec.js";
import type { FeatureRule } from "./rules.js";
import { makeStores, storesReady } from "./stores.js";

/** What a FeatureStore knows besides its outputs. Kept outside the class: its fields would become outputs in a package schema. */
interface FeatureStoreState {
  readonly data: ObjectStore;
  readonly clientConfig: string;
  readonly reference: ServerReference;
}

const states = new WeakMap<pulumi.Resource, FeatureStoreState>();

/**
 * A feature store: Feast with its registry and online server over PostgreSQL, the same on every target. Definitions are
 * applied by a Job whenever they change, features copied to the online store on a schedule, the registry dumped each
 * night.
 *
 * ```ts
 * const features = new FeatureStore("features", { cluster, repository: { files: { "drivers.py": text } } });
 * const drivers = features.view("driver_stats");
 * ```
 * Pods reach it if they are labelled as clients and have a token; a `FeatureClient` gives what they need. Problems of
 * the arguments are thrown all at once, before anything is made.
 */
export class FeatureStore extends pulumi.ComponentResource {
  /** URL of the online server for pods of the cluster. */
  readonly url: pulumi.Output<string>;

  constructor(name: string, args: FeatureStoreArgs, opts?: pulumi.ComponentResourceOptions) {
    const { cluster, transform = {} } = args;
    super("roadstead:index:FeatureStore", name, { spec: publicSpec(args) }, opts);
    const problems = featureStoreProblems(name, args);
    const refused = problems.length > 0 ? problems : duplicateProblems(name, args);
    if (refused.length > 0) throw new InvalidWorkloadError(this, refused);

    const layout = layoutFeatureStore(name, args);
    const owner = { component: name, parent: this, provider: cluster.provider, transforms: transform };
    const { data, ready } = reportingProblemsOf(this, () => provision(layout, args, owner));
    const reference = referenceOf(layout, cluster.summary.name);
    states.set(this, { data, clientConfig: clientYaml(layout), reference });
    // Clients show tokens of their own: their ServiceAccount's, or their identity provider's.
    const ca = layout.expose?.tls.ca;
    setServerAccess(this, { logins: {}, ...(ca === undefined ? {} : { ca }), egress: clientEgress(layout), ready });
    this.url = pulumi.output(onlineUrl(layout));
    const summary: ServerSummary = {
      schemaVersion: 1,
      kind: "feature-store",
      version: componentImages.feast.tag,
      ...reference,
      notes: featureStoreNotes(layout),
    };
    this.registerOutputs({ url: this.url, summary });
  }

  /** What references say of this feature store. Plain. */
  get reference(): ServerReference {
    return stateOf(this).reference;
  }

  /**
   * A reference to a feature view, which need not be applied yet. Plain: it can be printed and compared.
   *
   * @throws {InvalidWorkloadError} for what is no name of a feature view
   */
  view(view: string): FeatureRef {
    const problems = viewProblems(view);
    if (problems.length > 0) throw new InvalidWorkloadError(this, problems);
    return featureReference(this.reference, view);
  }

  /** Where pipelines write data, below `data/`: grant them that prefix by the cluster's `identity`. */
  get data(): ObjectStore {
    return stateOf(this).data;
  }

  /** `feature_store.yaml` of a client in the cluster. It has no secrets. */
  get clientConfig(): string {
    return stateOf(this).clientConfig;
  }
}

/** Makes everything: the stores, and what runs before them. Only transforms and stores can still have problems. */
function provision(layout: FeatureStoreLayout, { cluster }: FeatureStoreArgs, owner: ObjectOwner) {
  const { component, parent } = owner;
  // With the namespace would go what runs in the cluster for the stores.
  const protect = layout.deletionProtection;
  const namespace = {
    kind: "namespace",
    name: "namespace",
    args: namespaceManifest(layout.identity),
    protect,
  } as const;
  const ground = makeObjects([[namespace]], owner, cluster.ready);
  const stores = makeStores(component, layout, cluster, { parent, dependsOn: ground });
  const before = [...cluster.ready, ...ground, ...storesReady(stores)];
  return { data: stores.data, ready: makeObjects(featureStoreObjects(layout, stores), owner, before) };
}

function duplicateProblems(name: string, { cluster, namespace = name }: FeatureStoreArgs) {
  return namespaceClaimProblems(
    cluster,
    namespace,
    `feature store ${name}`,
    "features/namespace" satisfies FeatureRule,
  );
}

function referenceOf(layout: FeatureStoreLayout, cluster: string): ServerReference {
  return {
    component: layout.identity.component,
    cluster,
    url: onlineUrl(layout),
    ...(layout.expose === undefined ? {} : { exposure: serverExposure(layout.expose) }),
  };
}

function stateOf(store: pulumi.Resource): FeatureStoreState {
  const state = states.get(store);
  if (state === undefined) throw new Error("a FeatureStore is used before its constructor is done");
  return state;
}
