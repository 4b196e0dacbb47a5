import { describe, expect, it } from "vitest";
import { clusterAutoscalerPolicy } from "../../../packages/eks/src/cluster-autoscaler-policy.js";
import { priorities } from "../../../packages/eks/src/cluster-autoscaler-priorities.js";
import { cpuSpec, type Declared, declared, newCluster, smallSpec, wholeCluster } from "./planned-cluster.js";

const cluster = await wholeCluster();

describe("Cluster Autoscaler", () => {
  it("is these objects", async () => {
    const objects = cluster.all.filter(
      ({ name, type }) => name.includes("autoscaler") && type.startsWith("kubernetes:"),
    );
    const text = objects
      .map(({ name, type, inputs }) => `# ${type} ${name}\n${JSON.stringify(inputs, undefined, 2)}\n`)
      .sort();
    await expect(text.join("\n")).toMatchFileSnapshot("../../golden/eks/cluster-autoscaler.txt");
  });

  it("is of the cluster's minor version", async () => {
    const image = (of: Declared) =>
      JSON.stringify(of.inputs("Deployment")).match(/cluster-autoscaler:v(\d+\.\d+)/)?.[1];
    expect(image(cluster)).toBe("1.36");
    expect(image(await declared(newCluster, { ...smallSpec, kubernetesVersion: "1.35" }))).toBe("1.35");
  });

  it("prefers the groups of a pool in the order of its capacity, and knows every group", () => {
    const group = (name: string) => ({ name }) as Parameters<typeof priorities>[0][number]["groups"][number];
    expect(
      priorities([
        { groups: [group("serving-spot-a1"), group("serving-on-demand-b2")] },
        { groups: [group("lab-on-demand-c3")] },
      ]),
    ).toBe(
      [
        "100:",
        "  - ^eks-serving-spot-a1-[0-9a-f-]+$",
        "  - ^eks-lab-on-demand-c3-[0-9a-f-]+$",
        "99:",
        "  - ^eks-serving-on-demand-b2-[0-9a-f-]+$",
        "",
      ].join("\n"),
    );
  });

  it("may scale the groups of its own cluster only, in the region's partition", () => {
    const { Statement } = JSON.parse(clusterAutoscalerPolicy("cn-north-1", "ml")) as {
      Statement: { Sid: string; Action: string[]; Resource: string; Condition?: unknown }[];
    };
    const changing = Statement.filter(({ Action }) => Action.some((action) => !/:(Describe|Get)/.test(action)));
    expect(changing).toEqual([
      {
        Sid: "Scale",
        Effect: "Allow",
        Action: ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"],
        Resource: "arn:aws-cn:autoscaling:cn-north-1:*:autoScalingGroup:*:autoScalingGroupName/eks-*",
        Condition: { StringEquals: { "aws:ResourceTag/k8s.io/cluster-autoscaler/ml": "owned" } },
      },
    ]);
  });

  it("is not there where the user scales the pools; the tags are", async () => {
    const user = await declared({ ...newCluster, autoscaler: "user" });
    expect(user.ofType("Deployment")).toEqual([]);
    expect(user.all.filter(({ name }) => name.includes("autoscaler"))).toEqual([]);
    expect(user.ofType("autoscaling/tag:Tag").length).toBeGreaterThan(10);
  });

  it("is not there where no pool is elastic", async () => {
    expect((await declared(newCluster, cpuSpec)).all.filter(({ name }) => name.includes("autoscaler"))).toEqual([]);
  });

  it("takes its image from the mirror, and an image of the user's", async () => {
    const image = async (images: object) =>
      JSON.stringify((await declared({ ...newCluster, images })).inputs("Deployment"));
    expect(await image({ mirror: "registry.example.com" })).toContain(
      '"registry.example.com/autoscaling/cluster-autoscaler:v1.36.1"',
    );
    expect(await image({ overrides: { "cluster-autoscaler": "registry.example.com/ca:v9" } })).toContain(
      '"registry.example.com/ca:v9"',
    );
  });
});
