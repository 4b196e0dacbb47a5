import type { LaunchTemplateArgs } from "@pulumi/aws/ec2/launchTemplate.js";
import type { Input } from "@pulumi/pulumi";
import { type Transform, transformed } from "@roadstead/cluster";
import { SpecError } from "@roadstead/core";
import type { EksProblem } from "./rules.js";

/**
 * The transform of launch templates, held to their names: under another one a template is another, which EKS refuses
 * for a node group that is there, and the group's own name would not say it.
 * @throws {SpecError} when it is run on a template whose name it changes
 */
export function keepingName(transform: Transform<LaunchTemplateArgs> | undefined): typeof transform {
  if (transform === undefined) return undefined;
  return (args, child) => {
    const { name } = args;
    const changed = transformed(transform, args, child);
    const problems = [
      ...(changed.name === name ? [] : [problem("name", changed.name)]),
      ...(changed.namePrefix === undefined ? [] : [problem("namePrefix", changed.namePrefix)]),
    ];
    if (problems.length > 0) throw new SpecError(problems);
    return changed;
  };
}

function problem(key: "name" | "namePrefix", got: Input<string | undefined>): EksProblem {
  return {
    rule: "eks/launch-template-name",
    path: `eks.transform.launchTemplate.${key}`,
    message: "must be left as it is: EKS cannot give a node group that is there another launch template",
    got: got === undefined ? "nothing" : typeof got === "string" ? `"${got}"` : "an Output",
    hint: "leave the name, and tell templates apart by tags",
  };
}
