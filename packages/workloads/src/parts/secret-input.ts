import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "@roadstead/core";

/**
 * Problems of a secret that stands in the program in plain text, where everyone who reads the program reads it.
 *
 * @param config name of a configuration value for the hint: `mlflowPassword`
 */
export function plainSecretProblems(value: unknown, rule: string, path: string, config: string): readonly Problem[] {
  if (value === undefined || pulumi.Output.isInstance(value)) return [];
  return [
    {
      rule,
      path,
      // Never `got`: it would print the secret.
      message: "is a secret in plain text",
      hint: `give an Output: \`config.requireSecret("${config}")\``,
    },
  ];
}
