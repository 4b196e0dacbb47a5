import type { Answer, ResourceView } from "@roadstead/policy";
import { fail, matchesGlob, pass, resourceRule, texts, unknown } from "@roadstead/policy";

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
  reads: [...Object.keys(reasons).map((type) => `${type}: that it is there`), "command:…: create, update"],
  why: "A pod in a Helm chart, or a machine that a script makes, passes every other rule without being seen.",
  fix: "Declare the objects (a Chart instead of a Release), or look at it and add its name to allowed.",
  check: (view, { config }) =>
    config.allowed.some((pattern) => matchesGlob(pattern, view.name))
      ? pass
      : (makesMachines(view) ??
        unknown(view.name, `no rule sees what it makes: ${reasons[view.type] ?? "it is opaque"}`)),
});

/** Commands of clouds that make machines or clusters; whatever else a command does is not known. */
const machineCommands =
  /\b(run-instances|request-spot-(instances|fleet)|create-(fleet|cluster|nodegroup|auto-scaling-group)|eksctl\s+(create|scale)|gcloud\s.*\b(instances|clusters|node-pools)\s+(create|resize))\b/;

function makesMachines(view: ResourceView): Answer | undefined {
  if (!view.type.startsWith("command:")) return undefined;
  for (const key of ["create", "update"]) {
    const command = view.text(key);
    if (command.state === "known" && machineCommands.test(command.value)) {
      return fail("the command makes machines past all rules", { path: command.path });
    }
  }
  return undefined;
}
