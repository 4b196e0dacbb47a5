import * as pulumi from "@pulumi/pulumi";
import type { ClusterHandle, NetworkEgress } from "@roadstead/cluster";
import type { ModelRef, Note, Problem, ServerReference, ServerSummary } from "@roadstead/core";
import { InvalidWorkloadError, reportingProblemsOf } from "../parts/invalid-workload-error.js";
import { namespaceClaimProblems } from "../parts/namespace-claim.js";
import { podSelector } from "../parts/object-labels.js";
import { setServerAccess } from "../parts/server-access.js";
import type { ModelRegistryArgs, ModelRegistrySpec } from "./config.js";
import { layoutRegistry, type RegistryLayout, serverPort } from "./layout.js";
import { type ModelChoice, modelReference, modelReferenceProblems } from "./model-reference.js";
import { provisionRegistry } from "./provision.js";
import type { ModelRule } from "./rules.js";
import { inSpec, storeRequest } from "./store-request.js";
import { registryUsers } from "./users.js";
import { registryProblems } from "./validate.js";

const summaries = new WeakMap<pulumi.Resource, ServerSummary>();

/**
 * A model registry: MLflow with its database, bucket, login, backups and policies, the same on every target.
 *
 * ```ts
 * const models = new ModelRegistry("models", { cluster });
 * const champion = models.model("fraud", { alias: "champion" });
 * ```
 * Pods reach it at `http://mlflow.<namespace>.svc:5000`, if they are labelled as clients and sign in: a `ModelClient`
 * gives both. People sign in as `admin`, with the password in the Secret `mlflow-admin`.
 *
 * A change of `version` dumps the databases, stops all servers, migrates and starts them again, in one `up` and a
 * minute or two; what is written between dump and stop is in no dump. Problems of the arguments are thrown all at
 * once, before anything is made.
 */
export class ModelRegistry extends pulumi.ComponentResource {
  /** URL for pods of the cluster. */
  readonly url: pulumi.Output<string>;
  /** Secret. Password of the user `admin`. */
  readonly adminPassword: pulumi.Output<string>;

  constructor(name: string, args: ModelRegistryArgs, opts?: pulumi.ComponentResourceOptions) {
    const { cluster, transform = {}, ...spec } = args;
    const { summary: clusterSummary } = cluster;
    // Plain spec only: a cluster is a resource, and transforms are functions, which the engine drops without a word.
    super("roadstead:index:ModelRegistry", name, { spec: { ...spec, cluster: clusterSummary.name } }, opts);
    const request = storeRequest(spec, spec.deletionProtection ?? clusterSummary.deletionProtection);
    const problems = [
      ...registryProblems(name, spec, clusterSummary.images),
      ...cluster.storeProblems(request).map(inSpec),
    ];
    const refused = problems.length > 0 ? problems : duplicateProblems(name, spec, cluster);
    if (refused.length > 0) throw new InvalidWorkloadError(this, refused);

    const layout = layoutRegistry(name, spec, clusterSummary);
    const owner = { component: name, parent: this, provider: cluster.provider, transforms: transform };
    const { keys, ready } = reportingProblemsOf(this, () => provisionRegistry(layout, request, cluster, owner));
    const summary = registrySummary(layout);
    summaries.set(this, summary);
    setServerAccess(this, {
      logins: {
        read: { username: registryUsers.reader.name, password: keys.readerPassword },
        write: { username: registryUsers.writer.name, password: keys.writerPassword },
      },
      ...(layout.expose?.tls.ca === undefined ? {} : { ca: layout.expose.tls.ca }),
      egress: [clientEgress(layout)],
      ready,
    });
    this.url = pulumi.output(layout.url);
    this.adminPassword = pulumi.secret(keys.adminPassword);
    this.registerOutputs({ url: this.url, adminPassword: this.adminPassword, summary });
  }

  /** What references say of this registry. Plain. */
  get reference(): ServerReference {
    const summary = summaries.get(this);
    if (summary === undefined) throw new Error("a ModelRegistry is used before its constructor is done");
    return summary;
  }

  /**
   * A reference to one version of a model, which need not exist yet. Plain: it can be printed and compared.
   *
   * @throws {InvalidWorkloadError} for what MLflow would refuse when the model is loaded
   */
  model(model: string, choice: ModelChoice): ModelRef {
    const problems = modelReferenceProblems(model, choice);
    if (problems.length > 0) throw new InvalidWorkloadError(this, problems);
    return modelReference(this.reference, model, choice);
  }
}

function duplicateProblems(
  name: string,
  { namespace = name }: ModelRegistrySpec,
  cluster: ClusterHandle,
): readonly Problem[] {
  return namespaceClaimProblems(cluster, namespace, `model registry ${name}`, "models/duplicate" satisfies ModelRule);
}

/** For a policy of a client's namespace: the way to the servers. */
function clientEgress({ identity }: RegistryLayout): NetworkEgress {
  return {
    to: [
      {
        namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": identity.namespace } },
        podSelector: { matchLabels: podSelector(identity, "server") },
      },
    ],
    ports: [{ protocol: "TCP", port: serverPort }],
  };
}

function registrySummary({ identity, cluster, url, version, exposure }: RegistryLayout): ServerSummary {
  const notes: readonly Note[] =
    exposure === undefined
      ? []
      : [{ code: "must-reach", path: "expose.host", message: `from clients outside of ${cluster}: ${exposure.url}` }];
  return {
    schemaVersion: 1,
    kind: "model-registry",
    component: identity.component,
    cluster,
    url,
    version,
    ...(exposure === undefined ? {} : { exposure }),
    notes,
  };
}
