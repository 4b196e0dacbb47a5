"use strict";
const random = require("@pulumi/random");

const pet = new random.RandomPet("pet", { length: 2 });
setTimeout(() => new random.RandomPet("later", { length: pet.length }), 20);
process.on("beforeExit", () => {
  if (!globalThis.atTheEnd) globalThis.atTheEnd = new random.RandomPet("at-the-end", {});
});
console.log("printed by the program");
exports.length = pet.length;
