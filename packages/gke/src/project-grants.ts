import { IAMMember } from "@pulumi/gcp/projects/iammember.js";
import type * as pulumi from "@pulumi/pulumi";
import { transformed } from "@roadstead/cluster";
import type { GkeAccess } from "./config.js";
import type { GkeScope } from "./scope.js";

/**
 * The least that nodes need: logs, metrics, and pulling images from the project's Artifact Registry; and what image
 * streaming wants of nodes that do not run as Compute Engine's default account:
 * https://cloud.google.com/kubernetes-engine/docs/how-to/image-streaming#requirements
 */
export function nodeRoles(imageStreaming: boolean): readonly string[] {
  return [
    "roles/container.defaultNodeServiceAccount",
    "roles/artifactregistry.reader",
    ...(imageStreaming ? ["roles/serviceusage.serviceUsageConsumer"] : []),
  ];
}

/** Makes Kubernetes objects of every kind and reaches a DNS endpoint; GKE grants it on projects only. */
export const adminRole = "roles/container.admin";

/** Everyone who gets `adminRole`, each once: two resources for one grant would take it away with the first. */
export function administrators({ deployer, admins }: GkeAccess): readonly string[] {
  return [...new Set([deployer, ...admins])];
}

/** One grant of a role on the project; other grants of the role stay as they are. */
export function grantOnProject(
  scope: GkeScope,
  name: string,
  grant: { readonly role: string; readonly member: pulumi.Input<string> },
  opts: pulumi.CustomResourceOptions = {},
): IAMMember {
  const child = `${scope.name}-${name}`;
  const args = { project: scope.project, ...grant };
  return new IAMMember(child, transformed(scope.transform?.projectGrant, args, { name: child }), {
    parent: scope.parent,
    ...opts,
  });
}

/** Access of deployer and admins. Kubernetes objects come after it and go before it. */
export function grantAccess(scope: GkeScope, access: GkeAccess): readonly IAMMember[] {
  return administrators(access).map((member) =>
    grantOnProject(scope, `admin-${member.replace(":", "-")}`, { role: adminRole, member }),
  );
}
