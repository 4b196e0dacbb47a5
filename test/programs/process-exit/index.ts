import * as random from "@pulumi/random";

const pet = new random.RandomPet("pet", {});
pet.urn.apply(() => process.exit(0));
