import * as pulumi from "@pulumi/pulumi";
import { AiCluster } from "@roadstead/cluster";
import { eks } from "@roadstead/eks";
import { expect, it } from "vitest";
import { newCluster, spec, wholeCluster } from "./planned-cluster.js";

interface Made {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
}

/** What AWS answers when everything is there. */
function stateOf({ type, name, inputs }: Made): Record<string, unknown> {
  if (type === "aws:eks/cluster:Cluster") {
    const issuer = "https://oidc.eks.us-east-1.amazonaws.com/id/1";
    return {
      ...inputs,
      endpoint: "https://1.eks.amazonaws.com",
      certificateAuthority: { data: "Y2E=" },
      identities: [{ oidcs: [{ issuer }] }],
    };
  }
  if (type === "aws:eks/nodeGroup:NodeGroup") {
    return { ...inputs, resources: [{ autoscalingGroups: [{ name: `eks-${String(inputs["nodeGroupName"])}-0f` }] }] };
  }
  if (type === "aws:iam/role:Role") return { ...inputs, arn: `arn:aws:iam::111122223333:role/${name}` };
  return { ...inputs, arn: `arn:of:${name}`, latestVersion: 3 };
}

async function madeAtUp(): Promise<readonly Made[]> {
  const made: Made[] = [];
  await pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs }) => {
      const resource = { type, name, inputs: inputs as Record<string, unknown> };
      made.push(resource);
      return { id: `${name}-id`, state: stateOf(resource) };
    },
    call: ({ token }) => {
      throw new Error(`an invoke of ${token}`);
    },
  });
  new AiCluster("cloud", { spec, target: eks(newCluster) });
  await pulumi.runtime.disconnect();
  return made;
}

const made = await madeAtUp();
const inputsOf = (type: string, name: string) =>
  made.find((resource) => resource.type.endsWith(type) && resource.name === name)?.inputs ?? {};

it("the same children are made whether outputs are known or not", async () => {
  const ids = (children: readonly { readonly type: string; readonly name: string }[]) =>
    children.map(({ type, name }) => `${type} ${name}`).sort();
  expect(ids(made)).toEqual(ids((await wholeCluster()).all));
});

it("the autoscaler has floor and cap of each elastic group, and no other group", () => {
  const deployment = inputsOf(":Deployment", "cloud-cluster-autoscaler") as {
    spec: { template: { spec: { containers: { command: string[] }[] } } };
  };
  const command = deployment.spec.template.spec.containers[0]?.command ?? [];
  expect(
    command.filter((flag) => flag.startsWith("--nodes=")).map((flag) => flag.replace(/-[a-z0-9]{8}-0f$/, "")),
  ).toEqual([
    "--nodes=0:6:eks-serving-spot",
    "--nodes=0:2:eks-serving-on-demand",
    "--nodes=0:1:eks-lab-on-demand",
    "--nodes=1:2:eks-arm-on-demand",
  ]);
});

it("tags are put on the autoscaling group of their node group", () => {
  expect(inputsOf(":Tag", "cloud-lab-on-demand-resources/nvidia.com/gpu")).toMatchObject({
    autoscalingGroupName: expect.stringMatching(/^eks-lab-on-demand-[a-z0-9]{8}-0f$/) as unknown,
    tag: { key: "k8s.io/cluster-autoscaler/node-template/resources/nvidia.com/gpu", value: "56" },
  });
});

it("a node group names the version of its launch template, as text", () => {
  expect(inputsOf(":NodeGroup", "cloud-lab-on-demand")["launchTemplate"]).toEqual({
    id: "cloud-lab-on-demand-id",
    version: "3",
  });
});

it("the key is the account's, by the account of a role", () => {
  const { Statement } = JSON.parse(String(inputsOf(":Key", "cloud-secrets")["policy"])) as {
    Statement: { Principal: unknown }[];
  };
  expect(Statement.map(({ Principal }) => Principal)).toEqual([
    { AWS: "arn:aws:iam::111122223333:root" },
    { Service: "logs.us-east-1.amazonaws.com" },
  ]);
});

it("the Kubernetes provider is another when the cluster is", () => {
  expect(inputsOf("providers:kubernetes", "cloud-kubernetes")).toMatchObject({
    clusterIdentifier: "https://oidc.eks.us-east-1.amazonaws.com/id/1",
    enableConfigMapMutable: "true",
    enableSecretMutable: "true",
  });
});
