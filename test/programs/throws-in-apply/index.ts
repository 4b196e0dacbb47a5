import * as random from "@pulumi/random";

const pet = new random.RandomPet("pet", { length: 2 });
new random.RandomPet("other", {});

function check(length: number | undefined): string {
  throw new RangeError(`length ${length} is not allowed`);
}
export const checked = pet.length.apply((length) => check(length));
