import type { Properties } from "../../test-provider.js";
import { labelsRule, nameRule } from "../names.js";
import { at, count, isObject, list, text } from "../properties.js";
import type { ResourceKind } from "../resource-kind.js";
import type { Rule } from "../rule.js";

const naming = "https://docs.cloud.google.com/storage/docs/buckets#naming";
const lifecycle = "https://docs.cloud.google.com/storage/docs/lifecycle";

const actions = ["Delete", "SetStorageClass", "AbortIncompleteMultipartUpload"];
const uploadConditions = ["age", "matchesPrefixes", "matchesSuffixes"];

const lifecycleRules: Rule = {
  link: lifecycle,
  refuses: (inputs) =>
    list(inputs, "lifecycleRules")
      .map((rule) => {
        const type = text(rule, "action.type") ?? "";
        const condition = at(rule, "condition");
        const conditions = isObject(condition) ? Object.keys(condition) : [];
        if (!actions.includes(type))
          return `the action "${type}" of a lifecycle rule must be one of ${actions.join(", ")}`;
        if (conditions.length === 0) return "a lifecycle rule needs a condition";
        const state = text(condition, "withState");
        if (state !== undefined && !["LIVE", "ARCHIVED", "ANY"].includes(state)) return `no object is "${state}"`;
        const strange = conditions.find((name) => !uploadConditions.includes(name));
        return type === "AbortIncompleteMultipartUpload" && strange !== undefined
          ? `${type} cannot depend on ${strange}`
          : undefined;
      })
      .find((reason) => reason !== undefined),
};

/** https://docs.cloud.google.com/storage/docs/json_api/v1/buckets */
export const bucketKind: ResourceKind = {
  type: "gcp:storage/bucket:Bucket",
  label: "storage/bucket",
  required: ["location"],
  autoName: { property: "name", separator: "-", maxLength: 63 },
  request: {
    api: "storage.v1",
    schema: "Bucket",
    paths: {
      project: null,
      forceDestroy: null,
      deletionPolicy: null,
      uniformBucketLevelAccess: "iamConfiguration.uniformBucketLevelAccess.enabled",
      publicAccessPrevention: "iamConfiguration.publicAccessPrevention",
      lifecycleRules: "lifecycle.rule",
      // The API has two conditions for it, "isLive" and its opposite.
      "lifecycleRules.condition.withState": null,
      "lifecycleRules.condition.matchesPrefixes": "matchesPrefix",
      "lifecycleRules.condition.matchesSuffixes": "matchesSuffix",
    },
  },
  replacedBy: ["name", "project", "location", "hierarchicalNamespace", "enableObjectRetention"],
  rules: [
    nameRule("name", /^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$/, "must be 3 to 63 lower-case characters", naming),
    nameRule("name", /^(?!goog)(?!.*(google|g00gle))/, 'begins with "goog" or contains "google"', naming),
    nameRule("name", /^[^.]*$/, "is a domain that nobody has verified", naming),
    nameRule(
      "location",
      /^([A-Z]+(-[A-Z]+\d*)?|[a-z]+-[a-z]+\d+)$/,
      "is no region",
      "https://docs.cloud.google.com/storage/docs/locations",
    ),
    labelsRule("labels"),
    nameRule(
      "publicAccessPrevention",
      /^(enforced|inherited)$/,
      'must be "enforced" or "inherited"',
      "https://docs.cloud.google.com/storage/docs/public-access-prevention",
    ),
    lifecycleRules,
    {
      link: "https://docs.cloud.google.com/storage/docs/soft-delete#retention-duration",
      refuses: (inputs) => {
        const seconds = count(inputs, "softDeletePolicy.retentionDurationSeconds");
        const right = seconds === undefined || seconds === 0 || (seconds >= 604_800 && seconds <= 7_776_000);
        return right ? undefined : "what is deleted is kept for 7 to 90 days, or not at all";
      },
    },
  ],
  projectRules: [],
  updateRules: [
    {
      link: "https://docs.cloud.google.com/storage/docs/uniform-bucket-level-access#conditions",
      refuses: (before, after, project) => {
        const isTurnedOff =
          at(before, "uniformBucketLevelAccess") === true && at(after, "uniformBucketLevelAccess") !== true;
        const conditional = [...project.grants].some(
          (grant) => grant.startsWith(`${bucketOf(after)} `) && grant.includes(" if "),
        );
        return isTurnedOff && conditional ? "uniform access is needed while a grant has a condition" : undefined;
      },
    },
  ],
  id: (inputs) => bucketOf(inputs),
  computedPaths: ["url", "selfLink", "projectNumber", "timeCreated", "updated"],
  computed: (_inputs, project, id) => ({
    url: `gs://${id}`,
    selfLink: `https://www.googleapis.com/storage/v1/b/${id}`,
    projectNumber: Number(project.number),
    timeCreated: new Date().toISOString(),
  }),
};

function bucketOf(inputs: Properties): string {
  return text(inputs, "name") ?? "";
}
