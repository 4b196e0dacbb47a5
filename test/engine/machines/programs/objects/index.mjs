// Declares the Kubernetes objects that its configuration lists, in the cluster of its kubeconfig.
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();
const provider = new pulumi.ProviderResource("kubernetes", "cluster", {
  kubeconfig: config.requireSecret("kubeconfig"),
  clusterIdentifier: "test",
  // SDKs send a provider's switches as JSON.
  enableConfigMapMutable: "true",
});
for (const [name, { type, ...manifest }] of Object.entries(config.requireObject("objects"))) {
  new pulumi.CustomResource(type, name, manifest, { provider });
}
