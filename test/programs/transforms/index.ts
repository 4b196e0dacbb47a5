import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";
import * as random from "@pulumi/random";

const seen: string[] = [];
pulumi.runtime.registerResourceTransform(async ({ name, type, props, opts }) => {
  if (!type.startsWith("random:")) return undefined;
  seen.push(name);
  return { props: { ...props, keepers: { ...props.keepers, stack: "yes" } }, opts };
});
pulumi.runtime.registerStackTransformation(({ name, props, opts }) =>
  name === "old-style" ? { props: { ...props, separator: "_" }, opts } : undefined,
);

const first = new random.RandomPet("old-style", { length: 2 });
const own: pulumi.ResourceTransform = ({ props, opts }) => ({
  props: { ...props, prefix: pulumi.interpolate`own-${props.prefix}` },
  opts: { ...opts, protect: true, ignoreChanges: ["length"] },
});
new random.RandomPet("own", { prefix: first.separator, length: 2 }, { transforms: [own] });
new random.RandomPet("secret", { prefix: pulumi.secret("hidden") }, { transforms: [own] });
new random.RandomPet("unknown", { prefix: first.id }, { transforms: [own] });

new aws.s3.BucketObject("untouched", { bucket: first.separator }, { transforms: [() => undefined] });

const group = new pulumi.ComponentResource("test:index:Group", "group", {}, { transforms: [own] });
new random.RandomPet("child", { prefix: "child" }, { parent: group });

pulumi.runtime.registerInvokeTransform(({ args, opts }) => ({ args: { ...args, added: true }, opts }));
export const answer = pulumi.runtime.invokeOutput("test:index:ask", { question: "?" });
