// Resources that the configuration names. What stands below "later" is an output of another resource: known when that is made.
import * as pulumi from "@pulumi/pulumi";

interface Named {
  readonly type: string;
  readonly name: string;
  readonly inputs: object;
}

class Provider extends pulumi.ProviderResource {}
class Resource extends pulumi.CustomResource {}

const providers = {
  aws: new Provider("aws", "aws", { region: "us-east-1" }),
  gcp: new Provider("gcp", "gcp", { project: "ml", region: "us-central1" }),
  kubernetes: new Provider("kubernetes", "kubernetes", { namespace: "default" }),
};
const first = new Resource("aws:ec2/vpc:Vpc", "first", {}, { provider: providers.aws });

function made(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(made);
  if ("later" in value) return first.id.apply(() => value.later);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, made(item)]));
}

for (const { type, name, inputs } of new pulumi.Config().requireObject<readonly Named[]>("resources")) {
  const provider = Object.entries(providers).find(([own]) => type.startsWith(`${own}:`))?.[1];
  new Resource(type, name, made(inputs) as object, provider === undefined ? {} : { provider });
}
