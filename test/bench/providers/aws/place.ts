/** An account and a region, where everything that AWS makes lies. */
export interface Place {
  readonly account: string;
  /** "" for what is the same in all regions. */
  readonly region: string;
  readonly partition: string;
}

export function placeOf(account: string, region: string): Place {
  return { account, region, partition: partitionOf(region) };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export function partitionOf(region: string): string {
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  if (region.startsWith("cn-")) return "aws-cn";
  return "aws";
}

export function arn({ partition, account, region }: Place, service: string, resource: string): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}

/** ARN of something of IAM, which has no region. */
export function iamArn({ partition, account }: Place, resource: string): string {
  return `arn:${partition}:iam::${account}:${resource}`;
}

export function accountOf(arnText: string): string | undefined {
  return /^arn:[^:]+:[^:]+:[^:]*:(\d{12}):/.exec(arnText)?.[1];
}
