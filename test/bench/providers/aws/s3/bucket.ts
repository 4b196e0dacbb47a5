import type { ResourceType } from "../resource-type.js";
import { textAt } from "../values.js";

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
const namingRules = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html";

export const bucket: ResourceType = {
  token: "aws:s3/bucket:Bucket",
  kind: "s3/bucket",
  api: { service: "s3", shapes: ["CreateBucketRequest"], names: { forceDestroy: null } },
  replaces: ["bucket", "bucketPrefix", "bucketNamespace", "objectLockEnabled"],
  computed: ["arn", "bucketDomainName", "bucketRegionalDomainName", "hostedZoneId"],
  nameArgument: "bucket",
  rules: [
    {
      code: "InvalidBucketName",
      link: namingRules,
      refuse: ({ args }) => {
        const name = textAt(args, "bucket");
        const isName =
          /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
          !name.includes("..") &&
          !/^\d+\.\d+\.\d+\.\d+$/.test(name) &&
          !/^(xn--|sthree-|amzn-s3-demo-)/.test(name) &&
          !/(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3|-an)$/.test(name);
        return isName ? undefined : `The specified bucket is not valid: ${name}`;
      },
    },
    {
      code: "BucketAlreadyExists",
      link: namingRules,
      when: "create",
      // In every account and region.
      refuse: ({ world, args }) =>
        world.state.everything().some(({ kind, id }) => kind === "s3/bucket" && id === textAt(args, "bucket"))
          ? "The requested bucket name is not available. The bucket namespace is shared by all users of the system."
          : undefined,
    },
  ],
  create: ({ place, args }) => {
    const name = textAt(args, "bucket");
    const suffix = place.partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
    return {
      id: name,
      outputs: {
        arn: `arn:${place.partition}:s3:::${name}`,
        bucketDomainName: `${name}.s3.${suffix}`,
        bucketRegionalDomainName: `${name}.s3.${place.region}.${suffix}`,
        hostedZoneId: "Z3AQBSTGFYJSTF",
      },
    };
  },
};
