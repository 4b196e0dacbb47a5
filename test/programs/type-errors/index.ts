import * as random from "@pulumi/random";

// The checks are tsc's; a plan runs the program all the same.
const length: number = "two";
export const pet: random.RandomPet = new random.RandomPet("pet", { length, unheardOf: true });
