import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatProblem } from "@roadstead/core";
import { answersProblems, builtinTokens, loadAnswers } from "@roadstead/plan";
import { afterAll, describe, expect, it } from "vitest";
import { answerBook } from "../../../packages/plan/src/answers/answer-book.js";
import { invokeLines, readLines, stackReferenceLines } from "../../../packages/plan/src/answers/answer-lines.js";
import { builtinAnswer } from "../../../packages/plan/src/answers/builtin.js";

const folder = mkdtempSync(join(tmpdir(), "answers-"));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

describe("an answers file", () => {
  it("is read as YAML", () => {
    const file = fileOf(
      "good.yaml",
      [
        "invokes:",
        "  - token: a:b:c",
        "    args: { d: 1 }",
        "    result: { e: [x] }",
        "stackReferences:",
        "  org/proj/prod: { outputs: { vpc: v }, secretOutputs: { password: p } }",
        "reads:",
        "  - { type: aws:ec2/vpc:Vpc, id: vpc-1, outputs: { cidrBlock: 10.0.0.0/16 } }",
      ].join("\n"),
    );
    expect(loadAnswers(file)).toEqual({
      problems: [],
      answers: {
        invokes: [{ token: "a:b:c", args: { d: 1 }, result: { e: ["x"] } }],
        stackReferences: { "org/proj/prod": { outputs: { vpc: "v" }, secretOutputs: { password: "p" } } },
        reads: [{ type: "aws:ec2/vpc:Vpc", id: "vpc-1", outputs: { cidrBlock: "10.0.0.0/16" } }],
      },
    });
  });

  it("is read as JSON, and may be empty", () => {
    expect(loadAnswers(fileOf("good.json", '{"reads": []}'))).toEqual({ answers: { reads: [] }, problems: [] });
    expect(loadAnswers(fileOf("empty.yaml", ""))).toEqual({ answers: {}, problems: [] });
  });

  it("that cannot be read is a problem, not an exception", () => {
    expect(loadAnswers(join(folder, "absent.yaml")).problems).toMatchObject([{ rule: "answers/readable" }]);
    expect(loadAnswers(fileOf("bad.yaml", "a: [")).problems).toMatchObject([{ rule: "answers/readable" }]);
  });

  it("has all its faults named at once, with the nearest field", () => {
    const problems = answersProblems({
      invoke: [],
      invokes: [{ token: "", result: [] }, { args: {}, result: {} }, 3],
      stackReferences: { a: { output: {} } },
      reads: {},
    });
    expect(problems.map(formatProblem)).toEqual([
      "answers.invoke: is not a field of an answers file; allowed: invokes, stackReferences, reads; did you mean invokes? [answers/known-field]",
      "invokes[0].result: must be a mapping, got [] [answers/type]",
      'invokes[0].token: must be a text, got "" [answers/type]',
      "invokes[1].token: is missing [answers/required]",
      "invokes[2]: must be a mapping, got 3 [answers/type]",
      "reads: must be a list, got {} [answers/type]",
      'stackReferences["a"].output: is not a field of an answers file; allowed: outputs, secretOutputs; did you mean outputs? [answers/known-field]',
    ]);
  });

  it("takes exactly the lines that an unanswered question prints", () => {
    const lines = [
      invokeLines("aws:ec2/getAmi:getAmi", { filters: [{ name: "tag:x y", values: ["a,b", "-"] }], mostRecent: true }),
      stackReferenceLines("org/my project/prod"),
      readLines("aws:ec2/vpc:Vpc", "arn: odd"),
    ];
    const loaded = loadAnswers(fileOf("printed.yaml", lines.join("\n")));
    expect(loaded).toEqual({
      problems: [],
      answers: {
        invokes: [
          {
            token: "aws:ec2/getAmi:getAmi",
            args: { filters: [{ name: "tag:x y", values: ["a,b", "-"] }], mostRecent: true },
            result: {},
          },
        ],
        stackReferences: { "org/my project/prod": { outputs: {} } },
        reads: [{ type: "aws:ec2/vpc:Vpc", id: "arn: odd", outputs: {} }],
      },
    });
  });
});

describe("looking up an answer", () => {
  const book = answerBook({
    invokes: [
      { token: "a:b:c", args: { owners: ["me"], filter: { name: "x" } }, result: { id: 1 } },
      { token: "a:b:c", args: { owners: ["me"] }, result: { id: 2 } },
      { token: "a:b:c", result: { id: 3 } },
    ],
    reads: [{ type: "t", id: "1", outputs: { a: true } }],
  });

  it.each([
    [{ owners: ["me"], filter: { name: "x", more: "y" } }, 1],
    [{ owners: ["me"], filter: { name: "z" } }, 2],
    [{ owners: ["me", "you"] }, 3],
    [{}, 3],
  ])("the first whose arguments are all equal counts: %j", (args, id) => {
    expect(book.invoke("a:b:c", args)).toEqual({ id });
  });

  it("says nothing about other tokens, stacks and ids", () => {
    expect(book.invoke("a:b:d", {})).toBeUndefined();
    expect(book.stackReference("s")).toBeUndefined();
    expect(book.read("t", "2")).toBeUndefined();
    expect(book.read("t", "1")).toEqual({ a: true });
  });
});

describe("built-in answers", () => {
  const ask = async (token: string, args = {}, config = {}) => (await builtinAnswer(token, args, { config }))?.result;

  it("are the common ones", () => {
    expect(builtinTokens).toEqual([
      "aws:iam/getPolicyDocument:getPolicyDocument",
      "aws:index/getAvailabilityZones:getAvailabilityZones",
      "aws:index/getCallerIdentity:getCallerIdentity",
      "aws:index/getPartition:getPartition",
      "aws:index/getRegion:getRegion",
      "gcp:compute/getZones:getZones",
      "gcp:organizations/getClientConfig:getClientConfig",
      "kubernetes:yaml:decode",
    ]);
  });

  it.each([
    ["us-east-1", "aws", "amazonaws.com"],
    ["us-gov-west-1", "aws-us-gov", "amazonaws.com"],
    ["cn-north-1", "aws-cn", "amazonaws.com.cn"],
    ["eusc-de-east-1", "aws-eusc", "amazonaws.eu"],
  ])("know the partition of %s", async (region, partition, dnsSuffix) => {
    const config = { "aws:region": region };
    expect(await ask("aws:index/getPartition:getPartition", {}, config)).toMatchObject({ partition, dnsSuffix });
  });

  it("do not guess a region", async () => {
    expect(await ask("aws:index/getRegion:getRegion")).toBeUndefined();
    expect(await ask("aws:index/getAvailabilityZones:getAvailabilityZones")).toBeUndefined();
    expect(await ask("gcp:organizations/getClientConfig:getClientConfig")).toBeUndefined();
  });

  it("prefer the call's own region to the provider's to the configured one", async () => {
    const context = { config: { "aws:region": "c-1" }, providerInputs: { region: "b-1" } };
    const region = async (args: { region?: string }, from: Parameters<typeof builtinAnswer>[2]) =>
      (await builtinAnswer("aws:index/getRegion:getRegion", args, from))?.result["region"];
    expect(await region({ region: "a-1" }, context)).toBe("a-1");
    expect(await region({}, context)).toBe("b-1");
    expect(await region({}, { config: context.config })).toBe("c-1");
  });

  it("render IAM policies as the provider does", async () => {
    const result = await ask("aws:iam/getPolicyDocument:getPolicyDocument", {
      policyId: "p",
      sourcePolicyDocuments: ['{"Statement":{"Sid":"source","Effect":"Deny"}}'],
      statements: [
        {
          sid: "own",
          actions: ["a:A"],
          notResources: ["y", "z", "x"],
          principals: [{ type: "*", identifiers: ["*"] }],
          conditions: [
            { test: "StringLike", variable: "aws:x", values: ["&{aws:username}"] },
            { test: "StringLike", variable: "aws:y", values: ["b", "a"] },
          ],
        },
      ],
      overridePolicyDocuments: ['{"Statement":[{"Sid":"source","Effect":"Allow"},{"Effect":"Deny"}]}'],
    });
    expect(JSON.parse(String(result?.["minifiedJson"]))).toEqual({
      Version: "2012-10-17",
      Id: "p",
      Statement: [
        { Sid: "source", Effect: "Allow" },
        {
          Sid: "own",
          Effect: "Allow",
          Action: "a:A",
          NotResource: ["z", "y", "x"],
          Principal: "*",
          Condition: { StringLike: { "aws:x": "${aws:username}", "aws:y": ["b", "a"] } },
        },
        { Effect: "Deny" },
      ],
    });
  });

  it("take manifests apart and say where YAML is broken", async () => {
    const text = "a: 1\n---\n# nothing\n---\nkind: PodList\nitems: [{ b: 2 }, { c: 3 }]\n";
    expect(await ask("kubernetes:yaml:decode", { text })).toEqual({ result: [{ a: 1 }, { b: 2 }, { c: 3 }] });
    await expect(ask("kubernetes:yaml:decode", { text: "a: [" })).rejects.toThrow(/line 1, column 5/);
  });
});
