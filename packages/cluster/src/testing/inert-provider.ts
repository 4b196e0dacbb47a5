import { Provider } from "@pulumi/kubernetes/provider.js";
import * as pulumi from "@pulumi/pulumi";

/**
 * A kubeconfig that reaches nothing: `.invalid` is a name that never resolves (RFC 2606), so a test that runs
 * against a real engine by mistake changes no cluster.
 */
export const inertKubeconfig = `apiVersion: v1
kind: Config
current-context: fake
clusters:
  - name: fake
    cluster: { server: "https://kubernetes.invalid" }
users:
  - name: fake
    user: {}
contexts:
  - name: fake
    context: { cluster: fake, user: fake }
`;

/** The provider of a cluster that is not there. */
export function inertProvider(cluster: string, parent?: pulumi.Resource): Provider {
  return new Provider(
    `${cluster}-kubernetes`,
    { kubeconfig: pulumi.secret(inertKubeconfig), clusterIdentifier: cluster },
    parent === undefined ? {} : { parent },
  );
}
