import { Cluster } from "@pulumi/gcp/container/cluster.js";
import * as pulumi from "@pulumi/pulumi";
import { transformed } from "@roadstead/cluster";
import type { ExistingGkeCluster } from "./config.js";
import { type ControlPlanePlace, type ControlPlaneShape, controlPlaneArgs } from "./control-plane-args.js";
import type { GkeScope } from "./scope.js";

/** A control plane that node pools join and Kubernetes objects are sent to. */
export interface ControlPlane {
  readonly clusterName: pulumi.Input<string>;
  /** URL of the API server. */
  readonly server: pulumi.Output<string>;
  /** Certificate authority, base64; undefined where the certificate is publicly trusted. */
  readonly ca: pulumi.Output<string> | undefined;
  /** Same as long as the cluster is the same one, whatever its name, endpoint or certificate. */
  readonly identifier: pulumi.Input<string>;
  readonly resources: readonly pulumi.Resource[];
}

export function createControlPlane(
  scope: GkeScope,
  shape: ControlPlaneShape,
  place: ControlPlanePlace,
  dependsOn: pulumi.Resource[],
): ControlPlane {
  const name = `${scope.name}-cluster`;
  const args = transformed(scope.transform?.cluster, controlPlaneArgs(shape, place), { name });
  const cluster = new Cluster(name, args, {
    parent: scope.parent,
    protect: scope.deletionProtection,
    dependsOn,
    // The throw-away pool is gone: what it was made of counts no more, and a change would make a new cluster.
    ignoreChanges: ["initialNodeCount", "nodeConfig"],
  });
  // While the cluster is not made, a member that its arguments lack reads as undefined; the endpoint is unknown then.
  const made = pulumi.all([cluster.endpoint, cluster.controlPlaneEndpointsConfig, cluster.masterAuth]);
  const dnsName = made.apply(([, endpoints]) => endpoints.dnsEndpointConfig.endpoint);
  const ca = made.apply(([, , auth]) => auth.clusterCaCertificate);
  const viaDns = shape.config.access.endpoint === "dns";
  return {
    clusterName: cluster.name,
    server: viaDns ? pulumi.interpolate`https://${dnsName}` : pulumi.interpolate`https://${cluster.endpoint}`,
    ca: viaDns ? undefined : ca,
    // The name of the DNS endpoint is made with the cluster and outlives key rotations and changes of endpoint.
    identifier: pulumi.interpolate`${cluster.id}/${dnsName}`,
    resources: [cluster],
  };
}

export function existingControlPlane({ name, endpoint, ca, clusterId }: ExistingGkeCluster): ControlPlane {
  return {
    clusterName: name,
    server: pulumi.interpolate`https://${endpoint}`,
    ca: ca === undefined ? undefined : pulumi.output(ca),
    identifier: clusterId,
    resources: [],
  };
}
