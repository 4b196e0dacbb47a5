import type { GraphResource, PropertyMap, ResourceGraph } from "@roadstead/core";
import { plainOptions, stackType } from "@roadstead/core";

export const stackUrn = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev";

/** URN of a resource beneath the stack, or beneath a parent of that type. */
export const urnOf = (type: string, name: string, parentType?: string): string =>
  `urn:pulumi:dev::shop::${parentType === undefined ? "" : `${parentType}$`}${type}::${name}`;

/** A resource with every option at rest. */
export function aResource(fields: Partial<GraphResource> & Pick<GraphResource, "type" | "name">): GraphResource {
  return {
    urn: urnOf(fields.type, fields.name),
    kind: "custom",
    parent: stackUrn,
    inputs: {},
    outputs: {},
    ...plainOptions,
    providerConfigured: true,
    ...fields,
  };
}

/** A Kubernetes object as the SDK sends it: `apiVersion` and `kind` are among the inputs. */
export function aKubernetesResource(
  group: string,
  kind: string,
  name: string,
  inputs: PropertyMap,
  options: Partial<GraphResource> = {},
): GraphResource {
  return aResource({
    type: `kubernetes:${group}:${kind}`,
    name,
    inputs: { apiVersion: group.replace(/^core\//, ""), kind: kind.replace(/Patch$/, ""), ...inputs },
    ...options,
  });
}

/** A graph of the program "shop" with its stack. */
export function aGraph(resources: readonly GraphResource[], fields: Partial<ResourceGraph> = {}): ResourceGraph {
  const { parent: _parent, ...stack } = aResource({ type: stackType, name: "shop-dev", kind: "component" });
  return {
    project: "shop",
    stack: "dev",
    resources: [stack, ...resources],
    stackOutputs: {},
    invokes: [],
    diagnostics: [],
    problems: [],
    complete: true,
    ...fields,
  };
}
