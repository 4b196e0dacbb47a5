import type { PlanAnswers } from "@roadstead/plan";
import type { Tolerance } from "../../bench/engine/index.js";
import type { Properties } from "../../bench/providers/test-provider.js";

/** What the providers of these programs answer, and what a plan is told that they would. */
export const answers: Required<Pick<PlanAnswers, "invokes" | "reads">> = {
  invokes: [
    {
      token: "aws:index/getAvailabilityZones:getAvailabilityZones",
      result: { names: ["eu-west-1a", "eu-west-1b", "eu-west-1c"] },
    },
    { token: "aws:ec2/getAmi:getAmi", result: { id: "ami-1", name: "image" } },
    { token: "aws:ec2/getSubnet:getSubnet", result: { cidrBlock: "10.0.0.0/24" } },
    { token: "aws:iam/getPolicyDocument:getPolicyDocument", result: { json: "{}" } },
    { token: "aws:index/getCallerIdentity:getCallerIdentity", result: { accountId: "111122223333" } },
    { token: "aws:index/getRegion:getRegion", result: { region: "eu-west-1" } },
    { token: "aws:index/getPartition:getPartition", result: { partition: "aws-cn" } },
    { token: "test:index:ask", result: { yes: 1 } },
  ],
  reads: [
    { type: "aws:ec2/vpc:Vpc", id: "vpc-1", outputs: { cidrBlock: "10.1.0.0/16" } },
    { type: "kubernetes:core/v1:Node", id: "gpu-1", outputs: { metadata: { name: "gpu-1", labels: {} } } },
  ],
};

/** Known to the providers and not to the plan: what a user has not given stays unknown in a plan. */
export const unansweredReads: Readonly<Record<string, Properties>> = { "vpc-2": { cidrBlock: "10.2.0.0/16" } };

export interface ComparedProgram {
  readonly program: string;
  readonly config?: Readonly<Record<string, string>>;
  /** Kinds of difference that plan and state have; no others may appear, and each of these must. */
  readonly tolerates?: readonly Tolerance[];
  /** Names of resources that only a deployment can declare, because they hang on a value that is unknown before. */
  readonly onlyDeployed?: readonly string[];
}

export const compared: readonly ComparedProgram[] = [
  { program: "aws-network", tolerates: ["known later"] },
  { program: "circular-imports" },
  { program: "class-fields" },
  { program: "components", tolerates: ["engine's own key"] },
  { program: "dynamic-provider" },
  { program: "encrypted-plain", config: { replicas: "3" } },
  { program: "environment", tolerates: ["engine's own key"] },
  { program: "esm-javascript" },
  { program: "esm-top-level-await" },
  { program: "function-in-folder" },
  { program: "gcp-cluster", tolerates: ["known later"] },
  { program: "invokes", tolerates: ["engine's own key", "known later"] },
  { program: "javascript" },
  {
    program: "kubernetes-namespaces",
    tolerates: ["engine's own key", "metadata by Kubernetes provider", "name by Kubernetes provider"],
  },
  { program: "lookups" },
  { program: "never-resolves" },
  { program: "project-config", config: { fromStack: "stack", fromCaller: "caller" } },
  { program: "providers", tolerates: ["engine's own key", "known later", "name by Kubernetes provider"] },
  { program: "references", tolerates: ["known later", "reference as id"] },
  { program: "resources-in-apply", onlyDeployed: ["unknown"] },
  {
    program: "secrets",
    config: { token: "t", replicas: "3", shape: '{"user":"u","password":"p"}', given: "g", open: "o" },
    tolerates: ["known later"],
  },
  { program: "transforms", tolerates: ["known later"] },
  { program: "yaml-manifests" },
];

export interface RefusedProgram {
  readonly program: string;
  /** What the engine's preview says. */
  readonly says: RegExp;
  /** Why a plan of it succeeds all the same. */
  readonly planned?: string;
  /** Whether it is the check of its types that refuses it. @default false */
  readonly checksTypes?: boolean;
}

export const refused: readonly RefusedProgram[] = [
  { program: "assets", says: /no-such-f/ },
  { program: "duplicate-urn", says: /Duplicate resource URN/ },
  { program: "failing-hook", says: /not today/ },
  { program: "hooks", says: /no luck/ },
  {
    program: "options",
    says: /unable to replace resource .*as it is currently marked for protection/s,
    planned: "what is imported is another cloud's, and only the provider sees that it differs",
  },
  { program: "process-exit", says: /promises? (was|were) still active/ },
  { program: "throws-at-once", says: /no such size/ },
  {
    program: "type-errors",
    says: /Type 'string' is not assignable/,
    planned: "a plan does not check types",
    checksTypes: true,
  },
];

/** Programs that no comparison can run, and why. */
export const left: Readonly<Record<string, string>> = {
  hangs: "runs until it is killed; stopping one is a test of the engine's machine",
  logs: "an error in the log fails a plan and not a preview, which prints it and goes on",
  "missing-config": "with Node 20 the SDK takes two minutes and 4 GB to print an error thrown inside it",
  "remote-chart": "needs the provider that renders charts",
  "stack-references": "a backend of files has no other organisation to refer to",
  "syntax-error": "as missing-config: one minute for the message",
  "throws-in-apply": "as missing-config: more than two minutes for the message",
  "throws-problems": "as throws-at-once, which the engine refuses in the same words",
  "unanswered-invoke": "the plan's answer to an invoke that nobody answers has no counterpart",
};
