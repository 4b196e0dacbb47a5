import { eks } from "@roadstead/eks";
import { beforeAll, describe, expect, it } from "vitest";
import { type ClusterPlan, labelOf, planCluster, plainInputs } from "../cluster-plan.js";
import { type KnownResource, revealed, runWithKnownOutputs } from "../known-outputs.js";
import { standardPools, standardSpec } from "../standard-spec.js";
import { defaultClusters } from "./default-clusters.js";

/*
 * What @pulumi/eks (August 2026) and terraform-aws-eks 21.19 leave open where the user says nothing, one test for
 * each. The factory says nothing here either.
 */

let plan: ClusterPlan;
let known: readonly KnownResource[];
beforeAll(async () => {
  plan = await planCluster(defaultClusters.eks);
  known = await runWithKnownOutputs(defaultClusters.eks);
});

describe("what @pulumi/eks leaves open by default", () => {
  it("no metadata options: here IMDSv2 is required on every node (CKV_AWS_79)", () => {
    for (const options of each("aws:ec2/launchTemplate:LaunchTemplate", "metadataOptions")) {
      expect(options).toMatchObject({ httpTokens: "required", httpEndpoint: "enabled" });
    }
  });

  it("a hop limit of 2 where IMDSv2 is on, so that pods reach the node's role: here it is 1 (CKV_AWS_341)", () => {
    for (const options of each("aws:ec2/launchTemplate:LaunchTemplate", "metadataOptions")) {
      expect(options).toMatchObject({ httpPutResponseHopLimit: 1 });
    }
  });

  it("unencrypted root volumes: here every disk of every node is encrypted", () => {
    for (const disks of each("aws:ec2/launchTemplate:LaunchTemplate", "blockDeviceMappings")) {
      expect(disks).toEqual([expect.objectContaining({ ebs: expect.objectContaining({ encrypted: "true" }) })]);
    }
  });

  it("no control-plane logs: here all five types are written, to an encrypted group that is kept (CKV_AWS_37)", () => {
    const [types] = each("aws:eks/cluster:Cluster", "enabledClusterLogTypes") as string[][];
    expect(types?.toSorted()).toEqual(["api", "audit", "authenticator", "controllerManager", "scheduler"]);
    for (const days of each("aws:cloudwatch/logGroup:LogGroup", "retentionInDays"))
      expect(days).toBeGreaterThanOrEqual(365);
    for (const group of plan.ofType("aws:cloudwatch/logGroup:LogGroup")) {
      expect(group.propertyDependencies["kmsKeyId"]).toEqual([plan.named("ai-secrets").urn]);
    }
  });

  it("Secrets without a key of one's own: here they have one (CKV_AWS_58)", () => {
    const [encryption] = each("aws:eks/cluster:Cluster", "encryptionConfig");
    expect(encryption).toMatchObject({ resources: ["secrets"] });
  });

  it("a public endpoint for everyone: here there is no default, and 0.0.0.0/0 must be said twice (CKV_AWS_38)", () => {
    const [vpc] = each("aws:eks/cluster:Cluster", "vpcConfig");
    expect(vpc).toMatchObject({ endpointPrivateAccess: true, publicAccessCidrs: ["203.0.113.0/24"] });
    expect(problemsOf({ public: ["0.0.0.0/0"] })).toEqual(["eks/endpoint-anywhere"]);
    expect(problemsOf({ public: ["0.0.0.0/0"], anywhere: true })).toEqual([]);
  });

  it("a creator who is administrator for ever: here access is by entries alone", () => {
    expect(each("aws:eks/cluster:Cluster", "accessConfig")).toEqual([
      { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
    ]);
  });

  it("a kubeconfig in plain text in the state: here it is a secret wherever it stands", () => {
    const holders = known.filter((resource) => JSON.stringify(revealed(resource).all).includes("current-context"));
    expect(holders.map(({ urn }) => urn.split("::").at(-1)).sort()).toEqual(["ai", "ai-kubernetes"]);
    expect(JSON.stringify(holders.map((resource) => revealed(resource).plain))).not.toContain("current-context");
  });
});

describe("what terraform-aws-eks leaves open by default", () => {
  it("three of five log types: here all five (CKV_AWS_37)", () => {
    const [types] = each("aws:eks/cluster:Cluster", "enabledClusterLogTypes") as string[][];
    expect(types).toHaveLength(5);
  });

  it("deletion_protection is null: here EKS refuses the deletion, and so does Pulumi", () => {
    expect(each("aws:eks/cluster:Cluster", "deletionProtection")).toEqual([true]);
    expect(plan.ofType("aws:eks/cluster:Cluster").map(({ protect }) => protect)).toEqual([true]);
  });

  it("no prevent_destroy anywhere: here the guard keeps the pools too, and the key of the Secrets is protected", () => {
    const protectedOnes = plan.children.filter(({ protect }) => protect).map(labelOf);
    expect(protectedOnes.sort()).toEqual([
      "eks.Cluster ai-cluster",
      "index.RandomId ai-deletion-guard",
      "kms.Key ai-secrets",
    ]);
    const groups = plan.ofType("aws:eks/nodeGroup:NodeGroup").map(({ urn }) => urn);
    expect(plan.guard.dependencies).toEqual(expect.arrayContaining(groups));
  });
});

describe("what neither says anything of", () => {
  it("lets no policy do everything, nor change anything anywhere (CKV_AWS_62, CKV_AWS_63, CKV_AWS_289, CKV_AWS_290, CKV_AWS_355)", () => {
    const statements = policies("aws:iam/rolePolicy:RolePolicy");
    expect(statements.length).toBeGreaterThan(0);
    for (const { Action, Resource, Condition } of statements) {
      expect(Action.filter((action) => action.includes("*"))).toEqual([]);
      const changing = Action.filter((action) => !/:(Describe|Get|List)/.test(action));
      const narrow = Resource !== "*" || Condition !== undefined;
      expect(changing.length === 0 || narrow, changing.join()).toBe(true);
    }
  });

  it("lets nobody but the account and its logs use the key (CKV_AWS_33)", () => {
    const principals = policies("aws:kms/key:Key").map(({ Principal }) => Principal);
    expect(principals).toEqual([
      { AWS: expect.stringMatching(/^arn:aws:iam::\d{12}:root$/) as unknown },
      { Service: "logs.us-east-1.amazonaws.com" },
    ]);
  });

  it("opens no security group to the world, and has none without a description (CKV_AWS_23, CKV_AWS_24, CKV_AWS_25, CKV_AWS_260, CKV_AWS_277, CKV_AWS_382)", () => {
    const groups = plan.children.filter(({ type }) => /securityGroup|securityGroup.*Rule/i.test(type));
    expect(groups.map(({ type }) => type)).toEqual(["aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"]);
    expect(groups.map(({ inputs }) => [inputs["ingress"], inputs["egress"]])).toEqual([[[], []]]);
  });

  it("attaches no full-rights policy of AWS to a role (CKV_AWS_275, CKV2_AWS_56)", () => {
    const attached = each("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "policyArn");
    expect(attached.length).toBeGreaterThan(0);
    for (const arn of attached) expect(arn).not.toMatch(/Administrator|FullAccess|PowerUser/);
  });

  it("takes nodes out of reach: none in a public subnet", () => {
    const subnets = plan
      .ofType("aws:eks/nodeGroup:NodeGroup")
      .flatMap((group) => group.propertyDependencies["subnetIds"] ?? []);
    expect([...new Set(subnets.map((urn) => urn.split("::").at(-1)))].sort()).toEqual([
      "ai-private-us-east-1a",
      "ai-private-us-east-1b",
    ]);
  });
});

/** One input of every resource of a type; there must be one. */
function each(type: string, input: string): readonly unknown[] {
  const values = plan.ofType(type).map((resource) => plainInputs(resource)[input]);
  expect(values.length).toBeGreaterThan(0);
  return values;
}

interface Statement {
  readonly Action: readonly string[];
  readonly Resource: string;
  readonly Condition?: unknown;
  readonly Principal?: unknown;
}

/** Statements of the policies that are sent to AWS, once what stands in them is known. */
function policies(type: string): readonly Statement[] {
  return known
    .filter(({ urn }) => urn.includes(`$${type}::`))
    .flatMap(
      ({ inputs }) => (JSON.parse(String(inputs["policy"])) as { readonly Statement: readonly Statement[] }).Statement,
    );
}

function problemsOf(endpoint: { readonly public: readonly string[]; readonly anywhere?: boolean }): readonly string[] {
  const target = eks({
    region: "us-east-1",
    network: { create: { zones: ["us-east-1a", "us-east-1b"] } },
    access: { endpoint, admins: [], deployer: "arn:aws:iam::111122223333:role/deployer" },
    pools: Object.fromEntries(standardPools.map((pool) => [pool, {}])),
  });
  return target.validate(standardSpec).map(({ rule }) => rule);
}
