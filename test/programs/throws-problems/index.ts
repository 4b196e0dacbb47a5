import * as pulumi from "@pulumi/pulumi";

class Cluster extends pulumi.ComponentResource {
  constructor(name: string) {
    super("test:index:Cluster", name);
    const problems = [
      { rule: "spec/size-order", path: "pools.b.size", message: "min above max", got: "3", allowed: ["0 to 2"] },
      { rule: "spec/size-order", path: "pools.a.size", message: "min above max" },
    ];
    throw Object.assign(new pulumi.ResourceError("two problems", this, true), { problems });
  }
}
new Cluster("broken");
