import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

const dry = { onDryRun: true };
const calls: string[] = [];
const before = new pulumi.ResourceHook("before", ({ newInputs }) => void calls.push(`before ${newInputs?.length}`), dry);
const after = new pulumi.ResourceHook("after", ({ newOutputs }) => void calls.push(`after ${newOutputs?.length}`), dry);
const never = new pulumi.ResourceHook("never", () => void calls.push("never"));
const bad = new pulumi.ResourceHook("bad", () => Promise.reject(new Error("no luck")), dry);
const retry = new pulumi.ErrorHook("retry", () => false);

const pet = new random.RandomPet("pet", { length: 2 }, {
  hooks: { beforeCreate: [before, never], afterCreate: [after, bad], beforeDelete: [never], onError: [retry] },
});
export const seen = pet.length.apply(() => calls);
