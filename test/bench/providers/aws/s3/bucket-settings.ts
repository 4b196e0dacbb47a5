import { keyMustExist } from "../kms.js";
import { isAboutItsBucket, statementsOf } from "../policy-document.js";
import type { ResourceType, Rule } from "../resource-type.js";
import { mustExist } from "../rules.js";
import { isRecord, isTrueAt, listAt, textAt } from "../values.js";

const bucketMustExist = mustExist("bucket", "s3/bucket", "NoSuchBucket");

/** A part of a bucket that is set by a call of its own, and goes with the bucket. */
function settings(
  kind: string,
  api: NonNullable<ResourceType["api"]>,
  rules: readonly Rule[] = [],
  rest: Partial<ResourceType> = {},
): ResourceType {
  const name = kind.charAt(0).toUpperCase() + kind.slice(1);
  return {
    token: `aws:s3/${kind}:${name}`,
    kind: `s3/${kind}`,
    api,
    replaces: ["bucket", "expectedBucketOwner"],
    computed: [],
    rules: [bucketMustExist, ...rules],
    isPartOfOther: true,
    create: ({ args }) => ({ id: textAt(args, "bucket"), outputs: {} }),
    ...rest,
  };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html */
const isNotPublic: Rule = {
  code: "AccessDenied",
  link: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
  refuse: ({ world, place, args }) => {
    const block = world.state.find(place, "s3/bucketPublicAccessBlock", textAt(args, "bucket"));
    if (!isTrueAt(block?.args, "blockPublicPolicy")) return undefined;
    const isPublic = statementsOf(textAt(args, "policy"))?.some(
      ({ Effect, Principal }) => Effect === "Allow" && JSON.stringify(Principal).includes('"*"'),
    );
    return isPublic === true
      ? "public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access"
      : undefined;
  },
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleRule.html */
const lifecycleRules: Rule = {
  code: "MalformedXML",
  link: "https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleRule.html",
  refuse: ({ args }) => {
    const rules = listAt(args, "rules").filter(isRecord);
    const actions = [
      ...["abortIncompleteMultipartUpload", "expiration", "noncurrentVersionExpiration"],
      ...["noncurrentVersionTransitions", "transitions"],
    ];
    if (rules.some((rule) => actions.every((action) => rule[action] === undefined))) {
      return "At least one action needs to be specified in a rule";
    }
    const ids = rules.map((rule) => textAt(rule, "id"));
    if (new Set(ids).size < ids.length) return "Rule ID must be unique. Found same ID for more than one rule";
    return ids.some((id) => id.length > 255) ? "ID length should not exceed allowed limit of 255" : undefined;
  },
};

export const bucketSettings: readonly ResourceType[] = [
  settings("bucketPublicAccessBlock", {
    service: "s3",
    shapes: ["PutPublicAccessBlockRequest", "PublicAccessBlockConfiguration"],
    names: { skipDestroy: null },
    implied: ["PublicAccessBlockConfiguration"],
  }),
  settings("bucketOwnershipControls", {
    service: "s3",
    shapes: ["PutBucketOwnershipControlsRequest", "OwnershipControls"],
    names: { rule: "rules" },
    implied: ["OwnershipControls"],
  }),
  settings("bucketPolicy", { service: "s3", shapes: ["PutBucketPolicyRequest"] }, [isAboutItsBucket, isNotPublic]),
  settings(
    "bucketServerSideEncryptionConfiguration",
    {
      service: "s3",
      shapes: ["PutBucketEncryptionRequest", "ServerSideEncryptionConfiguration"],
      implied: ["ServerSideEncryptionConfiguration"],
    },
    [keyMustExist("rules.0.applyServerSideEncryptionByDefault.kmsMasterKeyId", "KMS.NotFoundException")],
  ),
  settings("bucketVersioning", { service: "s3", shapes: ["PutBucketVersioningRequest"] }),
  settings(
    "bucketLifecycleConfiguration",
    {
      service: "s3",
      shapes: ["PutBucketLifecycleConfigurationRequest", "BucketLifecycleConfiguration"],
      implied: ["LifecycleConfiguration"],
    },
    [lifecycleRules],
    { kept: ["transitionDefaultMinimumObjectSize"], computed: ["transitionDefaultMinimumObjectSize"] },
  ),
];
