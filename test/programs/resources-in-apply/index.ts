import * as random from "@pulumi/random";

const pet = new random.RandomPet("pet", { length: 2 });
pet.length.apply((length) => new random.RandomPet("known", { length }));
pet.id.apply((id) => new random.RandomPet("unknown", { prefix: id }));
export const inner = pet.length.apply((length) => new random.RandomId("exported", { byteLength: length ?? 1 }).byteLength);
