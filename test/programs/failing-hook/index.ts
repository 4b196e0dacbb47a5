import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

const refuse = new pulumi.ResourceHook("refuse", () => Promise.reject(new Error("not today")), { onDryRun: true });
new random.RandomPet("pet", {}, { hooks: { beforeCreate: [refuse] } });
