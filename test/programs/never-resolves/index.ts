import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

new random.RandomPet("pet", {});
export const never = pulumi.output(new Promise<string>(() => {}));
