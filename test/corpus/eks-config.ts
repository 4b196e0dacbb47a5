import type { LaunchTemplateArgs } from "@pulumi/aws/ec2/launchTemplate.js";
import { type ClusterSpec, type Problem, SpecError } from "@roadstead/core";
import { type EksConfig, type EksRule, eks } from "@roadstead/eks";
import { keepingName } from "../../packages/eks/src/launch-template-name.js";
import { type RuleCase, ruleCase, servingPool, tags } from "./rule-case.js";

const spec = { pools: { serving: servingPool }, tags } as ClusterSpec;

export const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;

const zones = ["us-east-1a", "us-east-1b"];
const access = { endpoint: { public: ["203.0.113.0/24"] }, admins: [], deployer: role("deployer") };
const good = { region: "us-east-1", network: { create: { zones } }, access };

export const subnets = [
  { id: "subnet-0123456789abcdef0", zone: "us-east-1a" },
  { id: "subnet-0123456789abcdef1", zone: "us-east-1b" },
];

const existing = {
  name: "research",
  endpoint: "https://research.example.com",
  ca: "Y2E=",
  oidcIssuer: "https://oidc.example.com/research",
  kubernetesVersion: "1.36",
  gpuStack: { devicePlugin: "roadstead", metrics: "user" },
  vpcCniRole: "own",
  podIdentityAgent: true,
  storageClass: "gp3",
};

type Check<Input> = (input: Input) => readonly Problem[];

/** Problems of a small cluster when its factory says this as well. */
export const onEks: Check<object> = (config) => eks({ ...good, ...config } as EksConfig).validate(spec);

/** The same where this is what differs: */
export const onNetwork: Check<object> = (create) => onEks({ network: { create: { zones, ...create } } });
export const onSubnets: Check<object> = ({ ...network }) => onEks({ network: { subnets, egress: "nat", ...network } });
export const onAccess: Check<object> = (change) => onEks({ access: { ...access, ...change } });
export const onPublic: Check<readonly string[]> = (cidrs) => onAccess({ endpoint: { public: cidrs } });
export const onRoles: Check<string> = (cluster) => onEks({ iam: { roles: { cluster } } });
export const onKey: Check<string> = (kmsKey) => onEks({ encryption: { kmsKey } });
export const onTags: Check<Readonly<Record<string, string>>> = (own) => onEks({ tags: own });
export const onOverride: Check<object> = (serving) => onEks({ pools: { serving } });
export const onExisting = (change: object, beside: object = {}): readonly Problem[] =>
  onEks({
    existing: { ...existing, ...change },
    network: { subnets, egress: "nat" },
    access: { deployer: access.deployer },
    autoscaler: "cluster-autoscaler",
    ...beside,
  });
export const onPool: Check<object> = (serving) =>
  eks(good as EksConfig).validate({ pools: { serving: { ...servingPool, ...serving } }, tags } as ClusterSpec);

/** Problems of a transform that changes this of a launch template. */
export const onLaunchTemplate: Check<LaunchTemplateArgs> = (change) => {
  try {
    keepingName((args) => Object.assign(args, change))?.({ name: "ai-serving" }, { name: "ai-serving" });
    return [];
  } catch (error) {
    if (error instanceof SpecError) return error.problems;
    throw error;
  }
};

/** A case in one line; the message is without the rule at its end. */
export function eksCase<Input>(
  check: Check<Input>,
  [rule, name]: readonly [EksRule, string],
  [broken, valid]: readonly [Input, Input],
  message: string,
): RuleCase {
  return ruleCase(check, { rule, name, broken, valid, message: `${message} [${rule}]` });
}
