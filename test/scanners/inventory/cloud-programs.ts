import { redactMap } from "@roadstead/core";
import type { CloudResource } from "../terraform/terraform-plan.js";
import type { ScannedProgram } from "./example-plans.js";

/** What a program makes in the clouds. */
export interface CloudProgram {
  readonly name: string;
  readonly resources: readonly CloudResource[];
}

/** The programs that make something in a cloud, with policies that only a later run knows, by URN, filled in. */
export function cloudPrograms(
  programs: readonly ScannedProgram[],
  policies: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map(),
): readonly CloudProgram[] {
  return programs
    .map(({ name, plan }) => ({
      name,
      resources: plan.resources
        .filter(({ kind, type }) => kind === "custom" && /^(aws|gcp):/.test(type))
        .map(({ urn, type, name: own, inputs, propertyDependencies }) => ({
          urn,
          type,
          name: own,
          inputs: { ...redactMap(inputs), ...policies.get(urn) },
          propertyDependencies,
        })),
    }))
    .filter(({ resources }) => resources.length > 0);
}
