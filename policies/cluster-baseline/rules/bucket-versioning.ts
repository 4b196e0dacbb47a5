import type { Answer, ResourceView, StackView } from "@roadstead/policy";
import { expectFlag, expectOneOf, fail, stackRule, unknown } from "@roadstead/policy";

export const bucketVersioning = stackRule({
  name: "bucket-versioning",
  title: "What is overwritten in a bucket of production can be had back",
  severity: "medium",
  level: "advisory",
  config: {},
  reads: [
    "aws:s3/bucketVersioning:BucketVersioning: bucket, versioningConfiguration.status",
    "aws:s3/bucket:Bucket: versioning.enabled",
    "gcp:storage/bucket:Bucket: versioning.enabled, softDeletePolicy",
  ],
  why: "A job that writes to the wrong path, or a stolen credential, destroys models that took weeks.",
  fix: "Turn on versioning, with a rule that deletes old versions after some days.",
  references: [
    { framework: "Checkov", control: "CKV_AWS_21" },
    { framework: "Checkov", control: "CKV_GCP_78" },
  ],
  check: (stack, { production }) =>
    production === false
      ? []
      : stack.ofType("gcp:storage/bucket:Bucket", ...s3Types).map((view) => {
          const answer = versioned(view, stack);
          const isDoubtful = production === undefined && answer.result === "fail";
          return { urn: view.urn, ...(isDoubtful ? unknown("environment", answer.message) : answer) };
        }),
});

const s3Types = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];
const otherwise = "what is overwritten is lost";

function versioned(view: ResourceView, stack: StackView): Answer {
  const inline = view.flag("versioning", "enabled");
  if (inline.state !== "absent" || view.type.startsWith("gcp:")) {
    return expectFlag(inline, true, { otherwise, absent: "fail" });
  }
  const types = ["aws:s3/bucketVersioning:BucketVersioning", "aws:s3/bucketVersioningV2:BucketVersioningV2"];
  for (const setting of stack.ofType(...types)) {
    const owner = stack.referred(setting, "bucket", s3Types, setting.text("bucket"));
    if (owner.state === "elsewhere") return unknown(`the bucket of ${setting.name}`, otherwise);
    if (owner.state !== "found" || owner.view.urn !== view.urn) continue;
    return expectOneOf(setting.text("versioningConfiguration", "status"), ["Enabled"], { otherwise, absent: "fail" });
  }
  return fail(`${otherwise}: nothing turns on versioning`);
}
