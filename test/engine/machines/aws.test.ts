import { expect, it } from "vitest";
import { benchSuite } from "../../bench/bench-suite.js";
import { awsCloud } from "../../bench/providers/aws/index.js";
import type { Properties } from "../../bench/providers/test-provider.js";
import { accountCases } from "./aws-account-cases.js";
import { nodeGroupCases } from "./aws-node-group-cases.js";
import {
  account,
  base64,
  caller,
  deployer,
  type Made,
  mime,
  type Noun,
  type Platform,
  platform,
  region,
  trust,
  withCluster,
  withGroup,
} from "./aws-platform.js";

benchSuite("AWS on the bench", () => {
  it.each([...nodeGroupCases, ...accountCases])(
    "refuses $name, and takes the near right call",
    async ({ says, wrong, near }) => {
      await expect(wrong(await platform())).rejects.toThrow(says);
      await near(await platform());
    },
  );
});

function attachmentOf({ cloud }: Platform, policy: string): Made {
  const call = cloud.calls.find(({ args }) => String(args["policyArn"]).endsWith(`/${policy}`));
  return { noun: "attachment", id: call?.id ?? "", inputs: call?.args ?? {}, outputs: {} };
}

type Deletion = readonly [name: string, says: RegExp, run: (platform: Platform) => Promise<unknown>];

const deletions: readonly Deletion[] = [
  ["a VPC with subnets", /vpc .* has dependencies/, ({ aws, vpc }) => aws.delete(vpc)],
  [
    "a cluster with node groups",
    /Cluster has nodegroups attached/,
    async (platform) => {
      await withGroup({})(platform);
      await platform.aws.delete(platform.cluster);
    },
  ],
  ["a subnet of a cluster", /subnet .* has dependencies/, ({ aws, subnets }) => aws.delete(subnets[0] as Made)],
  [
    "a cluster under deletion protection",
    /deletion protection is enabled/,
    async (platform) => platform.aws.delete(await withCluster({ deletionProtection: true })(platform)),
  ],
  [
    "a role with policies",
    /must detach all policies first/,
    async ({ aws }) => {
      const role = await aws.create("role", { name: "r", assumeRolePolicy: trust("ec2.amazonaws.com") });
      await aws.create("attachment", { role: "r", policyArn: "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy" });
      await aws.delete(role);
    },
  ],
  [
    "a node group with nodes whose role has lost its rights",
    /lost AmazonEKSWorkerNodePolicy/,
    async (platform) => {
      const group = await withGroup({})(platform);
      await platform.aws.delete(attachmentOf(platform, "AmazonEKSWorkerNodePolicy"));
      await platform.aws.delete(group);
    },
  ],
  [
    "a cluster whose role has lost its rights",
    /lost AmazonEKSClusterPolicy/,
    async (platform) => {
      await platform.aws.delete(attachmentOf(platform, "AmazonEKSClusterPolicy"));
      await platform.aws.delete(platform.cluster);
    },
  ],
  ["a route table with associations", /routeTable .* has dependencies/, ({ aws, table }) => aws.delete(table)],
  [
    "an address of a NAT gateway, and the way out of one",
    /address .* has dependencies/,
    async ({ aws, subnets }) => {
      const eip = await aws.create("eip", { domain: "vpc" });
      await aws.create("nat", { allocationId: eip.id, subnetId: subnets[0]?.id ?? "" });
      await aws.delete(eip);
    },
  ],
];

benchSuite("AWS deletes nothing that is in use", () => {
  it.each(deletions)("%s", async (_, says, run) => {
    await expect(run(await platform())).rejects.toThrow(says);
  });

  it("and everything once it is not", async () => {
    const { cloud, aws, cluster, template, groupArgs } = await platform();
    const group = await aws.create("group", groupArgs);
    await aws.delete(group);
    await aws.delete(cluster);
    await aws.delete(template);
    expect(cloud.existing().filter((name) => /^eks|launchTemplate/.test(name))).toEqual([]);
  });
});

benchSuite("AWS' node groups", () => {
  it("spread their nodes over the zones, labelled as EKS labels them", async () => {
    const { cloud } = await groupOf({
      scalingConfig: { minSize: 0, desiredSize: 3, maxSize: 4 },
      labels: { pool: "a" },
    });
    const nodes = cloud.clusters()[0]?.nodeGroups()[0]?.nodes ?? [];
    expect(nodes.map(({ zone }) => zone).sort()).toEqual(["us-east-1a", "us-east-1a", "us-east-1b"]);
    expect(nodes[0]?.labels).toMatchObject({
      pool: "a",
      "eks.amazonaws.com/nodegroup": "g1",
      "node.kubernetes.io/instance-type": "m7i.xlarge",
    });
    expect(new Set(nodes.map(({ name }) => name)).size).toBe(3);
  });

  it("show a refresh how many nodes the autoscaler made", async () => {
    const { cloud, aws, group } = await groupOf({});
    await cloud.clusters()[0]?.setNodeCount("g1", 3);
    expect((await aws.read(group))?.inputs["scalingConfig"]).toEqual({ minSize: 0, desiredSize: 3, maxSize: 4 });
  });

  it("drain the autoscaler's nodes when a stale number is sent", async () => {
    const { cloud, aws, group } = await groupOf({});
    await cloud.clusters()[0]?.setNodeCount("g1", 3);
    await (await aws.update(group, { scalingConfig: { minSize: 0, desiredSize: 0, maxSize: 8 } })).apply();
    expect(cloud.clusters()[0]?.nodeGroups()[0]?.nodes).toEqual([]);
  });

  it("do not grow past their cap", async () => {
    const { cloud } = await groupOf({});
    await expect(cloud.clusters()[0]?.setNodeCount("g1", 5)).rejects.toThrow(/above max value 4/);
  });

  it("roll a new version of the template out to every node", async () => {
    const { cloud, aws, group, template } = await groupOf({});
    const before = cloud.clusters()[0]?.nodeGroups()[0]?.nodes ?? [];
    await (await aws.update(template, { ebsOptimized: "true" })).apply();
    await (await aws.update(group, { launchTemplate: { id: template.id, version: "2" } })).apply();
    const after = cloud.clusters()[0]?.nodeGroups()[0]?.nodes ?? [];
    expect(after).toHaveLength(before.length);
    expect(after[0]?.name).not.toBe(before[0]?.name);
    expect(after[0]?.labels["eks.amazonaws.com/sourceLaunchTemplateVersion"]).toBe("2");
  });

  it("have GPUs only where the image has the driver, cut as the user data cuts them", async () => {
    const gpus = async (args: Properties, userData?: string) => {
      const made = await platform();
      const { id } = await made.aws.create("template", { name: "t2", ...(userData === undefined ? {} : { userData }) });
      const args_ = {
        ...made.groupArgs,
        instanceTypes: ["p4d.24xlarge"],
        launchTemplate: { id, version: "1" },
        ...args,
      };
      await made.aws.create("group", args_);
      return made.cloud.clusters()[0]?.nodeGroups()[0]?.nodes[0];
    };
    const cut = base64(
      mime("text/x-shellscript", "#!/bin/bash\nnvidia-smi -mig 1\nnvidia-smi mig -cgi 3g.20gb,3g.20gb -C\n"),
    );
    expect((await gpus({ amiType: "AL2023_x86_64_STANDARD" }))?.hardware.gpus).toBeUndefined();
    expect((await gpus({ amiType: "AL2023_x86_64_NVIDIA" }))?.hardware.gpus).toMatchObject({
      count: 8,
      memoryMib: 40960,
    });
    expect((await gpus({ amiType: "AL2023_x86_64_NVIDIA" }, cut))?.hardware.gpus).toMatchObject({
      migProfile: "3g.20gb",
      migDevicesPerGpu: 2,
    });
    expect((await gpus({ amiType: "BOTTLEROCKET_x86_64_NVIDIA" }))?.advertisedGpus).toBe(8);
    const failing = base64(mime("text/x-shellscript", "#!/bin/bash\nnvidia-smi mig -cgi 3g.20gb -C\n"));
    await expect(gpus({ amiType: "AL2023_x86_64_NVIDIA" }, failing)).rejects.toThrow(/user data fails/);
  });
});

async function groupOf(change: Properties) {
  const made = await platform();
  const group = await made.aws.create("group", { ...made.groupArgs, ...change });
  return { ...made, group };
}

benchSuite("AWS' provider", () => {
  const diffs: readonly (readonly [Noun, Properties, readonly string[], readonly string[]])[] = [
    ["group", { instanceTypes: ["m7i.large"] }, ["instanceTypes[0]"], ["instanceTypes[0]"]],
    ["group", { labels: { a: "b" } }, ["labels"], []],
    ["group", { scalingConfig: { minSize: 0, desiredSize: 1, maxSize: 5 } }, ["scalingConfig.maxSize"], []],
    ["cluster", { version: "1.36" }, ["version"], []],
    ["cluster", { bootstrapSelfManagedAddons: false }, ["bootstrapSelfManagedAddons"], ["bootstrapSelfManagedAddons"]],
    ["template", { ebsOptimized: "true" }, ["ebsOptimized"], []],
    ["template", { name: "t9" }, ["name"], ["name"]],
    ["vpc", { cidrBlock: "10.4.0.0/16" }, ["cidrBlock"], ["cidrBlock"]],
  ];

  it.each(diffs)("tells what of a %s is updated and what replaced: %o", async (noun, change, changes, replaces) => {
    const made = await groupOf({});
    const resource = { group: made.group, cluster: made.cluster, template: made.template, vpc: made.vpc }[
      noun as "vpc"
    ];
    expect(await made.aws.update(resource, change)).toMatchObject({ changes, replaces });
  });

  it("takes the order of subnets for nothing", async () => {
    const { aws, group, subnets } = await groupOf({});
    const subnetIds = subnets.map(({ id }) => id).reverse();
    expect(await aws.update(group, { subnetIds })).toMatchObject({ changes: [] });
  });

  it("keeps two accounts apart, and says in whose name it calls", async () => {
    const cloud = awsCloud({ onPaper: true });
    const [dev, prod] = [cloud.provider(), cloud.provider()];
    const roleArn = "arn:aws:iam::444455556666:role/ci-deployer";
    await dev.configure({ region });
    await prod.configure({ region, assumeRoles: JSON.stringify([{ roleArn }]) });
    const args = { name: "same", assumeRolePolicy: trust("ec2.amazonaws.com") };
    const [here, there] = [await caller(dev).create("role", args), await caller(prod).create("role", args)];
    expect([here.outputs["arn"], there.outputs["arn"]]).toEqual([
      `arn:aws:iam::${account}:role/same`,
      "arn:aws:iam::444455556666:role/same",
    ]);
    const entry = { clusterName: "c1", principalArn: deployer };
    await expect(caller(prod).create("entry", entry)).rejects.toThrow(/No cluster found for name: c1/);
    expect(cloud.calls.map(({ place }) => place.account)).toEqual([account, "444455556666", "444455556666"]);
  });

  it("fails the next creation of a kind when a test asks for it", async () => {
    const made = await platform();
    made.cloud.failNext("eks/nodeGroup", "AsgInstanceLaunchFailures", "no capacity in us-east-1a");
    await expect(withGroup({})(made)).rejects.toThrow(/no capacity in us-east-1a/);
    await expect(withGroup({})(made)).resolves.toBeDefined();
  });
});
