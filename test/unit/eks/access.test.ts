import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { kubeconfigAuth, kubeconfigJson } from "../../../packages/eks/src/kubeconfig.js";
import { isSecret } from "@roadstead/core";
import { admin, cpuSpec, declared, deployer, existingCluster, newCluster, smallCluster } from "./planned-cluster.js";

const cluster = await smallCluster();

describe("access", () => {
  it("is full for the deployer and for each admin, and for nobody else", () => {
    const entries = cluster.ofType("AccessEntry").map(({ inputs }) => inputs["principalArn"]);
    expect(entries.sort()).toEqual([admin, deployer]);
    for (const { inputs } of cluster.ofType("AccessPolicyAssociation")) {
      expect(inputs).toMatchObject({
        policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
        accessScope: { type: "cluster" },
      });
    }
  });

  it("of admins keeps its names when their order changes", async () => {
    const admins = [admin, `${admin}-2`];
    const names = async (list: readonly string[]) =>
      (await declared({ ...newCluster, access: { ...newCluster.access, admins: list } }, cpuSpec))
        .ofType("AccessEntry")
        .map(({ name, inputs }) => `${name} ${String(inputs["principalArn"])}`)
        .sort();
    expect(await names([...admins].reverse())).toEqual(await names(admins));
  });

  it("takes roles that are known later", async () => {
    const access = { ...newCluster.access, deployer: pulumi.output(deployer), admins: [pulumi.output(admin)] };
    const later = await declared({ ...newCluster, access }, cpuSpec);
    expect(
      later
        .ofType("AccessEntry")
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["cloud-admin-0", "cloud-deployer"]);
  });
});

describe("the kubeconfig", () => {
  const facts = { name: "ml", endpoint: "https://ml.example.com", ca: "Y2E=", region: "us-east-1" };
  const exec = (more: object) =>
    (JSON.parse(kubeconfigJson({ ...facts, ...more })) as { users: { user: { exec: Record<string, unknown> } }[] })
      .users[0]?.user.exec;

  it("names the role that gets the token, and holds no credentials", () => {
    expect(exec({ roleArn: deployer })).toEqual({
      apiVersion: "client.authentication.k8s.io/v1beta1",
      command: "aws",
      args: [
        ...["eks", "get-token", "--output", "json", "--cluster-name", "ml", "--region", "us-east-1"],
        ...["--role-arn", deployer],
      ],
      interactiveMode: "Never",
    });
  });

  it("names a profile, and another command", () => {
    expect(exec({ profile: "ml", command: "/opt/aws" })).toMatchObject({
      command: "/opt/aws",
      env: [{ name: "AWS_PROFILE", value: "ml" }],
    });
  });

  it("uses the deployer's role unless the factory says how else", () => {
    expect(kubeconfigAuth(newCluster)).toEqual({ roleArn: deployer });
    expect(kubeconfigAuth({ ...newCluster, auth: { command: "/opt/aws" } })).toEqual({
      roleArn: deployer,
      command: "/opt/aws",
    });
    expect(kubeconfigAuth({ ...newCluster, auth: { profile: "ml" } })).toEqual({ profile: "ml" });
    expect(kubeconfigAuth({ ...newCluster, auth: { roleArn: admin } })).toEqual({ roleArn: admin });
  });

  it("is secret", async () => {
    const known = await declared(existingCluster);
    expect(isSecret(known.inputs("pulumi:providers:kubernetes")["kubeconfig"])).toBe(true);
  });

  it("never has the provider drop what it cannot reach", () => {
    const inputs = cluster.inputs("pulumi:providers:kubernetes");
    expect(inputs).not.toHaveProperty("deleteUnreachable");
    expect(inputs).toMatchObject({ enableConfigMapMutable: "true", enableSecretMutable: "true" });
  });
});
