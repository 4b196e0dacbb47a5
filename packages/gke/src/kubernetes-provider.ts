import { Provider } from "@pulumi/kubernetes/provider.js";
import * as pulumi from "@pulumi/pulumi";
import { transformed } from "@roadstead/cluster";
import type { GkeAuth } from "./config.js";
import type { ControlPlane } from "./control-plane.js";
import { kubeconfigText } from "./kubeconfig.js";
import type { GkeScope } from "./scope.js";

/** Secret: it says where the API server is and who signs in. */
export function kubeconfigOf(scope: GkeScope, controlPlane: ControlPlane, auth?: GkeAuth): pulumi.Output<string> {
  const facts = pulumi.all([controlPlane.server, controlPlane.ca]);
  return pulumi.secret(facts.apply(([server, ca]) => kubeconfigText({ name: scope.clusterName, server, ca }, auth)));
}

/** Waits for the deployer's access, which therefore outlives every Kubernetes object. */
export function kubernetesProvider(
  scope: GkeScope,
  args: { readonly kubeconfig: pulumi.Output<string>; readonly identifier: pulumi.Input<string> },
  dependsOn: pulumi.Resource[],
): Provider {
  const name = `${scope.name}-kubernetes`;
  return new Provider(
    name,
    transformed(
      scope.transform?.provider,
      {
        kubeconfig: args.kubeconfig,
        clusterIdentifier: args.identifier,
        enableConfigMapMutable: true,
        enableSecretMutable: true,
      },
      { name },
    ),
    { parent: scope.parent, dependsOn },
  );
}
