import { describe, expect, it } from "vitest";
import { defaultClusterName, launchTemplateName, roleName } from "../../../packages/eks/src/names.js";
import { clusterAccessPolicyArn, managedPolicyArn, partitionOf } from "../../../packages/eks/src/partition.js";

describe("physical names", () => {
  it("of a cluster are component and stack, in letters that EKS takes, at most 100", () => {
    expect(defaultClusterName("cloud", "dev")).toBe("cloud-dev");
    expect(defaultClusterName("cloud", "dev.eu/1")).toBe("cloud-dev-eu-1");
    expect(defaultClusterName("cloud", "s".repeat(200))).toHaveLength(100);
    expect(defaultClusterName("cloud", `${"s".repeat(200)}a`)).not.toBe(
      defaultClusterName("cloud", `${"s".repeat(200)}b`),
    );
  });

  it("of a role fit into 64 characters and differ by region and path, for roles are global and paths are for ever", () => {
    const name = roleName("c".repeat(100), "autoscaler", "us-east-1", "/");
    expect(name).toHaveLength(64);
    expect(name).toMatch(/-autoscaler-[a-z0-9]{8}$/);
    expect(roleName("cloud", "node", "us-west-2", "/")).not.toBe(roleName("cloud", "node", "us-east-1", "/"));
    expect(roleName("cloud", "node", "us-east-1", "/ml/")).not.toBe(roleName("cloud", "node", "us-east-1", "/"));
  });

  it("of a launch template fit into 128 characters", () => {
    expect(launchTemplateName("cloud-dev", "serving-spot-a1b2c3d4")).toBe("cloud-dev-serving-spot-a1b2c3d4");
    expect(launchTemplateName("c".repeat(100), `${"p".repeat(24)}-capacity-block-a1b2c3d4`).length).toBeLessThanOrEqual(
      128,
    );
  });
});

describe("partitions", () => {
  it.each([
    ["us-east-1", "aws"],
    ["eu-central-1", "aws"],
    ["us-gov-west-1", "aws-us-gov"],
    ["cn-north-1", "aws-cn"],
  ])("%s is in %s", (region, partition) => {
    expect(partitionOf(region)).toBe(partition);
    expect(managedPolicyArn(region, "service-role/AmazonEBSCSIDriverPolicy")).toBe(
      `arn:${partition}:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy`,
    );
    expect(clusterAccessPolicyArn(region, "AmazonEKSClusterAdminPolicy")).toBe(
      `arn:${partition}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy`,
    );
  });
});
