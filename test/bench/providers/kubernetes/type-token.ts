/** What a type token of Pulumi names: `kubernetes:apps/v1:Deployment`. */
export interface TypeToken {
  readonly apiVersion: string;
  /** With the suffix `Patch` where the resource is one. */
  readonly kind: string;
}

export function parseTypeToken(type: string): TypeToken {
  const [, group, version, kind] = /^kubernetes:([^/:]+)\/([^/:]+):([^/:]+)$/.exec(type) ?? [];
  if (group === undefined || version === undefined || kind === undefined) {
    throw new Error(`${type} is no type of the Kubernetes provider: wanted kubernetes:<group>/<version>:<Kind>`);
  }
  return { apiVersion: group === "core" ? version : `${group}/${version}`, kind };
}

/** True where the resource owns single fields of an object; false for a kind whose own name ends in `Patch`. */
export function isPatch(type: string, kind: string): boolean {
  return parseTypeToken(type).kind === `${kind}Patch`;
}
