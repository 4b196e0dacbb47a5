import * as random from "@pulumi/random";

new random.RandomPet("before", {});
throw new TypeError("no such size");
