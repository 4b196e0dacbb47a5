import { redact } from "@roadstead/core";
import type { PlanAnswers } from "@roadstead/plan";
import { describe, it } from "vitest";
import { codesOf, inputsOf, outputsOf, planOf, resourceOf, short, stackOutputsOf, urnsOf } from "./foreign-plan.js";

// Programs that use nothing of this project, each planned as a preview on a new stack would see it.
describe.concurrent("resources, parents and values", () => {
  it("sees an AWS program laid out as `pulumi new typescript` does it", async ({ expect }) => {
    const plan = await planOf("aws-network");
    expect(plan.exit).toEqual({ reason: "finished", code: 0 });
    expect(plan.complete).toBe(true);
    expect(plan.diagnostics).toEqual([]);
    expect(urnsOf(plan)).toEqual([
      "aws:ec2/subnet:Subnet::main-a",
      "aws:ec2/subnet:Subnet::main-b",
      "aws:ec2/vpc:Vpc::main",
      "aws:eks/cluster:Cluster::cluster",
    ]);
    const subnet = resourceOf(plan, "main-b");
    expect(subnet.urn).toBe("urn:pulumi:test::aws-network::aws:ec2/subnet:Subnet::main-b");
    expect(subnet.parent).toBe("urn:pulumi:test::aws-network::pulumi:pulumi:Stack::aws-network-test");
    expect(subnet.kind).toBe("custom");
    expect(subnet.dependencies.map(short)).toEqual(["aws:ec2/vpc:Vpc::main"]);
    expect(subnet.propertyDependencies).toEqual({ vpcId: subnet.dependencies });
    expect(subnet.sourcePosition).toBe("index.ts:7:5");
    expect(inputsOf(plan, "main-b")).toEqual({
      vpcId: "<unknown:vpcId>",
      cidrBlock: "10.0.1.0/24",
      availabilityZone: "us-east-1b",
    });
    expect(inputsOf(plan, "cluster")).toEqual({
      roleArn: "role",
      vpcConfig: {
        subnetIds: ["<unknown:vpcConfig.subnetIds[0]>", "<unknown:vpcConfig.subnetIds[1]>"],
        endpointPrivateAccess: true,
      },
    });
    expect(stackOutputsOf(plan)).toEqual({ vpcId: "<unknown:vpcId>", cidrBlock: "10.0.0.0/16" });
    const provider = resourceOf(plan, "default_7_48_0");
    expect(short(provider.urn)).toBe("pulumi:providers:aws::default_7_48_0");
    expect(provider.parent).toBeUndefined();
    expect(inputsOf(plan, "default_7_48_0")).toEqual({
      region: "us-east-1",
      defaultTags: '{"tags":{"team":"ml"}}',
      version: "7.48.0",
    });
    expect(subnet.provider).toBe(provider.urn);
  });

  it("sees a Google Cloud program", async ({ expect }) => {
    const plan = await planOf("gcp-cluster");
    expect(urnsOf(plan)).toEqual([
      "gcp:compute/network:Network::net",
      "gcp:compute/subnetwork:Subnetwork::net-sub",
      "gcp:container/cluster:Cluster::cluster",
      "gcp:container/nodePool:NodePool::gpu",
    ]);
    expect(inputsOf(plan, "gpu")).toEqual({
      cluster: "<unknown:cluster>",
      location: "europe-west4",
      nodeConfig: { guestAccelerators: [{ type: "nvidia-l4", count: 1 }] },
    });
    expect(resourceOf(plan, "gpu").dependencies.map(short)).toEqual(["gcp:container/cluster:Cluster::cluster"]);
    // A known value of another resource is a dependency all the same.
    expect(Object.keys(resourceOf(plan, "gpu").propertyDependencies).sort()).toEqual(["cluster", "location"]);
  });

  it("gives Kubernetes objects the namespace that the provider gives them", async ({ expect }) => {
    const plan = await planOf("kubernetes-namespaces");
    const namespaces = Object.fromEntries(
      plan.resources
        .filter((resource) => resource.type.startsWith("kubernetes:"))
        .map((resource) => {
          const metadata = redact(resource.inputs["metadata"] ?? {}) as { namespace?: string };
          return [`${resource.type.split(":").at(-1)}/${resource.name}`, metadata.namespace ?? "none"];
        }),
    );
    expect(namespaces).toEqual({
      "ConfigMap/plain": "default",
      "ConfigMap/own": "own",
      "ConfigMapList/list": "none",
      "ConfigMapPatch/patch": "default",
      "Namespace/team": "none",
      "ClusterRole/reader": "none",
      "Role/reader": "default",
      "StorageClass/fast": "none",
      "Widget/custom": "none",
      "Service/service": "default",
      "Deployment/app": "team",
      "Secret/current": "from-b",
      "Secret/context": "from-a",
    });
  });

  it("knows no name and no address that only the API server can give", async ({ expect }) => {
    const plan = await planOf("kubernetes-namespaces");
    expect(inputsOf(plan, "plain")).toEqual({
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { namespace: "default" },
      data: { a: "b" },
    });
    expect(outputsOf(plan, "plain")).toMatchObject({
      metadata: { namespace: "default", name: "<unknown:metadata.name>", uid: "<unknown:metadata.uid>" },
    });
    expect(outputsOf(plan, "own")).toMatchObject({ metadata: { name: "own" } });
    expect(stackOutputsOf(plan)).toEqual({ serviceName: "<unknown:serviceName>", clusterIp: "<unknown:clusterIp>" });
  });

  it("puts the types of all parents into URNs and hands providers down", async ({ expect }) => {
    const plan = await planOf("components");
    expect(urnsOf(plan)).toEqual([
      "pulumi:providers:random::chosen",
      "test:index:Inner$random:index/randomPet:RandomPet::alone-pet",
      "test:index:Inner::alone",
      "test:index:Outer$random:index/randomId:RandomId::outer-id",
      "test:index:Outer$test:index:Inner$random:index/randomPet:RandomPet::outer-inner-pet",
      "test:index:Outer$test:index:Inner::outer-inner",
      "test:index:Outer::outer",
    ]);
    expect(resourceOf(plan, "outer").kind).toBe("component");
    expect(short(resourceOf(plan, "outer-inner-pet").parent)).toBe("test:index:Outer$test:index:Inner::outer-inner");
    expect(short(resourceOf(plan, "outer-inner-pet").provider)).toBe("pulumi:providers:random::chosen");
    expect(short(resourceOf(plan, "alone-pet").provider)).toBe("pulumi:providers:random::default_4_21_2");
    // To depend on a component is to depend on what it is made of.
    expect(resourceOf(plan, "outer-id").dependencies.map(short)).toEqual([
      "test:index:Outer$test:index:Inner$random:index/randomPet:RandomPet::outer-inner-pet",
    ]);
  });

  it("records what components take and what they register", async ({ expect }) => {
    const plan = await planOf("components");
    expect(inputsOf(plan, "outer")).toEqual({ size: 8 });
    expect(outputsOf(plan, "outer")).toEqual({ summary: { size: 8 }, pet: "<unknown:pet>" });
    expect(outputsOf(plan, "alone")).toEqual({ petLength: 3 });
  });

  it("takes resources as values, and shows them in the stack's outputs", async ({ expect }) => {
    const plan = await planOf("references");
    const pet = resourceOf(plan, "pet").urn;
    expect(inputsOf(plan, "holder")).toEqual({ held: pet });
    expect(outputsOf(plan, "holder")).toEqual({ held: pet });
    expect(inputsOf(plan, "permission")).toEqual({ action: "a", principal: "p", function: pet });
    expect(resourceOf(plan, "permission").dependencies).toEqual([pet]);
    expect(stackOutputsOf(plan)).toMatchObject({ whole: { urn: pet, length: 2, id: "<unknown:whole.id>" } });
  });

  it("makes resources inside a known apply, not inside an unknown one", async ({ expect }) => {
    const plan = await planOf("resources-in-apply");
    expect(urnsOf(plan)).toEqual([
      "random:index/randomId:RandomId::exported",
      "random:index/randomPet:RandomPet::known",
      "random:index/randomPet:RandomPet::pet",
    ]);
    expect(stackOutputsOf(plan)).toEqual({ inner: 2 });
  });

  it("takes YAML manifests apart without the provider", async ({ expect }) => {
    const plan = await planOf("yaml-manifests");
    expect(urnsOf(plan)).toEqual([
      "kubernetes:yaml:ConfigFile$kubernetes:core/v1:ConfigMap::in-file",
      "kubernetes:yaml:ConfigFile$kubernetes:core/v1:Namespace::in-list",
      "kubernetes:yaml:ConfigFile::file",
      "kubernetes:yaml:ConfigGroup$kubernetes:core/v1:Secret::inline",
      "kubernetes:yaml:ConfigGroup::group",
    ]);
    expect(stackOutputsOf(plan)).toEqual({ data: { a: "b" } });
    expect(inputsOf(plan, "inline")).toMatchObject({ stringData: "<secret>" });
    expect(plan.invokes.map((call) => [call.token, call.answeredBy])).toContainEqual([
      "kubernetes:yaml:decode",
      "builtin",
    ]);
  });

  it("shows a remote component as opaque and the graph as incomplete", async ({ expect }) => {
    const plan = await planOf("remote-chart");
    expect(plan.exit.code).toBe(0);
    expect(plan.complete).toBe(false);
    const chart = resourceOf(plan, "nginx");
    expect(chart.kind).toBe("remote");
    expect(inputsOf(plan, "nginx")).toEqual({ chart: "nginx", namespace: "web" });
    expect(inputsOf(plan, "after")).toMatchObject({ data: { count: "<unknown:data.count>" } });
    expect(resourceOf(plan, "after").dependencies).toEqual([chart.urn]);
    expect(plan.diagnostics).toMatchObject([{ severity: "warning", code: "remote-component", urn: chart.urn }]);
  });

  it("runs dynamic providers' declarations without running the providers", async ({ expect }) => {
    const plan = await planOf("dynamic-provider");
    expect(plan.exit.code).toBe(0);
    expect(inputsOf(plan, "made")).toMatchObject({ base: "b", __provider: expect.stringContaining("made-") });
    expect(stackOutputsOf(plan)).toEqual({ value: "<unknown:value>" });
  });
});

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
    expect(subnet.replaceWith.map(short)).toEqual(["aws:s3/bucket:Bucket::bucket"]);
    expect(subnet.dependencies.map(short)).toEqual(["aws:ec2/vpc:Vpc::vpc", "aws:s3/bucket:Bucket::bucket"]);
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
      { severity: "warning", code: "hook-failed", message: "Hook bad (afterCreate) of pet: no luck" },
    ]);
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

describe.concurrent("what exists outside the program", () => {
  it("knows of looked-up resources what the answers say", async ({ expect }) => {
    const reads = [{ type: "aws:ec2/vpc:Vpc", id: "vpc-1", outputs: { cidrBlock: "10.9.0.0/16" } }];
    const plan = await planOf("lookups", { answers: { reads } });
    expect(resourceOf(plan, "found")).toMatchObject({ kind: "read", id: "vpc-1" });
    expect(inputsOf(plan, "subnet")).toEqual({ vpcId: "vpc-1", cidrBlock: "10.9.0.0/16" });
    expect(stackOutputsOf(plan)).toEqual({
      known: "10.9.0.0/16",
      unknown: "<unknown:unknown>",
      id: "vpc-2",
      labels: "<unknown:labels>",
    });
    expect(plan.exit.code).toBe(0);
    expect(codesOf(plan)).toEqual(["read-unknown", "read-unknown"]);
  });

  it("answers common invokes itself and others from the answers, in both forms", async ({ expect }) => {
    const answers: PlanAnswers = {
      invokes: [
        { token: "aws:ec2/getAmi:getAmi", args: { owners: ["me"] }, result: { id: "ami-mine" } },
        { token: "aws:ec2/getAmi:getAmi", result: { id: "ami-1", name: "<unknown>" } },
      ],
    };
    const plan = await planOf("invokes", { answers });
    expect(plan.exit).toEqual({ reason: "finished", code: 0 });
    expect(urnsOf(plan)).toContain("aws:ec2/subnet:Subnet::eu-west-1b");
    expect(inputsOf(plan, "instance")).toEqual({
      ami: "ami-1",
      instanceType: "t3.micro",
      userData: "<unknown:userData>",
    });
    const policy = {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["s3:PutObject", "s3:GetObject"],
          Resource: "*",
          Principal: { Service: "ec2.amazonaws.com" },
        },
      ],
    };
    expect(stackOutputsOf(plan)).toEqual({
      region: "eu-west-1",
      partition: "aws-cn",
      account: "000000000000",
      policy: JSON.stringify(policy, null, 2),
      subnetOfNew: "<unknown:subnetOfNew>",
      instance: "ami-1",
      secretArgument: "<secret>",
    });
    expect(plan.diagnostics.map((diagnostic) => diagnostic.message).sort()).toEqual([
      "aws:index/getAvailabilityZones:getAvailabilityZones: zones eu-west-1a, eu-west-1b, eu-west-1c assumed",
      "aws:index/getCallerIdentity:getCallerIdentity: account 000000000000 assumed",
    ]);
  });

  it("stops at an invoke without an answer and prints the lines to add", async ({ expect }) => {
    const plan = await planOf("unanswered-invoke");
    expect(plan.exit).toEqual({ reason: "error", code: 1 });
    expect(plan.complete).toBe(false);
    expect(plan.diagnostics).toEqual([
      {
        severity: "error",
        code: "invoke-unanswered",
        message: [
          "aws:ec2/getAmi:getAmi asks a provider, which a plan does not do.",
          '  arguments: {"mostRecent":true,"owners":["amazon"]}',
          "Add its answer to the answers file:",
          "invokes:",
          "  - token: aws:ec2/getAmi:getAmi",
          '    args: { mostRecent: true, owners: ["amazon"] }',
          "    result: {}",
        ].join("\n"),
      },
    ]);
    expect(urnsOf(plan)).toEqual(["random:index/randomPet:RandomPet::declared-before"]);
  });

  it("reads stack references from the answers, secrets as secrets", async ({ expect }) => {
    const reference = { outputs: { vpcId: "vpc-1" }, secretOutputs: { password: "hunter2" } };
    const plan = await planOf("stack-references", { answers: { stackReferences: { "acme/network/prod": reference } } });
    expect(plan.exit.code).toBe(0);
    expect(resourceOf(plan, "acme/network/prod")).toMatchObject({ kind: "read", id: "acme/network/prod" });
    expect(inputsOf(plan, "pet")).toEqual({ prefix: "vpc-1", separator: "<secret>" });
    expect(stackOutputsOf(plan)).toEqual({ vpcId: "vpc-1", password: "<secret>", absent: "nothing" });
    expect(JSON.stringify(plan)).not.toContain("hunter2");
  });

  it("stops at a stack reference without an answer", async ({ expect }) => {
    const plan = await planOf("stack-references");
    expect(plan.exit.code).toBe(1);
    expect(plan.diagnostics).toMatchObject([
      {
        code: "stack-reference",
        message:
          "The outputs of stack acme/network/prod are not known. Add to the answers file:\n" +
          "stackReferences:\n  acme/network/prod:\n    outputs: {}",
      },
    ]);
  });
});
