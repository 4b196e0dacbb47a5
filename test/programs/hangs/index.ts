import * as random from "@pulumi/random";

const pet = new random.RandomPet("pet", {});
pet.urn.apply(() => {
  // As an endless loop, but without a busy core.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});
