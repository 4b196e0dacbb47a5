import type { TokenUser } from "../../control-plane/index.js";
import { type GcpProject, hasRole } from "./project.js";

/** Groups that stand for what IAM lets somebody do inside a cluster; `system-objects.ts` binds the last two. */
const groupOfRoles: readonly (readonly [group: string, roles: readonly string[]])[] = [
  ["system:masters", ["roles/container.admin", "roles/owner"]],
  ["gke:developers", ["roles/container.developer", "roles/editor"]],
  ["gke:viewers", ["roles/container.viewer", "roles/viewer"]],
];

/** The token that Google gives somebody; the exec plugin makes the same. */
export function accessToken(member: string): string {
  return `ya29.${Buffer.from(member).toString("base64url")}`;
}

/**
 * Who gets into the project's clusters. Everybody whom Google knows is known to them too, and may do there what IAM
 * grants: https://docs.cloud.google.com/kubernetes-engine/docs/how-to/iam
 */
export function clusterTokens(project: GcpProject): Record<string, TokenUser> {
  const members = [...project.grants].map((grant) => grant.slice(grant.lastIndexOf(" ") + 1));
  const people = [project.caller, ...members].filter((member) => /^(user|serviceAccount):/.test(member));
  return Object.fromEntries(
    people.map((member) => [
      accessToken(member),
      {
        username: member.slice(member.indexOf(":") + 1),
        groups: groupOfRoles.filter(([, roles]) => hasRole(project, member, roles)).map(([group]) => group),
      },
    ]),
  );
}
