import { RandomPet } from "@pulumi/random";

export default async () => {
  const pet = new RandomPet("pet", { length: 2 });
  return { length: pet.length };
};
