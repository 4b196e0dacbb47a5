import type { Answer, ResourceView, StackView } from "@roadstead/policy";
import { fail, known, pass, stackRule, unknown } from "@roadstead/policy";

const s3Types = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];
const lifecycleTypes = [
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
];

export const storageLifecycle = stackRule({
  name: "storage-lifecycle",
  title: "Buckets and registries throw old things away",
  severity: "low",
  level: "advisory",
  config: {},
  reads: [
    "aws:s3/bucketLifecycleConfiguration…: bucket",
    "gcp:storage/bucket:Bucket: lifecycleRules",
    "aws:ecr/lifecyclePolicy:LifecyclePolicy: repository",
    "gcp:artifactregistry/repository:Repository: cleanupPolicies",
  ],
  why: "Checkpoints and images are written every night, and read once.",
  fix: "Add a lifecycle rule (lifecyclePolicy, cleanupPolicies).",
  check: (stack) => [
    ...stack
      .ofType(...s3Types)
      .map((view) => ({ urn: view.urn, ...ruled(view, stack, ["lifecycleRules"], lifecycleTypes, "bucket") })),
    ...stack
      .ofType("gcp:storage/bucket:Bucket")
      .map((view) => ({ urn: view.urn, ...ruled(view, stack, ["lifecycleRules"], [], "") })),
    ...stack.ofType("aws:ecr/repository:Repository").map((view) => ({
      urn: view.urn,
      ...ruled(view, stack, [], ["aws:ecr/lifecyclePolicy:LifecyclePolicy"], "repository"),
    })),
    ...stack
      .ofType("gcp:artifactregistry/repository:Repository")
      .map((view) => ({ urn: view.urn, ...ruled(view, stack, ["cleanupPolicies"], [], "") })),
  ],
});

function ruled(
  view: ResourceView,
  stack: StackView,
  own: readonly string[],
  types: readonly string[],
  input: string,
): Answer {
  for (const key of own) {
    const rules = view.list(key);
    if (rules.state === "unknown") return unknown(rules, "nothing may be thrown away");
    if ((known(rules) ?? []).length > 0) return pass;
  }
  for (const policy of stack.ofType(...types)) {
    const owner = stack.referred(policy, input, [view.type], policy.text(input));
    if (owner.state === "found" && owner.view.urn === view.urn) return pass;
    if (owner.state === "elsewhere") return unknown(`${input} of ${policy.name}`, "nothing may be thrown away");
  }
  return fail("nothing is ever thrown away");
}
