import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import * as random from "@pulumi/random";
import { petLength } from "./lengths.js";

const text: string = await readFile(fileURLToPath(new URL("./words.txt", import.meta.url)), "utf8");
for (const word of text.trim().split("\n")) {
  await new Promise((resolve) => setTimeout(resolve, 1));
  new random.RandomPet(word, { length: petLength });
}
export const words = text.trim().split("\n");
