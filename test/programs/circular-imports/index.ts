import * as random from "@pulumi/random";
import { Service } from "./service";

export let separator = "-";
export const service = new Service("one").pet.separator;
separator = "+";
new random.RandomPet("two", { separator });
