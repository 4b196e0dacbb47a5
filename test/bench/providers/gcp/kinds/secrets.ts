import { labelsRule, nameRule } from "../names.js";
import { ofType } from "../project.js";
import { at, list, text } from "../properties.js";
import type { ResourceKind } from "../resource-kind.js";

/** https://docs.cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets */
export const secretKind: ResourceKind = {
  type: "gcp:secretmanager/secret:Secret",
  label: "secretmanager/secret",
  required: ["secretId", "replication"],
  request: {
    api: "secretmanager.v1",
    schema: "Secret",
    paths: {
      project: null,
      secretId: null,
      deletionProtection: null,
      deletionPolicy: null,
      "replication.auto": "automatic",
    },
  },
  replacedBy: ["secretId", "project", "replication", "tags"],
  rules: [
    nameRule(
      "secretId",
      /^[A-Za-z0-9_-]{1,255}$/,
      "must be 1 to 255 letters, digits, hyphens or underscores",
      "https://docs.cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets/create",
    ),
    labelsRule("labels"),
    {
      link: "https://docs.cloud.google.com/secret-manager/docs/choosing-replication",
      refuses: (inputs) => {
        const auto = at(inputs, "replication.auto") !== undefined;
        return auto === list(inputs, "replication.userManaged.replicas").length > 0
          ? "replication is either automatic or names its locations"
          : undefined;
      },
    },
  ],
  projectRules: [],
  undeletable: ({ id, inputs }) =>
    at(inputs, "deletionProtection") === true ? `deletion_protection of ${id} is on` : undefined,
  id: (inputs, project) =>
    `projects/${text(inputs, "project") ?? project.id}/secrets/${text(inputs, "secretId") ?? ""}`,
  computedPaths: ["name", "createTime"],
  computed: (_inputs, project, id) => ({
    name: id.replace(/^projects\/[^/]+/, `projects/${project.number}`),
    createTime: new Date().toISOString(),
  }),
  removed: async ({ id }, project) => {
    for (const version of ofType(project, secretVersionKind.type)) {
      if (text(version.inputs, "secret") === id) project.resources.delete(version.id);
    }
  },
};

/** https://docs.cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets/addVersion */
export const secretVersionKind: ResourceKind = {
  type: "gcp:secretmanager/secretVersion:SecretVersion",
  label: "secretmanager/secretVersion",
  required: ["secret", "secretData"],
  request: {
    api: "secretmanager.v1",
    schema: "SecretPayload",
    paths: { secret: null, enabled: null, deletionPolicy: null, isSecretDataBase64: null, secretData: "data" },
  },
  replacedBy: ["secret", "secretData", "isSecretDataBase64"],
  rules: [],
  projectRules: [
    {
      link: "https://docs.cloud.google.com/secret-manager/docs/add-secret-version",
      refuses: (inputs, project) => {
        const secret = text(inputs, "secret") ?? "";
        return project.resources.has(secret) ? undefined : `Secret ${secret} was not found`;
      },
    },
  ],
  id: (inputs, project) => {
    const secret = text(inputs, "secret") ?? "";
    const versions = ofType(project, secretVersionKind.type).filter(({ id }) => id.startsWith(`${secret}/`));
    return `${secret}/versions/${versions.length + 1}`;
  },
  computedPaths: ["name", "version"],
  computed: (_inputs, _project, id) => ({ name: id, version: id.slice(id.lastIndexOf("/") + 1) }),
};
