import type { Properties } from "../../test-provider.js";
import { type GcpProject, hasRole } from "../project.js";
import { text } from "../properties.js";
import type { ProjectRule } from "../rule.js";

/** One role that has all that nodes need, or the three older ones together. */
const nodeRoles: readonly (readonly string[])[] = [
  ["roles/container.defaultNodeServiceAccount"],
  ["roles/container.nodeServiceAccount"],
  ["roles/editor"],
  ["roles/logging.logWriter", "roles/monitoring.metricWriter", "roles/monitoring.viewer"],
];

/** Nodes whose account can write no logs and metrics run without a word; the bench says it at once. */
export const nodeAccountWorks: ProjectRule = {
  link: "https://docs.cloud.google.com/kubernetes-engine/docs/how-to/service-accounts#default-gke-service-agent",
  refuses: (inputs, project) => {
    const email = text(inputs, "nodeConfig.serviceAccount");
    if (email === undefined) return undefined;
    if (isOwn(email, project) && !project.resources.has(accountId(email, project))) {
      return `the service account ${email} does not exist`;
    }
    const works = nodeRoles.some((roles) => roles.every((role) => hasRole(project, `serviceAccount:${email}`, [role])));
    return works || !isOwn(email, project)
      ? undefined
      : `the service account ${email} lacks roles/container.defaultNodeServiceAccount`;
  },
};

/** Who gives nodes an account acts as that account. */
export const mayUseAccount: ProjectRule = {
  link: "https://docs.cloud.google.com/iam/docs/service-accounts-actas",
  refuses: (inputs: Properties, project: GcpProject) => {
    const email = text(inputs, "nodeConfig.serviceAccount");
    if (email === undefined || !isOwn(email, project)) return undefined;
    const roles = ["roles/iam.serviceAccountUser", "roles/editor", "roles/owner"];
    return hasRole(project, project.caller, roles, accountId(email, project))
      ? undefined
      : `${project.caller} lacks the permission "iam.serviceAccounts.actAs" on ${email}`;
  },
};

function isOwn(email: string, project: GcpProject): boolean {
  return email.endsWith(`@${project.id}.iam.gserviceaccount.com`);
}

function accountId(email: string, project: GcpProject): string {
  return `projects/${project.id}/serviceAccounts/${email}`;
}
