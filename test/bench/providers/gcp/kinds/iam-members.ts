import type { Properties } from "../../test-provider.js";
import { nameRule } from "../names.js";
import { gkeServiceAgent, type GcpProject, grantKey, ofType, randomHex, type StoredResource } from "../project.js";
import { at, text } from "../properties.js";
import type { ResourceKind } from "../resource-kind.js";
import type { ProjectRule, Rule } from "../rule.js";

const bindings = "https://docs.cloud.google.com/iam/docs/reference/rest/v1/Policy#Binding";

const memberForm = nameRule(
  "member",
  /^(allUsers|allAuthenticatedUsers|serviceAccount:[^@\s]+\.svc\.id\.goog\[[a-z0-9-]+\/[a-z0-9.-]+\]|(user|serviceAccount|group):[^@\s]+@[^@\s]+|domain:\S+|principal(Set)?:\/\/\S+)$/,
  "is not an IAM member",
  bindings,
);

const roleForm = nameRule(
  "role",
  /^((projects|organizations)\/[^/]+\/)?roles\/[A-Za-z0-9_.]+$/,
  "is not the name of a role",
  bindings,
);

/** Accounts of the project itself must exist before they are granted anything. */
const memberExists: ProjectRule = {
  link: "https://docs.cloud.google.com/iam/docs/troubleshoot-policies#service-account-not-exist",
  refuses: (inputs, project) => {
    const email = /^serviceAccount:(.+)$/.exec(text(inputs, "member") ?? "")?.[1];
    if (email === undefined) return undefined;
    const isAgent = email === gkeServiceAgent(project);
    const known = isAgent
      ? project.serviceAgents.has("container.googleapis.com")
      : project.resources.has(`projects/${project.id}/serviceAccounts/${email}`);
    const own = isAgent || email.endsWith(`@${project.id}.iam.gserviceaccount.com`);
    return own && !known ? `Service account ${email} does not exist` : undefined;
  },
};

/** A project has a pool of workload identities since its first cluster that has one. */
const poolExists: ProjectRule = {
  link: "https://docs.cloud.google.com/kubernetes-engine/docs/how-to/workload-identity",
  refuses: (inputs, project) => {
    const pool = /^serviceAccount:(\S+\.svc\.id\.goog)\[/.exec(text(inputs, "member") ?? "")?.[1];
    if (pool === undefined) return undefined;
    const clusters = ofType(project, "gcp:container/cluster:Cluster");
    const known = clusters.some((cluster) => text(cluster.inputs, "workloadIdentityConfig.workloadPool") === pool);
    return known ? undefined : `Identity Pool does not exist (${pool})`;
  },
};

/** One member of one role on one resource. Many resources of a program can claim the same grant; it exists once. */
function memberKind(of: {
  readonly type: string;
  readonly label: string;
  /** Input that names the resource; undefined for the project itself. */
  readonly target: string | undefined;
  readonly rules?: readonly Rule[];
  readonly projectRules?: readonly ProjectRule[];
}): ResourceKind {
  const { target } = of;
  const resourceOf = (inputs: Properties, project: GcpProject) =>
    target === undefined ? (text(inputs, "project") ?? project.id) : (text(inputs, target) ?? "");
  const grantOf = (inputs: Properties, project: GcpProject) => {
    const grant = grantKey(resourceOf(inputs, project), text(inputs, "role") ?? "", text(inputs, "member") ?? "");
    const condition = text(inputs, "condition.expression");
    return condition === undefined ? grant : `${grant} if ${condition}`;
  };
  return {
    type: of.type,
    label: of.label,
    required: [target ?? "project", "role", "member"],
    request: {
      api: "cloudresourcemanager.v1",
      schema: "Binding",
      paths: { [target ?? "project"]: null, member: "members" },
    },
    replacedBy: [target ?? "project", "role", "member", "condition"],
    rules: [memberForm, roleForm, ...(of.rules ?? [])],
    projectRules: [
      memberExists,
      ...(of.projectRules ?? []),
      {
        link: bindings,
        refuses: (inputs, project) => {
          const resource = resourceOf(inputs, project);
          return target === undefined || project.resources.has(resource) ? undefined : `${resource} was not found`;
        },
      },
    ],
    id: (inputs, project) =>
      [
        resourceOf(inputs, project),
        text(inputs, "role") ?? "",
        text(inputs, "member") ?? "",
        ...(text(inputs, "condition.title") === undefined ? [] : [text(inputs, "condition.title")]),
      ].join("/"),
    computedPaths: ["etag"],
    computed: () => ({ etag: randomHex(6) }),
    exists: (_id, inputs, project) => project.grants.has(grantOf(inputs, project)),
    made: async ({ inputs }: StoredResource, project) => {
      project.grants.add(grantOf(inputs, project));
      grantsChanged(project);
    },
    removed: async ({ inputs }, project) => {
      project.grants.delete(grantOf(inputs, project));
      grantsChanged(project);
    },
  };
}

function grantsChanged(project: GcpProject): void {
  for (const cluster of project.clusters.values()) cluster.signIn();
}

export const projectMemberKind = memberKind({
  type: "gcp:projects/iAMMember:IAMMember",
  label: "projects/iamMember",
  target: undefined,
});

export const serviceAccountMemberKind = memberKind({
  type: "gcp:serviceaccount/iAMMember:IAMMember",
  label: "iam/serviceAccount/iamMember",
  target: "serviceAccountId",
  projectRules: [poolExists],
});

export const bucketMemberKind = memberKind({
  type: "gcp:storage/bucketIAMMember:BucketIAMMember",
  label: "storage/bucket/iamMember",
  target: "bucket",
  rules: [
    nameRule(
      "role",
      /^((projects|organizations)\/[^/]+\/)?roles\/(storage\.|[A-Za-z0-9_]+$)/,
      "cannot be granted on a bucket",
      "https://docs.cloud.google.com/storage/docs/access-control/iam-roles",
    ),
    nameRule(
      "condition.expression",
      /^[^]{1,1000}$/,
      "is longer than 1000",
      "https://docs.cloud.google.com/iam/quotas",
    ),
  ],
  projectRules: [
    {
      link: "https://docs.cloud.google.com/storage/docs/access-control/using-iam-permissions#conditions-iam",
      refuses: (inputs, project) => {
        const bucket = project.resources.get(text(inputs, "bucket") ?? "");
        const isUniform = at(bucket?.inputs, "uniformBucketLevelAccess") === true;
        return inputs["condition"] === undefined || bucket === undefined || isUniform
          ? undefined
          : "a condition needs uniform bucket-level access";
      },
    },
  ],
});

export const cryptoKeyMemberKind = memberKind({
  type: "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember",
  label: "kms/cryptoKey/iamMember",
  target: "cryptoKeyId",
});
