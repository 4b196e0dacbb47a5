import type { Properties } from "../../test-provider.js";
import { nameRule } from "../names.js";
import { type GcpProject, ofType, randomHex } from "../project.js";
import { at, count, text } from "../properties.js";
import type { ResourceKind } from "../resource-kind.js";
import { cloudSqlRules } from "../rules/cloud-sql-rules.js";

function projectOf(inputs: Properties, project: GcpProject): string {
  return text(inputs, "project") ?? project.id;
}

/** https://docs.cloud.google.com/sql/docs/postgres/admin-api/rest/v1/instances */
export const databaseInstanceKind: ResourceKind = {
  type: "gcp:sql/databaseInstance:DatabaseInstance",
  label: "sql/instance",
  required: ["databaseVersion", "settings"],
  autoName: { property: "name", separator: "-", maxLength: 60 },
  request: {
    api: "sqladmin.v1",
    schema: "DatabaseInstance",
    paths: {
      deletionProtection: null,
      deletionPolicy: null,
      "settings.diskSize": "dataDiskSizeGb",
      "settings.diskType": "dataDiskType",
      "settings.diskAutoresize": "storageAutoResize",
      "settings.diskAutoresizeLimit": "storageAutoResizeLimit",
      "settings.ipConfiguration.pscConfigs": "pscConfig",
    },
  },
  replacedBy: ["name", "project", "region", "masterInstanceName", "encryptionKeyName", "settings.collation"],
  rules: cloudSqlRules,
  projectRules: [
    {
      link: "https://docs.cloud.google.com/sql/docs/postgres/delete-instance",
      refuses: (inputs, project) => {
        const id = databaseInstanceKind.id(inputs, project);
        return project.spentNames.has(id) && !project.resources.has(id)
          ? `the name of ${id} can be used again a week after its deletion only`
          : undefined;
      },
    },
  ],
  updateRules: [
    {
      link: "https://docs.cloud.google.com/sql/docs/postgres/instance-settings#storage-capacity-2ndgen",
      refuses: (before, after) => {
        const [old, next] = [before, after].map((inputs) => count(inputs, "settings.diskSize") ?? 0);
        return (next ?? 0) < (old ?? 0) ? "a disk cannot become smaller" : undefined;
      },
    },
  ],
  undeletable: ({ id, inputs }) =>
    at(inputs, "deletionProtection") === true || at(inputs, "settings.deletionProtectionEnabled") === true
      ? `deletion_protection of ${id} is on`
      : undefined,
  id: (inputs, project) => `projects/${projectOf(inputs, project)}/instances/${text(inputs, "name") ?? ""}`,
  computedPaths: ["connectionName", "pscServiceAttachmentLink", "selfLink", "serviceAccountEmailAddress"],
  computed: (inputs, project, id) => {
    const [owner, region] = [projectOf(inputs, project), text(inputs, "region") ?? ""];
    const tenant = `t${randomHex(8)}-tp`;
    return {
      connectionName: `${owner}:${region}:${text(inputs, "name") ?? ""}`,
      selfLink: `https://sqladmin.googleapis.com/sql/v1beta4/${id}`,
      serviceAccountEmailAddress: `p${project.number}-${randomHex(3)}@gcp-sa-cloud-sql.iam.gserviceaccount.com`,
      pscServiceAttachmentLink:
        at(inputs, "settings.ipConfiguration.pscConfigs.pscEnabled") === true
          ? `projects/${tenant}/regions/${region}/serviceAttachments/a-${randomHex(6)}-psc-service-attachment-${randomHex(8)}`
          : "",
    };
  },
  made: async ({ id }, project) => {
    project.spentNames.add(id);
  },
  removed: async ({ inputs }, project) => {
    for (const user of ofType(project, databaseUserKind.type)) {
      if (text(user.inputs, "instance") === text(inputs, "name")) project.resources.delete(user.id);
    }
  },
};

/** https://docs.cloud.google.com/sql/docs/postgres/admin-api/rest/v1/users */
export const databaseUserKind: ResourceKind = {
  type: "gcp:sql/user:User",
  label: "sql/user",
  required: ["instance"],
  request: {
    api: "sqladmin.v1",
    schema: "User",
    paths: { deletionPolicy: null },
  },
  replacedBy: ["name", "instance", "project", "host", "type"],
  rules: [
    nameRule(
      "name",
      /^(?!(postgres|cloudsqladmin|cloudsqlsuperuser|pg_.*)$)[^]{1,63}$/,
      "is a user that is there, or longer than 63",
      "https://docs.cloud.google.com/sql/docs/postgres/users",
    ),
    {
      link: "https://docs.cloud.google.com/sql/docs/postgres/create-manage-users",
      refuses: (inputs) =>
        (text(inputs, "type") ?? "BUILT_IN") === "BUILT_IN" && inputs["password"] === undefined
          ? "a user without IAM needs a password"
          : undefined,
    },
  ],
  projectRules: [
    {
      link: "https://docs.cloud.google.com/sql/docs/postgres/admin-api/rest/v1/users/insert",
      refuses: (inputs, project) => {
        const id = `projects/${projectOf(inputs, project)}/instances/${text(inputs, "instance") ?? ""}`;
        return project.resources.has(id) ? undefined : `the instance ${id} was not found`;
      },
    },
  ],
  abandons: ({ inputs }) => text(inputs, "deletionPolicy") === "ABANDON",
  // Of objects and grants the bench knows nothing, and an administrator has some.
  undeletable: ({ inputs }) =>
    `role "${text(inputs, "name") ?? ""}" cannot be dropped because some objects depend on it`,
  id: (inputs, project) =>
    `projects/${projectOf(inputs, project)}/instances/${text(inputs, "instance") ?? ""}/users/${text(inputs, "name") ?? ""}`,
  computedPaths: [],
  computed: () => ({}),
};
