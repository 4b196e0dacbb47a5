import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

class Inner extends pulumi.ComponentResource {
  readonly pet: random.RandomPet;
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("test:index:Inner", name, {}, opts);
    this.pet = new random.RandomPet(`${name}-pet`, { length: 3 }, { parent: this });
    this.registerOutputs({ petLength: this.pet.length });
  }
}

class Outer extends pulumi.ComponentResource {
  constructor(name: string, args: { size: number }, opts?: pulumi.ComponentResourceOptions) {
    super("test:index:Outer", name, args, opts);
    const inner = new Inner(`${name}-inner`, { parent: this });
    new random.RandomId(`${name}-id`, { byteLength: args.size }, { parent: this, dependsOn: inner });
    this.registerOutputs({ summary: { size: args.size }, pet: inner.pet.id });
  }
}

const provider = new random.Provider("chosen");
new Outer("outer", { size: 8 }, { providers: [provider] });
new Inner("alone");
