import { matchesGlob, pass, resourceRule, texts, unknown } from "@roadstead/policy";

const reasons: Readonly<Record<string, string>> = {
  "kubernetes:helm.sh/v3:Release": "a Helm release holds values only, and the objects are made elsewhere",
  "pulumi-nodejs:dynamic:Resource": "a dynamic resource does what its own code does",
  "pulumi-python:dynamic:Resource": "a dynamic resource does what its own code does",
  "command:local:Command": "a command does what its text does",
  "command:remote:Command": "a command does what its text does",
  "aws:cloudformation/stack:Stack": "a CloudFormation stack makes resources that Pulumi does not see",
  "aws:cloudcontrol/resource:Resource": "a resource of Cloud Control has its properties in a text",
  "gcp:deploymentmanager/deployment:Deployment": "a deployment makes resources that Pulumi does not see",
};

export const opaqueResources = resourceRule({
  name: "opaque-resources",
  title: "What rules cannot look into is named",
  severity: "medium",
  level: "advisory",
  config: { allowed: texts([], "Patterns of names of such resources that have been looked at") },
  types: Object.keys(reasons),
  reads: Object.keys(reasons).map((type) => `${type}: that it is there`),
  why: "A pod in a Helm chart, or a machine that a script makes, passes every other rule without being seen.",
  fix: "Declare the objects (a Chart instead of a Release), or look at it and add its name to allowed.",
  check: (view, { config }) =>
    config.allowed.some((pattern) => matchesGlob(pattern, view.name))
      ? pass
      : unknown(view.name, `no rule sees what it makes: ${reasons[view.type] ?? "it is opaque"}`),
});
