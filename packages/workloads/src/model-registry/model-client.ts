import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import { Secret } from "@pulumi/kubernetes/core/v1/secret.js";
import type { core } from "@pulumi/kubernetes/types/input.js";
import * as pulumi from "@pulumi/pulumi";
import type { ClusterHandle, NetworkEgress } from "@roadstead/cluster";
import {
  clientLabel,
  type Problem,
  referenceProblems,
  type ServerReference,
  type ServerSummary,
  urlFrom,
} from "@roadstead/core";
import { componentNameProblems } from "../parts/component-name.js";
import { InvalidWorkloadError } from "../parts/invalid-workload-error.js";
import { type ClientRight, type ServerAccess, serverAccess, type ServerLogin } from "../parts/server-access.js";
import type { ModelRule } from "./rules.js";

export interface ModelClientArgs {
  /** A ModelRegistry, or one that runs already. */
  readonly registry: pulumi.Resource & { readonly reference: ServerReference };
  /** Cluster of the client's pods: the registry's own, or another one if the registry is exposed. */
  readonly cluster: ClusterHandle;
  /** Namespace of the client's pods; it must exist. */
  readonly namespace: string;
  /**
   * "read" looks models up and gets them. "write" also logs and registers them, in experiments that a writer made.
   * @default "read"
   */
  readonly access?: ClientRight;
}

/** What goes into a client's pod: merge each part into the pod's own. */
export interface ModelClientPod {
  /** Labels of the pod, by which the registry's network policy knows it. */
  readonly labels: Readonly<Record<string, string>>;
  /** Of each container that uses MLflow: URL, login and certificate, in MLflow's own variables. */
  readonly envFrom: readonly core.v1.EnvFromSource[];
  readonly volumes: readonly core.v1.Volume[];
  readonly volumeMounts: readonly core.v1.VolumeMount[];
  /** For a network policy of the pod's namespace: what it must reach, beside DNS. */
  readonly egress: readonly NetworkEgress[];
}

const pods = new WeakMap<pulumi.Resource, ModelClientPod>();

/**
 * A client of a model registry: a Secret `<name>` in the client's namespace with all that MLflow's client reads.
 *
 * Models go through the registry, also across clusters: a client never gets a key to the bucket.
 */
export class ModelClient extends pulumi.ComponentResource {
  /** Name of the Secret. */
  readonly secretName: pulumi.Output<string>;

  constructor(name: string, args: ModelClientArgs, opts?: pulumi.ComponentResourceOptions) {
    const { registry, cluster, namespace, access: right = "read" } = args;
    const { reference } = registry;
    super(
      "roadstead:index:ModelClient",
      name,
      { spec: { registry: reference.component, namespace, access: right } },
      opts,
    );
    const access = serverAccess(registry);
    const home = cluster.summary.name;
    const problems = [
      ...componentNameProblems(name, "models/name" satisfies ModelRule, "name", 63),
      ...componentNameProblems(namespace, "models/namespace" satisfies ModelRule, "namespace", 63),
      ...referenceProblems(reference, home, "registry"),
      ...rightProblems(reference.component, access.logins, right),
    ];
    if (problems.length > 0) throw new InvalidWorkloadError(this, problems);

    const inside = reference.cluster === home;
    const ca = inside ? undefined : access.ca;
    const metadata = { name, namespace };
    const childOpts = { parent: this, provider: cluster.provider, dependsOn: [...cluster.ready, ...access.ready] };
    const url = urlFrom(reference, home) ?? access.url;
    const secret = new Secret(
      name,
      {
        metadata,
        type: "Opaque",
        stringData: {
          ...(url === undefined ? {} : { MLFLOW_TRACKING_URI: url }),
          ...loginVariables(access.logins[right]),
          ...(ca === undefined ? {} : { MLFLOW_TRACKING_SERVER_CERT_PATH: `${caFolder}/${caFile}` }),
        },
      },
      childOpts,
    );
    if (ca !== undefined) new ConfigMap(`${name}-ca`, { metadata, data: { [caFile]: ca } }, childOpts);
    pods.set(this, {
      labels: inside ? clientLabel(reference.component) : {},
      envFrom: [{ secretRef: { name } }],
      volumes: ca === undefined ? [] : [{ name: caVolume, configMap: { name } }],
      volumeMounts: ca === undefined ? [] : [{ name: caVolume, mountPath: caFolder, readOnly: true }],
      egress: inside ? access.egress : [],
    });
    this.secretName = secret.metadata.name;
    this.registerOutputs({ secretName: this.secretName, summary: clientSummary(reference, home, inside) });
  }

  get pod(): ModelClientPod {
    const pod = pods.get(this);
    if (pod === undefined) throw new Error("a ModelClient is used before its constructor is done");
    return pod;
  }
}

const caFolder = "/etc/model-registry";
const caFile = "ca.crt";
const caVolume = "model-registry-ca";

/** Problems of asking for a right that no login of the registry has. */
export function rightProblems(
  component: string,
  logins: ServerAccess["logins"],
  right: ClientRight,
): readonly Problem[] {
  const rights = (["read", "write"] as const).filter((candidate) => logins[candidate] !== undefined);
  // A managed registry signs callers in by their cloud identity, and has no logins at all.
  if (rights.length === 0 || rights.includes(right)) return [];
  return [
    {
      rule: "models/client-access" satisfies ModelRule,
      path: "access",
      message: `is nothing that ${component} has a login for`,
      got: JSON.stringify(right),
      allowed: rights,
    },
  ];
}

function loginVariables(login: ServerLogin | undefined): Record<string, pulumi.Input<string>> {
  if (login === undefined) return {};
  if ("token" in login) return { MLFLOW_TRACKING_TOKEN: login.token };
  return { MLFLOW_TRACKING_USERNAME: login.username, MLFLOW_TRACKING_PASSWORD: login.password };
}

function clientSummary(reference: ServerReference, home: string, inside: boolean): ServerSummary {
  const url = urlFrom(reference, home);
  const message = `from the pods of ${home}: ${url ?? reference.component}`;
  return {
    schemaVersion: 1,
    kind: "client",
    component: reference.component,
    cluster: home,
    ...(url === undefined ? {} : { url }),
    notes: inside ? [] : [{ code: "must-reach", path: "registry", message }],
  };
}
