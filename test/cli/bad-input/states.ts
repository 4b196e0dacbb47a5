export type Json = Readonly<Record<string, unknown>>;

export const urnOf = (type: string, name: string): string => `urn:pulumi:prod::shop::${type}::${name}`;

export const resource = (type: string, name: string, more: Json = {}): Json => ({
  urn: urnOf(type, name),
  type,
  custom: true,
  id: `${name}-1`,
  inputs: {},
  outputs: {},
  ...more,
});

export const stateOf = (resources: unknown, more: Json = {}): string =>
  JSON.stringify({ version: 3, deployment: { manifest: {}, resources }, ...more });

export const volume = "aws:ebs/volume:Volume";
const tags = { owner: "ml", costCenter: "1", environment: "prod" };

/** Two resources that no mandatory rule has anything against. */
export const goodState = stateOf([
  resource("aws:ec2/vpc:Vpc", "net", { inputs: { cidrBlock: "10.0.0.0/16", tags } }),
  resource(volume, "data", { inputs: { encrypted: true, type: "gp3", size: 10, tags } }),
]);

/** A value inside of that many lists. */
export const nested = (depth: number): string => `${"[".repeat(depth)}1${"]".repeat(depth)}`;

/** A state with raw JSON as one input. */
export const stateWithInput = (json: string): string =>
  `{"version":3,"deployment":{"resources":[${JSON.stringify(resource(volume, "data")).replace('"inputs":{}', `"inputs":{"tags":${json}}`)}]}}`;
