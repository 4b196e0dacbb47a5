import * as random from "@pulumi/random";

new random.RandomPet("same", {});
const second = new random.RandomPet("same", {});
for (let i = 0; i < 5; i++) second.id.apply((id) => id.length);
export const id = second.id;
