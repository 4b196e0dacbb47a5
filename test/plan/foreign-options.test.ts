import type { PlanAnswers } from "@roadstead/plan";
import { describe, it } from "vitest";
import { inputsOf, outputsOf, planOf, resourceOf, short, stackOutputsOf } from "./foreign-plan.js";

describe.concurrent("options", () => {
  it("records every resource option", async ({ expect }) => {
    const plan = await planOf("options");
    const subnet = resourceOf(plan, "subnet");
    expect(subnet).toMatchObject({
      protect: true,
      retainOnDelete: true,
      deleteBeforeReplace: true,
      ignoreChanges: ["tags", "cidrBlock"],
      replaceOnChanges: ["vpcId"],
      hideDiffs: ["tags"],
      additionalSecretOutputs: ["cidrBlock"],
      customTimeouts: { create: "30m", delete: "1h" },
      importId: "subnet-1",
      version: "7.0.0",
    });
    expect(short(subnet.deletedWith)).toBe("aws:ec2/vpc:Vpc::vpc");
    expect(subnet.replaceWith.map(short)).toEqual(["aws:kms/key:Key::key"]);
    // By a value, by being replaced together, by being said; sorted, as their order has no meaning.
    expect(subnet.dependencies.map(short)).toEqual([
      "aws:ec2/vpc:Vpc::vpc",
      "aws:kms/key:Key::key",
      "aws:s3/bucket:Bucket::bucket",
    ]);
    expect(Object.keys(subnet.propertyDependencies)).toEqual(["vpcId"]);
    expect(short(subnet.provider)).toBe("pulumi:providers:aws::default_7_0_0");
    expect(outputsOf(plan, "subnet")).toMatchObject({ cidrBlock: "<secret>" });
  });

  it("leaves what nobody said at its default", async ({ expect }) => {
    const plan = await planOf("options");
    const vpc = resourceOf(plan, "vpc");
    expect(vpc).toMatchObject({
      protect: false,
      retainOnDelete: false,
      ignoreChanges: [],
      replaceOnChanges: [],
      hideDiffs: [],
      customTimeouts: {},
      replaceWith: [],
      hooks: {},
      dependencies: [],
    });
    expect(vpc).not.toHaveProperty("deleteBeforeReplace");
    expect(vpc).not.toHaveProperty("importId");
    expect(vpc).not.toHaveProperty("deletedWith");
  });

  it("records aliases: whole URNs and what differed", async ({ expect }) => {
    const plan = await planOf("options");
    expect(resourceOf(plan, "subnet").aliases).toEqual([
      "urn:pulumi:test::options::aws:ec2/subnet:Subnet::whole",
      // The SDK adds the parent that the resource has today.
      { name: "former", parent: resourceOf(plan, "subnet").parent },
      { type: "aws:ec2/oldSubnet:OldSubnet", parent: null },
      { name: "moved", parent: resourceOf(plan, "vpc").urn },
    ]);
  });

  it("runs transforms: a resource's own, its parents', the stack's, and those of invokes", async ({ expect }) => {
    const answers: PlanAnswers = {
      invokes: [{ token: "test:index:ask", args: { question: "?", added: true }, result: { yes: 1 } }],
    };
    const plan = await planOf("transforms", { answers });
    expect(plan.exit.code).toBe(0);
    expect(inputsOf(plan, "old-style")).toEqual({ length: 2, separator: "_", keepers: { stack: "yes" } });
    expect(inputsOf(plan, "own")).toEqual({ length: 2, prefix: "own-_", keepers: { stack: "yes" } });
    expect(resourceOf(plan, "own")).toMatchObject({ protect: true, ignoreChanges: ["length"] });
    expect(resourceOf(plan, "own").dependencies.map(short)).toEqual(["random:index/randomPet:RandomPet::old-style"]);
    expect(resourceOf(plan, "untouched").propertyDependencies).toEqual({ bucket: [resourceOf(plan, "old-style").urn] });
    expect(inputsOf(plan, "secret")).toMatchObject({ prefix: "<secret>" });
    expect(inputsOf(plan, "unknown")).toMatchObject({ prefix: "<unknown:prefix>" });
    expect(inputsOf(plan, "child")).toMatchObject({ prefix: "own-child" });
    expect(resourceOf(plan, "child").protect).toBe(true);
    expect(stackOutputsOf(plan)).toEqual({ answer: { yes: 1 } });
  });

  it("records hooks and runs those that ask to run in a preview", async ({ expect }) => {
    const plan = await planOf("hooks");
    expect(resourceOf(plan, "pet").hooks).toEqual({
      beforeCreate: ["before", "never"],
      afterCreate: ["after", "bad"],
      beforeDelete: ["never"],
      onError: ["retry"],
    });
    expect(stackOutputsOf(plan)).toEqual({ seen: ["before 2", "after 2"] });
    expect(plan.diagnostics).toMatchObject([
      { severity: "error", code: "hook-failed", message: "Hook bad (afterCreate) of pet: no luck" },
    ]);
    expect(plan.exit).toEqual({ reason: "error", code: 1 });
  });

  it("stops where a hook before creation refuses", async ({ expect }) => {
    const plan = await planOf("failing-hook");
    expect(plan.exit).toEqual({ reason: "error", code: 1 });
    expect(plan.diagnostics.map((diagnostic) => diagnostic.message)).toEqual([
      "Hook refuse (beforeCreate) of pet: not today",
    ]);
  });
});

describe.concurrent("providers", () => {
  it("uses the providers that the program chooses", async ({ expect }) => {
    const plan = await planOf("providers");
    expect(short(resourceOf(plan, "cluster", ":Cluster").provider)).toBe("pulumi:providers:aws::west");
    expect(short(resourceOf(plan, "default").provider)).toBe("pulumi:providers:aws::default_7_48_0");
    expect(inputsOf(plan, "west")).toMatchObject({ region: "us-west-2", defaultTags: '{"tags":{"team":"ml"}}' });
    expect(resourceOf(plan, "west").kind).toBe("provider");
  });

  it("knows nothing of the resources of a provider that has an unknown input", async ({ expect }) => {
    const plan = await planOf("providers");
    const namespace = resourceOf(plan, "apps");
    expect(namespace.providerConfigured).toBe(false);
    expect(inputsOf(plan, "apps")).toEqual({ apiVersion: "v1", kind: "Namespace", metadata: { name: "apps" } });
    expect(namespace.outputs).toEqual({});
    expect(inputsOf(plan, "config")).toEqual({
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { namespace: "<unknown:metadata.namespace>" },
      data: { plain: "p" },
    });
    expect(stackOutputsOf(plan)).toEqual({ namespaceName: "<unknown:namespaceName>" });
  });

  it("echoes the inputs of such resources when asked to", async ({ expect }) => {
    const plan = await planOf("providers", { unconfiguredProviders: "echo" });
    expect(resourceOf(plan, "apps").providerConfigured).toBe(false);
    expect(stackOutputsOf(plan)).toEqual({ namespaceName: "apps" });
    expect(inputsOf(plan, "config")).toMatchObject({ metadata: { namespace: "apps" } });
  });

  it("hides the machine's own provider settings from programs", async ({ expect }) => {
    process.env["AWS_REGION"] = "us-east-1";
    process.env["KUBECONFIG"] = "somewhere";
    try {
      const plan = await planOf("environment", { env: { PLAN_ANSWER: "yes" } });
      expect(stackOutputsOf(plan)).toEqual({ names: ["PLAN_ANSWER"] });
      expect(inputsOf(plan, "cluster")).toEqual({ version: "4.34.2" });
    } finally {
      delete process.env["AWS_REGION"];
      delete process.env["KUBECONFIG"];
    }
  });

  it("reports missing files and keeps the resources", async ({ expect }) => {
    const plan = await planOf("assets");
    expect(plan.exit).toEqual({ reason: "error", code: 1 });
    expect(plan.diagnostics.map((diagnostic) => diagnostic.message).sort()).toEqual([
      "archive: asset no-such-folder does not exist",
      "missing: asset no-such-file does not exist",
    ]);
    expect(inputsOf(plan, "file")).toMatchObject({ source: { asset: { path: "Pulumi.yaml" } } });
    expect(inputsOf(plan, "text")).toMatchObject({ source: { asset: { text: "hello" } } });
    expect(inputsOf(plan, "archive")).toMatchObject({
      source: { archive: { assets: { "a.txt": { asset: { text: "a" } } } } },
    });
  });
});
