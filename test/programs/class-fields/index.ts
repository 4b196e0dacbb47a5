import * as pulumi from "@pulumi/pulumi";

class Base extends pulumi.ComponentResource {
  constructor(name: string) {
    super("test:index:Base", name);
    Object.assign(this, { made: "by the base class", declared: "by the base class" });
  }
}
class Derived extends Base {
  // With this target a field without a value is a field all the same, and takes away what the base class made.
  readonly made!: string;
  declare readonly declared: string;
}
const derived = new Derived("derived");
export const made = derived.made ?? "reset";
export const declared = derived.declared;
