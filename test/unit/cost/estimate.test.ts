import { SecretValue, unknownValue } from "@roadstead/core";
import { describe, expect, it } from "vitest";
import { aResource } from "../../cli/graph-fixture.js";
import { aiCluster, launchTemplate, madeFrom, monthOf, nodeGroup, onAws, onGcp } from "./stack-fixture.js";

const gapsOf = (...args: Parameters<typeof monthOf>) =>
  monthOf(...args).gaps.map(({ kind, what, path }) => [kind, what, ...(path === undefined ? [] : [path])].join(": "));

describe("what is missing from the totals", () => {
  it("names an unknown size, and takes it for no price of 0", () => {
    const group = onAws("eks/nodeGroup:NodeGroup", "gpu", {
      instanceTypes: ["g6.xlarge"],
      diskSize: 20,
      scalingConfig: { minSize: 1, desiredSize: 1, maxSize: unknownValue },
    });
    expect(gapsOf([group])).toEqual(["unknown: most nodes: scalingConfig.maxSize"]);
    expect(monthOf([group]).usdPerMonth.floor).toBe(589.1);
  });

  it("names an unknown machine type by its place in the list", () => {
    const group = nodeGroup("gpu", [1, 1, 1], { instanceTypes: ["g6.xlarge", unknownValue] });
    expect(gapsOf([group])).toEqual(["unknown: machine type: instanceTypes[1]"]);
  });

  it("says that a launch template is somewhere else", () => {
    const group = nodeGroup("gpu", [1, 1, 1], { launchTemplate: { id: "lt-elsewhere" } });
    expect(gapsOf([group])).toEqual(["unknown: machine type: launchTemplate"]);
  });

  it("takes EKS' default type only where neither group nor template names one", () => {
    const template = launchTemplate("plain");
    const group = nodeGroup("web", [1, 1, 1], { launchTemplate: { id: "x" } }, madeFrom("launchTemplate", template));
    const [line] = monthOf([template, group]).lines.filter(({ unit }) => unit === "node");
    expect(line).toMatchObject({ item: "nodes t3.medium", notes: ["t3.medium is EKS' default type"] });
  });

  it("counts a type without a list price, and prices the others of the group", () => {
    const group = nodeGroup("gpu", [1, 1, 1], { instanceTypes: ["p5e.48xlarge", "p5.48xlarge"] });
    expect(gapsOf([group])).toEqual(["unpriced: p5e.48xlarge in us-east-1"]);
    expect(monthOf([group]).gpuHours.expected).toBe(5840);
  });

  it("has no price for a region that is in no list", () => {
    const group = nodeGroup("gpu", [1, 1, 1], { region: "eu-west-1", instanceTypes: ["g6.xlarge"] });
    expect(gapsOf([group])).toEqual(["unpriced: g6.xlarge in eu-west-1", "unpriced: root disks in eu-west-1"]);
  });

  it("says where a region can be given when nothing has one", () => {
    const instance = aResource({ type: "aws:ec2/natGateway:NatGateway", name: "nat" });
    const { gaps } = monthOf([instance]);
    expect(gaps[0]?.reason).toContain("providers.aws.region");
    expect(gapsOf([instance], { providers: { aws: { region: "us-east-1" } } })).toEqual(["usage: data processed"]);
  });

  it("has no price for a capacity block, which is that of its offer", () => {
    const group = nodeGroup("block", [2, 2, 2], { instanceTypes: ["p5.48xlarge"], capacityType: "CAPACITY_BLOCK" });
    expect(gapsOf([group])).toEqual(["unpriced: capacity block"]);
  });

  it("names types that it has never heard of, and what other processes declare", () => {
    const foreign = aResource({ type: "azure-native:compute:VirtualMachine", name: "vm" });
    const remote = aResource({ type: "eks:index:Cluster", name: "remote", kind: "remote" });
    expect(gapsOf([foreign, remote])).toEqual(["unpriced: all of it", "unknown: its children"]);
  });

  it("says that nothing bounds a Karpenter pool without limits, Autopilot and EKS Auto Mode", () => {
    const cluster = onAws("eks/cluster:Cluster", "auto", { computeConfig: { enabled: true } });
    const autopilot = onGcp("container/cluster:Cluster", "pilot", { location: "us-central1", enableAutopilot: true });
    const provider = aResource({
      type: "pulumi:providers:kubernetes",
      name: "k",
      kind: "provider",
      dependencies: [cluster.urn],
    });
    const pool = aResource({
      type: "kubernetes:karpenter.sh/v1:NodePool",
      name: "any",
      provider: provider.urn,
      inputs: { spec: { template: {} } },
    });
    expect(
      gapsOf([cluster, autopilot, provider, pool])
        .filter((gap) => gap.startsWith("unbounded"))
        .sort(),
    ).toEqual(["unbounded: nodes", "unbounded: nodes of EKS Auto Mode", "unbounded: pods of Autopilot"]);
  });

  it("says that a limit of GPUs alone bounds no machines without GPUs", () => {
    const pool = aResource({
      type: "kubernetes:karpenter.sh/v1:NodePool",
      name: "any",
      inputs: { spec: { limits: { "nvidia.com/gpu": 4 } } },
    });
    const sheet = { providers: { aws: { region: "us-east-1" } } };
    expect(gapsOf([pool], sheet)).toEqual(["unbounded: nodes without GPUs"]);
  });

  it("takes an endpoint of Private Service Connect for no forwarding rule, before and after it is made", () => {
    const server = onGcp("sql/databaseInstance:DatabaseInstance", "db", { region: "us-central1", settings: {} });
    const rule = (target: string | typeof unknownValue) =>
      onGcp(
        "compute/forwardingRule:ForwardingRule",
        "psc",
        { region: "us-central1", target },
        madeFrom("target", server),
      );
    const gap = "unpriced: Private Service Connect endpoint in us-central1";
    for (const target of [unknownValue, "projects/p/regions/us-central1/serviceAttachments/a"]) {
      expect(gapsOf([server, rule(target)])).toContain(gap);
      // 10 GiB x 0.17, the server's storage
      expect(monthOf([server, rule(target)]).usdPerMonth.ceiling).toBe(1.7);
    }
  });

  it("tells use that nothing states from prices that are missing", () => {
    const { gaps, coverage } = monthOf([onAws("s3/bucket:Bucket", "b"), onAws("ec2/natGateway:NatGateway", "nat")]);
    expect(gaps.map(({ kind }) => kind)).toEqual(["usage", "usage"]);
    expect(coverage).toEqual({ priced: 1, free: 0, usage: 1, incomplete: 0 });
  });

  it("never shows a secret machine type", () => {
    const group = nodeGroup("gpu", [1, 1, 1], { instanceTypes: [new SecretValue("p5e.48xlarge")], diskSize: 1 });
    expect(JSON.stringify(monthOf([group]))).not.toContain("p5e");
    const priced = nodeGroup("gpu", [1, 1, 1], { instanceTypes: [new SecretValue("g6.xlarge")], diskSize: 1 });
    expect(monthOf([priced]).lines.map(({ item }) => item)).toContain("nodes <secret>");
  });
});

describe("the hour of a GPU", () => {
  it("has no price where that of an attached GPU is missing", () => {
    const pool = (location: string) =>
      onGcp("container/nodePool:NodePool", location, {
        location,
        nodeCount: 1,
        nodeConfig: { machineType: "n1-standard-8", guestAccelerators: [{ type: "nvidia-tesla-t4", count: 1 }] },
      });
    expect(monthOf([pool("europe-west4-a")]).unit).toEqual({});
    // (0.379998 + 0.35) an hour
    expect(monthOf([pool("europe-west4-a"), pool("us-central1-a")]).unit.usdPerGpuHour?.expected).toBe(0.73);
  });
});

describe("who pays", () => {
  const cloud = aiCluster("cloud", "eks", [
    { name: "serving", groups: [{ key: "spot", capacity: "spot", size: { min: 1, max: 1 } }] },
  ]);
  const group = nodeGroup("cloud-serving-spot", [0, 0, 1], { instanceTypes: ["g6.xlarge"] }, { parent: cloud.urn });

  it("says cluster, pool, component, owner and environment of an AiCluster's nodes", () => {
    expect(monthOf([cloud, group]).lines[0]).toMatchObject({
      cluster: "cloud",
      pool: "serving",
      component: "cloud",
      owner: "ml",
      environment: "prod",
    });
  });

  it("takes floors and owners of its spec where a preview has no summary of the cluster", () => {
    const spec = {
      pools: {
        serving: {
          accelerator: { model: "l4", gpusPerNode: 1, sharing: { mode: "time-slicing", replicas: 4 } },
          size: { min: 1, max: 5 },
          capacity: [
            { kind: "spot", maxNodes: 3 },
            { kind: "on-demand", maxNodes: 2 },
          ],
        },
        lab: {
          accelerator: { model: "a100-40", gpusPerNode: 8, sharing: { mode: "mig", profile: "1g.5gb" } },
          size: { min: 0, max: 1 },
        },
      },
      tags: { owner: "ml", costCenter: "1", environment: "dev" },
    };
    const previewed = aResource({ type: cloud.type, name: "cloud", kind: "component", inputs: { spec }, outputs: {} });
    const child = (name: string, size: readonly [number, number, number], type: string) =>
      nodeGroup(name, size, { instanceTypes: [type] }, { parent: previewed.urn });
    const { lines } = monthOf([
      previewed,
      child("cloud-serving-spot", [0, 1, 3], "g6.xlarge"),
      child("cloud-serving-on-demand", [0, 0, 2], "g6.xlarge"),
      child("cloud-lab-on-demand", [0, 0, 1], "p4d.24xlarge"),
    ]);
    const nodes = lines.filter(({ unit }) => unit === "node");
    expect(nodes.map(({ pool, gpuHours }) => [pool, gpuHours.floor, gpuHours.ceiling])).toEqual([
      ["lab", 0, 8 * 730],
      ["serving", 0, 2 * 730],
      ["serving", 730, 3 * 730],
    ]);
    expect(nodes[2]).toMatchObject({ cluster: "cloud", owner: "ml", environment: "dev" });
  });

  it("prefers a resource's own tags, in any spelling, then its provider's", () => {
    const provider = aResource({
      type: "pulumi:providers:aws",
      name: "p",
      kind: "provider",
      inputs: { defaultTags: { tags: { Environment: "staging" } } },
    });
    const eip = onAws("ec2/eip:Eip", "ip", { tags: { Team: "search" } }, { provider: provider.urn });
    expect(monthOf([provider, eip]).lines[0]).toMatchObject({ owner: "search", environment: "staging" });
  });

  it("finds the EKS cluster of a plain program's node group", () => {
    const cluster = onAws("eks/cluster:Cluster", "main");
    const nodes = nodeGroup("web", [1, 1, 1], {}, madeFrom("clusterName", cluster));
    expect(new Set(monthOf([cluster, nodes]).lines.map((line) => line.cluster))).toEqual(new Set(["main"]));
  });
});

describe("the expected number of nodes", () => {
  const nodesOf = (size: readonly [number, number, number], utilisation?: object) =>
    monthOf([nodeGroup("gpu", size, { instanceTypes: ["g6.xlarge"] })], utilisation && { utilisation }).lines.find(
      ({ unit }) => unit === "node",
    )?.quantity.expected;

  it("is the size at first where nobody states a utilisation, within the limits", () => {
    expect([nodesOf([2, 3, 6]), nodesOf([2, 9, 6]), nodesOf([2, 0, 6])]).toEqual([3, 6, 2]);
  });

  it("is the least and the stated part of the way to the most", () => {
    expect(nodesOf([2, 3, 6], { default: 0.5 })).toBe(4);
    expect(nodesOf([2, 3, 6], { default: 0.5, pools: { gpu: 0.25 } })).toBe(3);
  });
});

describe("a state", () => {
  it("reads what the provider answered where the program said nothing", () => {
    const group = nodeGroup("web", [1, 1, 1], {}, { outputs: { instanceTypes: ["m5.large"], diskSize: 20 } });
    expect(monthOf([group]).lines.map(({ item }) => item)).toContain("nodes m5.large");
  });

  it("takes the only region of a provider's other resources, and none of several", () => {
    const provider = aResource({ type: "pulumi:providers:aws", name: "default", kind: "provider" });
    const by = { provider: provider.urn };
    const subnet = (name: string, availabilityZone: string) =>
      aResource({ type: "aws:ec2/subnet:Subnet", name, inputs: { availabilityZone }, ...by });
    const nat = aResource({ type: "aws:ec2/natGateway:NatGateway", name: "nat", ...by });
    const one = [provider, subnet("a", "us-east-1a"), subnet("b", "us-east-1b"), nat];
    expect(monthOf(one).usdPerMonth.expected).toBe(32.85);
    expect(gapsOf([...one, subnet("c", "us-west-2a")])).toEqual(["unpriced: NAT gateway"]);
  });

  it("takes limits of 0 that GKE answers for limits that nobody gave", () => {
    const pool = onGcp(
      "container/nodePool:NodePool",
      "p",
      { location: "us-central1-a", autoscaling: { minNodeCount: 1, maxNodeCount: 2 } },
      { outputs: { autoscaling: { minNodeCount: 1, maxNodeCount: 2, totalMinNodeCount: 0, totalMaxNodeCount: 0 } } },
    );
    const quantities = (resource: typeof pool) =>
      monthOf([resource]).lines.find(({ unit }) => unit === "node")?.quantity;
    expect(quantities(pool)).toEqual({ floor: 1, expected: 1, ceiling: 2 });
    expect(quantities({ ...pool, inputs: { location: "us-central1-a" } })).toEqual({
      floor: 1,
      expected: 1,
      ceiling: 2,
    });
  });

  it("takes a disk of 0 GiB of a group for one that nobody stated", () => {
    const group = nodeGroup("web", [1, 1, 1], { instanceTypes: ["m5.large"] }, { outputs: { diskSize: 0 } });
    expect(monthOf([group]).usdPerMonth.floor).toBe(71.68);
  });

  it("does not bill what is only looked up", () => {
    expect(monthOf([onAws("eks/cluster:Cluster", "other", {}, { kind: "read" })]).usdPerMonth.ceiling).toBe(0);
  });

  it("takes the region from an ARN or from the provider, whose reference has an id", () => {
    const provider = aResource({
      type: "pulumi:providers:aws",
      name: "default_7_0_0",
      kind: "provider",
      inputs: { region: "us-east-1" },
    });
    const byArn = aResource({
      type: "aws:ec2/natGateway:NatGateway",
      name: "a",
      outputs: { arn: "arn:aws:ec2:us-east-1:1:natgateway/nat-1" },
    });
    const byProvider = aResource({
      type: "aws:ec2/natGateway:NatGateway",
      name: "b",
      provider: `${provider.urn}::0f3b`,
    });
    expect(monthOf([provider, byArn, byProvider]).usdPerMonth.expected).toBe(65.7);
  });
});

describe("prices", () => {
  it("are stale after 90 days", () => {
    const { sources } = monthOf([nodeGroup("a", [1, 1, 1], { instanceTypes: ["g6.xlarge"], diskSize: 1 })]);
    expect(sources.map(({ id, ageDays, stale }) => [id, ageDays, stale])).toEqual([
      ["aws-fees", 9, false],
      ["aws-machines", 42, false],
    ]);
  });

  it("of the sheet win over the list, in the regions that it names", () => {
    const machines = { "g6.xlarge": { onDemandUsdPerHour: 0.5, regions: ["us-east-1"] } };
    const group = nodeGroup("a", [1, 1, 1], { instanceTypes: ["g6.xlarge"], diskSize: 1 });
    // The disk: 1 x 0.08.
    expect(monthOf([group], { providers: { aws: { machines } } }).usdPerMonth.expected).toBe(365.08);
    const elsewhere = { ...machines["g6.xlarge"], regions: ["eu-west-1"] };
    const sheet = { providers: { aws: { machines: { "g6.xlarge": elsewhere } } } };
    expect(monthOf([group], sheet).usdPerMonth.expected).toBe(587.58);
  });

  it("of the sheet make a type known that no list has", () => {
    const machines = { "p5e.48xlarge": { onDemandUsdPerHour: 60 } };
    const group = nodeGroup("a", [1, 1, 1], { instanceTypes: ["p5e.48xlarge"], diskSize: 1 });
    const { usdPerMonth, gpuHours, gaps } = monthOf([group], { providers: { aws: { machines } } });
    expect([usdPerMonth.expected, gpuHours.expected, gaps]).toEqual([43_800.08, 5840, []]);
  });
});
