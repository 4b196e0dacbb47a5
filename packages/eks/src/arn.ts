/** The parts of an ARN. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly accountId: string;
  /** All after the account: `role/path/name`. */
  readonly resource: string;
}

/** Undefined for anything that is not `arn:partition:service:region:account:resource`. */
export function parseArn(text: string): Arn | undefined {
  const [arn, partition, service, region, accountId, ...resource] = text.split(":");
  if (arn !== "arn" || !partition || !service || region === undefined || accountId === undefined) return undefined;
  return resource.length === 0 ? undefined : { partition, service, region, accountId, resource: resource.join(":") };
}
