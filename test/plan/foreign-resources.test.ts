import { redact } from "@roadstead/core";
import { describe, it } from "vitest";
import { inputsOf, outputsOf, planOf, resourceOf, short, stackOutputsOf, urnsOf } from "./foreign-plan.js";

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
