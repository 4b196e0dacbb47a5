import * as random from "@pulumi/random";
import { separator } from "./index";

// The other module has not run yet: what it exports is there, and undefined. A bundler's emit throws here.
const atLoad: string | undefined = separator;

export class Service {
  readonly pet: random.RandomPet;
  constructor(name: string) {
    this.pet = new random.RandomPet(name, { separator, prefix: atLoad ?? "not-yet" });
  }
}
