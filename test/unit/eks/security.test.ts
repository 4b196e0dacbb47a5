import type { PropertyValue } from "@roadstead/core";
import { describe, expect, it } from "vitest";
import { cpuSpec, declared, newCluster, wholeCluster } from "./planned-cluster.js";

/*
 * What widely used modules leave open by default is closed here. Each test names the checks that ask for it:
 * CKV_AWS and CKV2_AWS of Checkov, AWS-nnnn of Trivy, CIS of the EKS benchmark.
 */

const cluster = await wholeCluster();
const templates = cluster.ofType("LaunchTemplate");
const list = (value: PropertyValue | undefined) => value as readonly Record<string, PropertyValue>[];

describe("the control plane", () => {
  const inputs = cluster.inputs("Cluster");

  it("writes all five logs (CKV_AWS_37, AWS-0038, CIS 2.1.1)", () => {
    expect(inputs["enabledClusterLogTypes"]).toEqual([
      "api",
      "audit",
      "authenticator",
      "controllerManager",
      "scheduler",
    ]);
  });

  it("is public for the networks that are named only (CKV_AWS_38, AWS-0041, CIS 5.4.1)", () => {
    expect(inputs["vpcConfig"]).toMatchObject({ endpointPrivateAccess: true, publicAccessCidrs: ["203.0.113.0/24"] });
  });

  it("is not public where the factory says private (CKV_AWS_39, AWS-0040, CIS 5.4.2)", async () => {
    const access = { ...newCluster.access, endpoint: "private" } as const;
    const closed = await declared({ ...newCluster, access }, cpuSpec);
    expect(closed.inputs("Cluster")["vpcConfig"]).toMatchObject({
      endpointPrivateAccess: true,
      endpointPublicAccess: false,
    });
  });

  it("encrypts secrets with a key of its own (CKV_AWS_58, AWS-0039, CIS 5.3.1)", () => {
    expect(inputs["encryptionConfig"]).toMatchObject({ resources: ["secrets"] });
    expect(cluster.one("Cluster").propertyDependencies["encryptionConfig"]).toContain(cluster.one("Key").urn);
  });

  it("has access entries and no implicit administrator (CIS 4.1.7)", () => {
    expect(inputs["accessConfig"]).toEqual({
      authenticationMode: "API",
      bootstrapClusterCreatorAdminPermissions: false,
    });
  });

  it("has no add-ons but those that EKS manages", () => {
    expect(inputs["bootstrapSelfManagedAddons"]).toBe(false);
  });

  it("does not go over into extended support, which costs several times as much", () => {
    expect(inputs["upgradePolicy"]).toEqual({ supportType: "STANDARD" });
  });

  it("is protected from deletion, by Pulumi and by EKS", () => {
    expect(inputs["deletionProtection"]).toBe(true);
    expect(cluster.one("Cluster").protect).toBe(true);
  });
});

describe("node groups", () => {
  it("allow no SSH from anywhere (CKV_AWS_100)", () => {
    for (const { inputs } of cluster.ofType("NodeGroup")) expect(inputs).not.toHaveProperty("remoteAccess");
  });

  it("are repaired when a GPU fails", () => {
    for (const { inputs } of cluster.ofType("NodeGroup")) expect(inputs["nodeRepairConfig"]).toEqual({ enabled: true });
  });
});

describe("launch templates", () => {
  it("ask for tokens from the metadata service (CKV_AWS_79, AWS-0130)", () => {
    for (const { inputs } of templates) expect(inputs["metadataOptions"]).toMatchObject({ httpTokens: "required" });
  });

  it("keep the metadata service from pods by a hop limit of 1 (CKV_AWS_341, CIS 4.5.2)", () => {
    for (const { inputs } of templates) {
      expect(inputs["metadataOptions"]).toMatchObject({ httpEndpoint: "enabled", httpPutResponseHopLimit: 1 });
    }
  });

  it("encrypt every disk (AWS-0026, AWS-0131)", () => {
    for (const { inputs } of templates) {
      for (const { ebs } of list(inputs["blockDeviceMappings"])) {
        expect(ebs).toMatchObject({ encrypted: "true", volumeType: "gp3", deleteOnTermination: "true" });
      }
    }
  });

  it("give nodes no public address (CKV_AWS_88)", () => {
    for (const { inputs } of templates) expect(inputs).not.toHaveProperty("networkInterfaces");
  });

  it("have no secrets in their user data (CKV_AWS_46)", () => {
    for (const { inputs } of templates) {
      const text = Buffer.from(String(inputs["userData"] ?? ""), "base64").toString();
      expect(text).not.toMatch(/AKIA|aws_secret|password|token/i);
    }
  });

  it("leave to EKS what must not be in the template of a managed group", () => {
    for (const { inputs } of templates) {
      for (const key of [
        "iamInstanceProfile",
        "imageId",
        "instanceMarketOptions",
        "instanceType",
        "hibernationOptions",
      ]) {
        expect(inputs).not.toHaveProperty(key);
      }
    }
  });
});

describe("the key", () => {
  const inputs = cluster.inputs("Key");

  it("is rotated and enabled (CKV_AWS_7, CKV_AWS_227, AWS-0065)", () => {
    expect(inputs["enableKeyRotation"]).toBe(true);
    expect(inputs).not.toHaveProperty("isEnabled", false);
  });

  it("has a policy (CKV2_AWS_64) and outlives a mistake", () => {
    expect(inputs).toHaveProperty("policy");
    expect(inputs["deletionWindowInDays"]).toBe(30);
    expect(cluster.one("Key").protect).toBe(true);
  });
});

describe("logs", () => {
  it("are encrypted and kept for a year (CKV_AWS_158, CKV_AWS_338, AWS-0017)", () => {
    for (const { inputs, propertyDependencies } of cluster.ofType("LogGroup")) {
      expect(inputs["retentionInDays"]).toBe(365);
      expect(propertyDependencies["kmsKeyId"]).toContain(cluster.one("Key").urn);
    }
  });
});

describe("the network", () => {
  it("records its traffic (CKV2_AWS_11)", () => {
    expect(cluster.inputs("FlowLog")).toMatchObject({ trafficType: "REJECT", logDestinationType: "cloud-watch-logs" });
  });

  it("closes the default security group (CKV2_AWS_12)", () => {
    expect(cluster.inputs("DefaultSecurityGroup")).toMatchObject({ ingress: [], egress: [] });
  });

  it("gives nothing a public address by itself (CKV_AWS_130)", () => {
    for (const { inputs } of cluster.ofType("Subnet")) expect(inputs["mapPublicIpOnLaunch"]).toBe(false);
  });

  it("enforces network policies (CIS 4.3.2)", () => {
    const values = JSON.parse(String(cluster.inputs("Addon", "cloud-vpc-cni")["configurationValues"])) as object;
    expect(values).toEqual({ enableNetworkPolicy: "true" });
  });
});

describe("roles", () => {
  it("are trusted by one service each (CKV_AWS_60, CKV_AWS_61)", () => {
    for (const { inputs } of cluster.ofType("aws:iam/role:Role")) {
      const { Statement } = JSON.parse(String(inputs["assumeRolePolicy"])) as {
        Statement: { Principal: Record<string, string[]> }[];
      };
      expect(Statement).toHaveLength(1);
      expect(Object.keys(Statement[0]?.Principal ?? {})).toEqual(["Service"]);
      expect(Statement[0]?.Principal["Service"]).toHaveLength(1);
    }
  });

  it("have no administrator's policy (CKV_AWS_274)", () => {
    const policies = cluster.ofType("RolePolicyAttachment").map(({ inputs }) => String(inputs["policyArn"]));
    expect(policies.map((arn) => arn.split("/").at(-1)).sort()).toEqual([
      "AmazonEBSCSIDriverPolicy",
      "AmazonEC2ContainerRegistryPullOnly",
      "AmazonEKSClusterPolicy",
      "AmazonEKSWorkerNodePolicy",
      "AmazonEKS_CNI_Policy",
    ]);
  });

  it("of nodes join and pull; addresses are given out by vpc-cni's own role (EKS best practices)", () => {
    const owner = (policy: string) =>
      cluster.ofType("RolePolicyAttachment").find(({ name }) => name.endsWith(policy))?.name;
    expect(owner("AmazonEKS_CNI_Policy")).toBe("cloud-vpc-cni-AmazonEKS_CNI_Policy");
    expect(cluster.inputs("Addon", "cloud-vpc-cni")["podIdentityAssociations"]).toMatchObject([
      { serviceAccount: "aws-node" },
    ]);
  });
});

describe("volumes", () => {
  it("are encrypted by the default StorageClass", () => {
    expect(cluster.inputs("StorageClass")).toMatchObject({
      metadata: { annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
      parameters: { encrypted: "true", type: "gp3" },
      volumeBindingMode: "WaitForFirstConsumer",
    });
  });
});
