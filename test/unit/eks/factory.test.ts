import type { NodeGroupArgs } from "@pulumi/aws/eks/nodeGroup.js";
import { Provider } from "@pulumi/aws/provider.js";
import * as pulumi from "@pulumi/pulumi";
import { AiCluster } from "@roadstead/cluster";
import { declaredResources } from "@roadstead/core";
import { type EksTransforms, eks } from "@roadstead/eks";
import { planProgram } from "@roadstead/plan";
import { describe, expect, it } from "vitest";
import { Declared, declared, existingCluster, newCluster, smallSpec } from "./planned-cluster.js";

const inRegion = (region: string, partition = "aws") => ({
  ...newCluster,
  region,
  network: { create: { zones: [`${region}a`, `${region}b`] } },
  access: { ...newCluster.access, admins: [], deployer: `arn:${partition}:iam::111122223333:role/deployer` },
});

describe("partitions", () => {
  it.each([
    ["us-gov-west-1", "aws-us-gov", "ec2.amazonaws.com"],
    ["cn-north-1", "aws-cn", "ec2.amazonaws.com.cn"],
  ])("%s has no ARN of another partition", async (region, partition, ec2) => {
    const cluster = await declared(inRegion(region, partition));
    const text = JSON.stringify(cluster.all.map(({ inputs }) => inputs));
    expect(new Set(text.match(/arn:aws[a-z-]*:/g))).toEqual(new Set([`arn:${partition}:`]));
    expect(cluster.inputs("aws:iam/role:Role", "cloud-node")["assumeRolePolicy"]).toContain(`"${ec2}"`);
  });
});

describe("two accounts and regions in one program", () => {
  it("keep each cluster's resources with its own provider and region", async () => {
    const plan = await planProgram(() => {
      for (const [name, region] of [
        ["one", "us-east-1"],
        ["two", "us-west-2"],
      ] as const) {
        const account = new Provider(name, { region });
        new AiCluster(name, { spec: smallSpec, target: eks(inRegion(region)) }, { providers: [account] });
      }
    });
    for (const [name, region] of [
      ["one", "us-east-1"],
      ["two", "us-west-2"],
    ] as const) {
      const own = declaredResources(plan).filter((it) => it.type.startsWith("aws:") && it.name.startsWith(`${name}-`));
      expect(own.length).toBeGreaterThan(40);
      expect(new Set(own.map(({ provider }) => provider?.split("::")[3]))).toEqual(new Set([name]));
      expect(new Set(own.flatMap(({ inputs }) => inputs["region"] ?? []))).toEqual(new Set([region]));
    }
    const roles = new Declared(declaredResources(plan)).ofType("aws:iam/role:Role").map(({ inputs }) => inputs["name"]);
    expect(new Set(roles).size).toBe(roles.length);
  });
});

describe("transforms", () => {
  it("change the arguments of every child of their kind, and see which child it is", async () => {
    const seen: string[] = [];
    const transform: EksTransforms = {
      nodeGroup: (args, { name, pool }) => {
        seen.push(`${name} ${pool ?? ""}`);
        return { ...args, forceUpdateVersion: true };
      },
      storageClass: (args) => ({ ...args, reclaimPolicy: "Retain" }),
      gpuSoftware: { devicePlugin: (args) => ({ ...args, metadata: { name: "mine" } }) },
    };
    const cluster = await declared({ ...newCluster, transform });
    expect(seen).toContain("cloud-serving-spot serving");
    for (const { inputs } of cluster.ofType("NodeGroup")) expect(inputs["forceUpdateVersion"]).toBe(true);
    expect(cluster.inputs("StorageClass")["reclaimPolicy"]).toBe("Retain");
    expect(cluster.inputs("DaemonSet", "cloud-device-plugin-serving")["metadata"]).toMatchObject({ name: "mine" });
  });

  it("get arguments of their own: what they write into one child reaches no other", async () => {
    const transform: EksTransforms = {
      vpc: (args) => {
        Object.assign(args.tags as object, { ours: "vpc" });
        return args;
      },
      networkPolicy: (args) => {
        (args.spec as { policyTypes: string[] }).policyTypes.pop();
        return args;
      },
    };
    const cluster = await declared({ ...newCluster, transform });
    const changed = cluster.all.filter(({ inputs }) => JSON.stringify(inputs).includes('"ours":"vpc"'));
    expect(changed.map(({ name }) => name)).toEqual(["cloud-vpc"]);
    const untouched = await declared();
    expect(untouched.inputs("NetworkPolicy", "cloud-cluster-autoscaler")["spec"]).toMatchObject({
      policyTypes: ["Ingress", "Egress"],
    });
  });

  it.each(["subnet", "nodeGroup"] as const)("of %s that give nothing back are refused", async (kind) => {
    const transform = { [kind]: () => undefined } as unknown as EksTransforms;
    await expect(declared({ ...newCluster, transform })).rejects.toThrow(
      "has a transform that gives back no arguments",
    );
  });

  it("of node groups find all that is plain when they decide about the name", () => {
    const transform: EksTransforms = {
      nodeGroup: (args) => {
        const plain = args as { taints: unknown[]; tags: Record<string, string>; updateConfig: object };
        plain.taints.push({ key: "team", effect: "NO_SCHEDULE" });
        plain.tags["team"] = "search";
        return { ...args, updateConfig: { ...plain.updateConfig, maxUnavailable: 2 } };
      },
    };
    expect(() => eks({ ...newCluster, transform }).layout(smallSpec)).not.toThrow();
  });

  it("of what EKS cannot change in place count in a node group's name, and no others", () => {
    const name = (change: Partial<NodeGroupArgs>) => {
      const transform: EksTransforms = { nodeGroup: (args) => ({ ...args, ...change }) };
      return eks({ ...newCluster, transform }).layout(smallSpec).pools[1]?.groups[0]?.name;
    };
    const types = { instanceTypes: ["g6.xlarge", "g6.2xlarge"] };
    expect(name(types)).toBe(name(types));
    expect(name(types)).not.toBe(name({ instanceTypes: ["g6.xlarge"] }));
    const plain = eks(newCluster).layout(smallSpec).pools[1]?.groups[0]?.name;
    expect(name({ updateConfig: { maxUnavailable: 2 } })).toBe(plain);
    expect(name({ diskSize: pulumi.output(200) })).not.toBe(plain);
  });

  it("that narrow the subnets of a node group or give it another launch template count in its name", () => {
    const name = (change: (args: NodeGroupArgs) => Partial<NodeGroupArgs>) => {
      const transform: EksTransforms = { nodeGroup: (args) => ({ ...args, ...change(args) }) };
      return eks({ ...newCluster, transform }).layout(smallSpec).pools[1]?.groups[0]?.name;
    };
    const subnets = (from: number, to: number) =>
      name(({ subnetIds }) => ({ subnetIds: (subnetIds as string[]).slice(from, to) }));
    const template = (change: object) =>
      name(({ launchTemplate }) => ({
        launchTemplate: { ...(launchTemplate as { readonly version: string }), ...change },
      }));
    const plain = name(() => ({}));
    expect(
      new Set([plain, subnets(0, 1), subnets(1, 2), template({ id: "lt-1" }), template({ id: "lt-2" })]).size,
    ).toBe(5);
    expect(subnets(0, 9)).toBe(plain);
    expect(template({ version: "7" })).toBe(plain);
  });
});

describe("the escape hatches", () => {
  it("use the user's roles, boundary and path", async () => {
    const node = "arn:aws:iam::111122223333:role/nodes";
    const permissionsBoundary = "arn:aws:iam::111122223333:policy/boundary";
    const cluster = await declared({ ...newCluster, iam: { path: "/ml/", permissionsBoundary, roles: { node } } });
    expect(cluster.inputs("NodeGroup", "cloud-serving-spot")["nodeRoleArn"]).toBe(node);
    const roles = cluster.ofType("aws:iam/role:Role");
    expect(roles.map(({ name }) => name)).not.toContain("cloud-node");
    for (const { inputs } of roles) expect(inputs).toMatchObject({ path: "/ml/", permissionsBoundary });
  });

  it("use the user's keys", async () => {
    const kmsKey = "arn:aws:kms:us-east-1:111122223333:key/secrets";
    const volumeKmsKey = "arn:aws:kms:us-east-1:111122223333:key/volumes";
    const cluster = await declared({ ...newCluster, encryption: { kmsKey, volumeKmsKey } });
    expect(cluster.ofType("aws:kms/key:Key")).toEqual([]);
    expect(cluster.inputs("Cluster")["encryptionConfig"]).toMatchObject({ provider: { keyArn: kmsKey } });
    expect(cluster.inputs("LaunchTemplate", "cloud-serving-spot")["blockDeviceMappings"]).toMatchObject([
      { ebs: { encrypted: "true", kmsKeyId: volumeKmsKey } },
    ]);
    expect(cluster.inputs("StorageClass")["parameters"]).toMatchObject({ kmsKeyId: volumeKmsKey });
    expect(cluster.inputs("RolePolicy", "cloud-ebs-csi")["policy"]).toContain(volumeKmsKey);
  });

  it("pin add-ons and node images", async () => {
    const cluster = await declared({
      ...newCluster,
      addOnVersions: { coredns: "v1.13.2-eksbuild.1" },
      pools: { serving: { releaseVersion: "1.36.1-20260714" } },
    });
    expect(cluster.inputs("Addon", "cloud-coredns")["addonVersion"]).toBe("v1.13.2-eksbuild.1");
    expect(cluster.inputs("Addon", "cloud-vpc-cni")).not.toHaveProperty("addonVersion");
    expect(cluster.inputs("NodeGroup", "cloud-serving-spot")["releaseVersion"]).toBe("1.36.1-20260714");
  });
});

describe("a cluster that exists", () => {
  it("gets pools and the autoscaler, and nothing else", async () => {
    const cluster = await declared(existingCluster);
    const types = new Set(cluster.all.map(({ type }) => type.replace(/^.*[:/]/, "")));
    for (const type of ["Cluster", "Vpc", "Addon", "AccessEntry", "Key", "LogGroup", "StorageClass", "DaemonSet"]) {
      expect(types).not.toContain(type);
    }
    expect(
      cluster
        .ofType("NodeGroup")
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["cloud-serving-on-demand", "cloud-serving-spot"]);
    expect(cluster.inputs("NodeGroup", "cloud-serving-spot")).not.toHaveProperty("version");
    expect(JSON.stringify(cluster.inputs("Deployment"))).toContain("cluster-autoscaler:v1.35");
  });

  it("gives nodes the right to give out addresses where its vpc-cni works so", async () => {
    const cluster = await declared(existingCluster);
    expect(cluster.ofType("RolePolicyAttachment").map(({ name }) => name)).toContain("cloud-node-AmazonEKS_CNI_Policy");
  });

  it("can get pools from two programs: what is made is named after each", async () => {
    const names = (from: Declared) => [
      ...from.ofType("aws:iam/role:Role").map(({ inputs }) => inputs["name"]),
      ...from.ofType("LaunchTemplate").map(({ inputs }) => inputs["name"]),
    ];
    const plan = await planProgram(() => {
      for (const name of ["search", "vision"]) new AiCluster(name, { spec: smallSpec, target: eks(existingCluster) });
    });
    const all = names(new Declared(declaredResources(plan)));
    expect(all.length).toBeGreaterThan(6);
    expect(new Set(all).size).toBe(all.length);
  });

  it("has no version of its own in the layout, and no system pool", () => {
    const layout = eks(existingCluster).layout(smallSpec);
    expect(layout.kubernetesVersion).toBeUndefined();
    expect(layout.pools.map(({ name }) => name)).toEqual(["serving"]);
    expect(layout.pools[0]?.gpuStack).toMatchObject({ devicePlugin: "user", sharingConfig: "user", metrics: "user" });
  });
});
