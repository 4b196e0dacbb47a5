import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import { Secret } from "@pulumi/kubernetes/core/v1/secret.js";
import type { core } from "@pulumi/kubernetes/types/input.js";
import * as pulumi from "@pulumi/pulumi";
import type { ClusterHandle, NetworkEgress } from "@roadstead/cluster";
import { clientLabel, referenceProblems, type ServerReference, type ServerSummary, urlFrom } from "@roadstead/core";
import { componentNameProblems } from "../parts/component-name.js";
import { InvalidWorkloadError } from "../parts/invalid-workload-error.js";
import { serverAccess } from "../parts/server-access.js";
import type { FeatureRule } from "./rules.js";

export interface FeatureClientArgs {
  /** A FeatureStore, or one that runs already. */
  readonly store: pulumi.Resource & { readonly reference: ServerReference; readonly clientConfig?: string };
  /** Cluster of the client's pods: the store's own, or another one if the store is exposed. */
  readonly cluster: ClusterHandle;
  /** Namespace of the client's pods; it must exist. */
  readonly namespace: string;
}

/** What goes into a client's pod: merge each part into the pod's own. */
export interface FeatureClientPod {
  /** Labels of the pod, by which the store's network policy knows it. */
  readonly labels: Readonly<Record<string, string>>;
  /**
   * Of each container that reads features: `FEATURE_STORE_URL` of the online server; where there is a token its own,
   * `FEAST_OIDC_TOKEN`; `FEAST_FS_YAML_FILE_PATH` for Feast's client, on the store's own cluster only.
   */
  readonly envFrom: readonly core.v1.EnvFromSource[];
  readonly volumes: readonly core.v1.Volume[];
  readonly volumeMounts: readonly core.v1.VolumeMount[];
  /** For a network policy of the pod's namespace: what it must reach, beside DNS. */
  readonly egress: readonly NetworkEgress[];
}

const pods = new WeakMap<pulumi.Resource, FeatureClientPod>();

/**
 * A client of a feature store: a Secret and a ConfigMap `<name>` in the client's namespace.
 *
 * Where callers are known by their ServiceAccount, the pod shows its own token, which it must have mounted. From
 * another cluster only the online server is reached, over HTTP; the registry is not exposed.
 */
export class FeatureClient extends pulumi.ComponentResource {
  /** Name of the Secret. */
  readonly secretName: pulumi.Output<string>;

  constructor(name: string, args: FeatureClientArgs, opts?: pulumi.ComponentResourceOptions) {
    const { store, cluster, namespace } = args;
    const { reference } = store;
    super("roadstead:index:FeatureClient", name, { spec: { store: reference.component, namespace } }, opts);
    const home = cluster.summary.name;
    const problems = [
      ...componentNameProblems(name, "features/name" satisfies FeatureRule, "name", 63),
      ...componentNameProblems(namespace, "features/namespace" satisfies FeatureRule, "namespace", 63),
      ...referenceProblems(reference, home, "store"),
    ];
    if (problems.length > 0) throw new InvalidWorkloadError(this, problems);

    const access = serverAccess(store);
    const inside = reference.cluster === home;
    const files = clientFiles(inside ? store.clientConfig : undefined, inside ? undefined : access.ca);
    const mounted = Object.keys(files).length > 0;
    const metadata = { name, namespace };
    const childOpts = { parent: this, provider: cluster.provider, dependsOn: [...cluster.ready, ...access.ready] };
    const url = urlFrom(reference, home) ?? reference.component;
    const login = access.logins.read;
    const secret = new Secret(
      name,
      {
        metadata,
        type: "Opaque",
        stringData: {
          FEATURE_STORE_URL: url,
          ...(login !== undefined && "token" in login ? { FEAST_OIDC_TOKEN: login.token } : {}),
          ...(configFile in files ? { FEAST_FS_YAML_FILE_PATH: `${folder}/${configFile}` } : {}),
          ...(caFile in files ? { FEATURE_STORE_CA_FILE: `${folder}/${caFile}` } : {}),
        },
      },
      childOpts,
    );
    if (mounted) new ConfigMap(name, { metadata, data: files }, childOpts);
    pods.set(this, {
      labels: inside ? clientLabel(reference.component) : {},
      envFrom: [{ secretRef: { name } }],
      volumes: mounted ? [{ name: volume, configMap: { name } }] : [],
      volumeMounts: mounted ? [{ name: volume, mountPath: folder, readOnly: true }] : [],
      egress: inside ? access.egress : [],
    });
    this.secretName = secret.metadata.name;
    const summary: ServerSummary = {
      schemaVersion: 1,
      kind: "client",
      component: reference.component,
      cluster: home,
      url,
      notes: inside ? [] : [{ code: "must-reach", path: "store", message: `from the pods of ${home}: ${url}` }],
    };
    this.registerOutputs({ secretName: this.secretName, summary });
  }

  get pod(): FeatureClientPod {
    const pod = pods.get(this);
    if (pod === undefined) throw new Error("a FeatureClient is used before its constructor is done");
    return pod;
  }
}

const folder = "/etc/feature-store";
const volume = "feature-store";
const configFile = "feature_store.yaml";
const caFile = "ca.crt";

function clientFiles(
  config: string | undefined,
  ca: pulumi.Input<string> | undefined,
): Readonly<Record<string, pulumi.Input<string>>> {
  return {
    ...(config === undefined ? {} : { [configFile]: config }),
    ...(ca === undefined ? {} : { [caFile]: ca }),
  };
}
