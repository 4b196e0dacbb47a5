import * as pulumi from "@pulumi/pulumi";

const prefix = "made-";
class Made extends pulumi.dynamic.Resource {
  declare readonly value: pulumi.Output<string>;
  constructor(name: string, props: { base: pulumi.Input<string> }) {
    const provider: pulumi.dynamic.ResourceProvider = {
      create: async (inputs) => ({ id: "1", outs: { ...inputs, value: prefix + inputs.base } }),
    };
    super(provider, name, { value: undefined, ...props });
  }
}
const made = new Made("made", { base: "b" });
export const value = made.value;
