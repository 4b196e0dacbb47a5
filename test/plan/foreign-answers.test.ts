import type { PlanAnswers } from "@roadstead/plan";
import { describe, it } from "vitest";
import { codesOf, inputsOf, planOf, resourceOf, stackOutputsOf, urnsOf } from "./foreign-plan.js";

describe.concurrent("what exists outside the program", () => {
  it("knows of looked-up resources what the answers say", async ({ expect }) => {
    const reads = [{ type: "aws:ec2/vpc:Vpc", id: "vpc-1", outputs: { cidrBlock: "10.9.0.0/16" } }];
    const plan = await planOf("lookups", { answers: { reads } });
    expect(resourceOf(plan, "found")).toMatchObject({ kind: "read", id: "vpc-1" });
    expect(inputsOf(plan, "subnet")).toEqual({ vpcId: "vpc-1", cidrBlock: "10.9.0.0/16" });
    expect(stackOutputsOf(plan)).toEqual({
      known: "10.9.0.0/16",
      unknown: "<unknown:unknown>",
      id: "vpc-2",
      labels: "<unknown:labels>",
    });
    expect(plan.exit.code).toBe(0);
    expect(codesOf(plan)).toEqual(["read-unknown", "read-unknown"]);
  });

  it("answers common invokes itself and others from the answers, in both forms", async ({ expect }) => {
    const answers: PlanAnswers = {
      invokes: [
        { token: "aws:ec2/getAmi:getAmi", args: { owners: ["me"] }, result: { id: "ami-mine" } },
        { token: "aws:ec2/getAmi:getAmi", result: { id: "ami-1", name: "<unknown>" } },
      ],
    };
    const plan = await planOf("invokes", { answers });
    expect(plan.exit).toEqual({ reason: "finished", code: 0 });
    expect(urnsOf(plan)).toContain("aws:ec2/subnet:Subnet::eu-west-1b");
    expect(inputsOf(plan, "instance")).toEqual({
      ami: "ami-1",
      instanceType: "t3.micro",
      userData: "<unknown:userData>",
    });
    const policy = {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["s3:PutObject", "s3:GetObject"],
          Resource: "*",
          Principal: { Service: "ec2.amazonaws.com" },
        },
      ],
    };
    expect(stackOutputsOf(plan)).toEqual({
      region: "eu-west-1",
      partition: "aws-cn",
      account: "000000000000",
      policy: JSON.stringify(policy, null, 2),
      subnetOfNew: "<unknown:subnetOfNew>",
      instance: "ami-1",
      secretArgument: "<secret>",
    });
    expect(plan.diagnostics.map((diagnostic) => diagnostic.message).sort()).toEqual([
      "aws:index/getAvailabilityZones:getAvailabilityZones: zones eu-west-1a, eu-west-1b, eu-west-1c assumed",
      "aws:index/getCallerIdentity:getCallerIdentity: account 000000000000 assumed",
    ]);
  });

  it("stops at an invoke without an answer and prints the lines to add", async ({ expect }) => {
    const plan = await planOf("unanswered-invoke");
    expect(plan.exit).toEqual({ reason: "error", code: 1 });
    expect(plan.complete).toBe(false);
    expect(plan.diagnostics).toEqual([
      {
        severity: "error",
        code: "invoke-unanswered",
        message: [
          "aws:ec2/getAmi:getAmi asks a provider, which a plan does not do.",
          '  arguments: {"mostRecent":true,"owners":["amazon"]}',
          "Add its answer to the answers file:",
          "invokes:",
          "  - token: aws:ec2/getAmi:getAmi",
          '    args: { mostRecent: true, owners: ["amazon"] }',
          "    result: {}",
        ].join("\n"),
      },
    ]);
    expect(urnsOf(plan)).toEqual(["random:index/randomPet:RandomPet::declared-before"]);
  });

  it("reads stack references from the answers, secrets as secrets", async ({ expect }) => {
    const reference = { outputs: { vpcId: "vpc-1" }, secretOutputs: { password: "hunter2" } };
    const plan = await planOf("stack-references", { answers: { stackReferences: { "acme/network/prod": reference } } });
    expect(plan.exit.code).toBe(0);
    expect(resourceOf(plan, "acme/network/prod")).toMatchObject({ kind: "read", id: "acme/network/prod" });
    expect(inputsOf(plan, "pet")).toEqual({ prefix: "vpc-1", separator: "<secret>" });
    expect(stackOutputsOf(plan)).toEqual({ vpcId: "vpc-1", password: "<secret>", absent: "nothing" });
    expect(JSON.stringify(plan)).not.toContain("hunter2");
  });

  it("stops at a stack reference without an answer", async ({ expect }) => {
    const plan = await planOf("stack-references");
    expect(plan.exit.code).toBe(1);
    expect(plan.diagnostics).toMatchObject([
      {
        code: "stack-reference",
        message:
          "The outputs of stack acme/network/prod are not known. Add to the answers file:\n" +
          "stackReferences:\n  acme/network/prod:\n    outputs: {}",
      },
    ]);
  });
});
