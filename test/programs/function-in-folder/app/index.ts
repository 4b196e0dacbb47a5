import { readFileSync } from "fs";
import { relative } from "path";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

// The folder that `main` names is the current one; the project's is the root.
export = async () => {
  await Promise.resolve();
  const pet = new random.RandomPet(readFileSync("name.txt", "utf8").trim(), {});
  return { name: pet.urn, root: relative(process.cwd(), pulumi.getRootDirectory()) };
};
