import type { PropertyMap } from "@roadstead/core";
import { unknownValue } from "@roadstead/core";
import type { Pack } from "@roadstead/policy";
import { audit, readGuardrails } from "@roadstead/policy";
import { describe, expect, it } from "vitest";
import { pack as clusterBaseline } from "../../policies/cluster-baseline/pack.js";
import { pack as costGuardrails } from "../../policies/cost-guardrails/pack.js";
import { sampleGraph } from "./sample-graph.js";

const packs: readonly Pack[] = [clusterBaseline, costGuardrails];

/** What a rule says of a resource of AWS' Cloud Control provider in a state, as `type path` or `result`. */
function answerOf(rule: string, type: string, inputs: PropertyMap) {
  const found = packs.flatMap((pack) => pack.rules).filter(({ name }) => name === rule);
  const read = readGuardrails({ version: 1 }, found);
  if (read.guardrails === undefined) throw new Error("no guardrails");
  const graph = sampleGraph([{ type, name: "it", inputs }]);
  const one = { name: "pack", version: "1.0.0", description: "", rules: found };
  const { results } = audit([{ name: "state", graph, phase: "state" }], {
    packs: [one],
    guardrails: read.guardrails,
    asOf: "2026-11-24",
  });
  return results.filter((result) => result.rule === rule);
}

const tagged = (...keys: readonly string[]): PropertyMap => ({ tags: keys.map((key) => ({ key, value: "x" })) });
const blocks = (value: boolean): PropertyMap => ({
  publicAccessBlockConfiguration: {
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: value,
  },
});
const template = (data: PropertyMap): PropertyMap => ({ launchTemplateData: data });
const disks = (ebs: PropertyMap): PropertyMap => ({ blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs }] });
const openTo = (cidrIp: string): PropertyMap => ({
  securityGroupIngress: [{ ipProtocol: "tcp", fromPort: 22, toPort: 22, cidrIp }],
});
const logs = (...types: readonly string[]): PropertyMap => ({
  logging: { clusterLogging: { enabledTypes: types.map((type) => ({ type })) } },
});

interface Native {
  readonly rule: string;
  readonly type: string;
  readonly bad: PropertyMap;
  readonly good: PropertyMap;
  readonly doubt: PropertyMap;
}

const cases: readonly Native[] = [
  {
    rule: "eks-open-endpoint",
    type: "aws-native:eks:Cluster",
    bad: { resourcesVpcConfig: { subnetIds: ["subnet-1"], endpointPublicAccess: true } },
    good: { resourcesVpcConfig: { endpointPublicAccess: true, publicAccessCidrs: ["203.0.113.0/24"] } },
    doubt: { resourcesVpcConfig: unknownValue },
  },
  {
    rule: "eks-control-plane-logs",
    type: "aws-native:eks:Cluster",
    bad: logs("api"),
    good: logs("api", "audit", "authenticator"),
    doubt: { logging: unknownValue },
  },
  {
    rule: "eks-secrets-encryption",
    type: "aws-native:eks:Cluster",
    bad: { encryptionConfig: [] },
    good: { encryptionConfig: [{ provider: { keyArn: "arn:aws:kms:k" }, resources: ["secrets"] }] },
    doubt: { encryptionConfig: unknownValue },
  },
  {
    rule: "instance-metadata-token",
    type: "aws-native:ec2:LaunchTemplate",
    bad: template({ metadataOptions: { httpTokens: "optional" } }),
    good: template({ metadataOptions: { httpTokens: "required" } }),
    doubt: template({ metadataOptions: { httpTokens: unknownValue } }),
  },
  {
    rule: "volume-encryption",
    type: "aws-native:ec2:Instance",
    bad: disks({ volumeSize: 100 }),
    good: disks({ volumeSize: 100, encrypted: true }),
    doubt: { blockDeviceMappings: unknownValue },
  },
  {
    rule: "volume-type",
    type: "aws-native:ec2:Volume",
    bad: { volumeType: "io1", size: 100 },
    good: { volumeType: "gp3", size: 100 },
    doubt: { volumeType: unknownValue },
  },
  {
    rule: "security-group-open",
    type: "aws-native:ec2:SecurityGroup",
    bad: openTo("0.0.0.0/0"),
    good: openTo("10.0.0.0/8"),
    doubt: { securityGroupIngress: unknownValue },
  },
  {
    rule: "bucket-public-access",
    type: "aws-native:s3:Bucket",
    bad: blocks(false),
    good: blocks(true),
    doubt: { publicAccessBlockConfiguration: unknownValue },
  },
  {
    rule: "required-tags",
    type: "aws-native:rds:DbInstance",
    bad: tagged("owner"),
    good: tagged("owner", "cost-center", "environment"),
    doubt: { tags: unknownValue },
  },
  {
    rule: "log-retention",
    type: "aws-native:logs:LogGroup",
    bad: { logGroupName: "/aws/eks/x/cluster" },
    good: { logGroupName: "/aws/eks/x/cluster", retentionInDays: 14 },
    doubt: { retentionInDays: unknownValue },
  },
  {
    rule: "tag-propagation",
    type: "aws-native:autoscaling:AutoScalingGroup",
    bad: { maxSize: "2", tags: [{ key: "owner", value: "x", propagateAtLaunch: false }] },
    good: { maxSize: "2", tags: [{ key: "owner", value: "x", propagateAtLaunch: true }] },
    doubt: { maxSize: "2", tags: unknownValue },
  },
];

describe.each(cases)("$rule of $type", ({ rule, type, bad, good, doubt }) => {
  it("finds what is bad, by the type that the program has", () => {
    expect(answerOf(rule, type, bad)).toMatchObject([
      { result: "fail", type, urn: `urn:pulumi:dev::shop::${type}::it` },
    ]);
  });
  it("lets what is good pass", () => {
    expect(answerOf(rule, type, good)).toMatchObject([{ result: "pass", type }]);
  });
  it("says that it does not know", () => {
    expect(answerOf(rule, type, doubt)).toMatchObject([{ result: "unknown" }]);
  });
});
