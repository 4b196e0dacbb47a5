import type { Rule } from "./resource-type.js";
import { textAt } from "./values.js";

export interface PolicyStatement {
  readonly Effect?: unknown;
  readonly Principal?: unknown;
  readonly Action?: unknown;
  readonly Resource?: unknown;
}

/** The statements of a policy; undefined for a text that is no policy. */
export function statementsOf(policy: string): readonly PolicyStatement[] | undefined {
  try {
    const { Statement } = JSON.parse(policy) as { Statement?: PolicyStatement | readonly PolicyStatement[] };
    return [Statement ?? []].flat();
  } catch {
    return undefined;
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html: a bucket's policy is about it alone. */
export const isAboutItsBucket: Rule = {
  code: "MalformedPolicy",
  link: "https://repost.aws/knowledge-center/s3-bucket-policy-for-config-rule",
  refuse: ({ place, args }) => {
    const statements = statementsOf(textAt(args, "policy"));
    if (statements === undefined || statements.length === 0) return "Policies must be valid JSON";
    const bucketArn = `arn:${place.partition}:s3:::${textAt(args, "bucket")}`;
    const resources = statements.flatMap(({ Resource }) => [Resource].flat());
    if (statements.some(({ Principal }) => Principal === undefined)) return "Missing required field Principal";
    return resources.every((each) => each === bucketArn || String(each).startsWith(`${bucketArn}/`))
      ? undefined
      : "Policy has invalid resource";
  },
};
