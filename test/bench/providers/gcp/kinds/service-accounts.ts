import { nameRule } from "../names.js";
import { gkeServiceAgent, ofType, randomDigits } from "../project.js";
import { text } from "../properties.js";
import type { ResourceKind } from "../resource-kind.js";

/** Email address of an account of a project. */
export function accountEmail(accountId: string, project: string): string {
  return `${accountId}@${project}.iam.gserviceaccount.com`;
}

/** https://docs.cloud.google.com/iam/docs/service-accounts-create */
export const serviceAccountKind: ResourceKind = {
  type: "gcp:serviceaccount/account:Account",
  label: "iam/serviceAccount",
  required: ["accountId"],
  request: {
    api: "iam.v1",
    schema: "CreateServiceAccountRequest",
    paths: {
      project: null,
      createIgnoreAlreadyExists: null,
      displayName: "serviceAccount.displayName",
      description: "serviceAccount.description",
    },
  },
  replacedBy: ["accountId", "project"],
  rules: [
    // The description of "accountId" in the API's own document.
    nameRule(
      "accountId",
      /^[a-z](?=.{5,29}$)([-a-z0-9]*[a-z0-9])$/,
      "must be 6 to 30 lower-case letters, digits or hyphens",
      "https://docs.cloud.google.com/iam/docs/reference/rest/v1/projects.serviceAccounts/create",
    ),
    nameRule(
      "displayName",
      /^[^]{0,100}$/,
      "is longer than 100",
      "https://docs.cloud.google.com/iam/docs/reference/rest/v1/projects.serviceAccounts",
    ),
  ],
  projectRules: [],
  undeletable: ({ computed }, project) => {
    const email = text(computed, "email");
    const user = ofType(project, "gcp:container/nodePool:NodePool").find(
      ({ inputs }) => text(inputs, "nodeConfig.serviceAccount") === email,
    );
    // Google Cloud lets it happen, and the nodes then can do nothing; the bench says it at once.
    return user === undefined ? undefined : `nodes of ${user.id} still run as ${String(email)}`;
  },
  id: (inputs, project) => {
    const owner = text(inputs, "project") ?? project.id;
    return `projects/${owner}/serviceAccounts/${accountEmail(text(inputs, "accountId") ?? "", owner)}`;
  },
  computedPaths: ["email", "member", "name", "uniqueId"],
  computed: (_inputs, _project, id) => {
    const email = id.slice(id.lastIndexOf("/") + 1);
    return { email, member: `serviceAccount:${email}`, name: id, uniqueId: randomDigits(21), disabled: false };
  },
};

/** Makes a service's own account in the project, or finds it: https://docs.cloud.google.com/iam/docs/service-agents */
export const serviceIdentityKind: ResourceKind = {
  type: "gcp:projects/serviceIdentity:ServiceIdentity",
  label: "serviceusage/serviceIdentity",
  // generateServiceIdentity, linked below, makes it or gives the one that is there.
  isGivenOnce: true,
  required: ["service"],
  request: { api: "iam.v1", schema: "ServiceAccount", paths: { project: null, service: null } },
  replacedBy: ["project", "service"],
  rules: [
    nameRule(
      "service",
      /^[a-z0-9-]+\.googleapis\.com$/,
      "is not the name of a Google API",
      "https://docs.cloud.google.com/service-usage/docs/reference/rest/v1beta1/services/generateServiceIdentity",
    ),
  ],
  projectRules: [
    {
      link: "https://docs.cloud.google.com/iam/docs/service-agents",
      refuses: (inputs) =>
        text(inputs, "service") === "container.googleapis.com"
          ? undefined
          : "the bench knows the agent of container.googleapis.com only",
    },
  ],
  id: (inputs, project) =>
    `projects/${text(inputs, "project") ?? project.id}/services/${text(inputs, "service") ?? ""}`,
  computedPaths: ["email", "member"],
  computed: (_inputs, project) => {
    const email = gkeServiceAgent(project);
    return { email, member: `serviceAccount:${email}` };
  },
  made: async ({ inputs }, project) => {
    project.serviceAgents.add(text(inputs, "service") ?? "");
  },
};
