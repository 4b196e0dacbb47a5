import { readFileSync } from "fs";
import * as random from "@pulumi/random";

// The folder that `main` names is the current one.
export = async () => {
  await Promise.resolve();
  const pet = new random.RandomPet(readFileSync("name.txt", "utf8").trim(), {});
  return { name: pet.urn };
};
