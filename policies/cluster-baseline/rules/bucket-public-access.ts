import type { Answer, Reading, ResourceView, StackView } from "@roadstead/policy";
import { allOf, expectFlag, expectOneOf, fail, stackRule, unknown } from "@roadstead/policy";

export const bucketPublicAccess = stackRule({
  name: "bucket-public-access",
  title: "No bucket can be made public",
  severity: "critical",
  level: "mandatory",
  config: {},
  reads: [
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock: bucket, blockPublicAcls, blockPublicPolicy, ignorePublicAcls, restrictPublicBuckets",
    "gcp:storage/bucket:Bucket: publicAccessPrevention, uniformBucketLevelAccess",
  ],
  why: "Models and training data leave by a bucket that one policy or list of rights opens.",
  fix: "Give each S3 bucket a BucketPublicAccessBlock with all four settings; set publicAccessPrevention to enforced on GCS.",
  references: [
    { framework: "Checkov", control: "CKV2_AWS_6" },
    { framework: "Checkov", control: "CKV_GCP_114" },
  ],
  check: (stack) => [
    ...stack.ofType(...bucketTypes).map((view) => ({ urn: view.urn, ...blocked(view, stack) })),
    ...stack.ofType("gcp:storage/bucket:Bucket").map((view) => ({
      urn: view.urn,
      ...expectOneOf(view.text("publicAccessPrevention"), ["enforced"], {
        otherwise: "the bucket can be made public",
        absent: "fail",
      }),
    })),
  ],
});

const bucketTypes = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];
const settings = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

const inline = "publicAccessBlockConfiguration";

const blocksAll = (flag: (key: string) => Reading<boolean>): Answer =>
  allOf(
    settings.map((key) => expectFlag(flag(key), true, { otherwise: "the bucket can be made public", absent: "fail" })),
  );

function blocked(bucket: ResourceView, stack: StackView): Answer {
  // The Cloud Control provider has it in the bucket.
  if (bucket.read(inline).state !== "absent") return blocksAll((key) => bucket.flag(inline, key));
  const blocks = stack.ofType("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock");
  const owners = blocks.map(
    (block) => [block, stack.referred(block, "bucket", bucketTypes, block.text("bucket"))] as const,
  );
  const own = owners.find(([, owner]) => owner.state === "found" && owner.view.urn === bucket.urn)?.[0];
  if (own !== undefined) {
    return blocksAll((key) => own.flag(key));
  }
  const doubtful = owners.find(([, owner]) => owner.state === "elsewhere");
  if (doubtful !== undefined) return unknown(`the bucket of ${doubtful[0].name}`, "nobody can tell what it blocks");
  return fail("the bucket can be made public: no BucketPublicAccessBlock is about it");
}
