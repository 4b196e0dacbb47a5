import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

const network = new pulumi.StackReference("acme/network/prod");
new random.RandomPet("pet", {
  prefix: network.requireOutput("vpcId").apply(String),
  separator: network.requireOutput("password").apply(String),
});
export const vpcId = network.getOutput("vpcId");
export const password = network.getOutput("password");
export const absent = network.getOutput("absent").apply((value) => value ?? "nothing");
