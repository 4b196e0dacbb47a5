import * as random from "@pulumi/random";
import { separator } from "./index";

export class Service {
  readonly pet: random.RandomPet;
  constructor(name: string) {
    // A read of the other module before it has run to its end.
    this.pet = new random.RandomPet(name, { separator: separator ?? "early" });
  }
}
