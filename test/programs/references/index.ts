import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";
import * as random from "@pulumi/random";

class Holder extends pulumi.ComponentResource {
  constructor(name: string, args: { held: pulumi.Input<pulumi.Resource> }) {
    super("test:index:Holder", name, args);
    this.registerOutputs({ held: args.held });
  }
}
const pet = new random.RandomPet("pet", { length: 2 });
const holder = new Holder("holder", { held: pet });
new aws.lambda.Permission("permission", { action: "a", principal: "p", function: pet as any }, { dependsOn: holder });
export const whole = pet;
