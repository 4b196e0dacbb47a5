import type { NamespaceArgs } from "@pulumi/kubernetes/core/v1/namespace.js";
import { podSecurityLabels } from "@roadstead/cluster";
import { type ObjectIdentity, objectLabels } from "./object-labels.js";

/** The component's own namespace. It admits only pods that keep to the strictest Pod Security Standard. */
export function namespaceManifest(identity: ObjectIdentity): NamespaceArgs {
  return {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: { name: identity.namespace, labels: { ...objectLabels(identity), ...podSecurityLabels("restricted") } },
  };
}
