import type { GraphResource, PropertyMap, PropertyValue, ResourceGraph } from "@roadstead/core";
import { plainOptions } from "@roadstead/core";

/** What a test says of a resource; the rest is what a plain program has. */
export interface SampleResource {
  readonly type: string;
  readonly name?: string;
  readonly inputs?: PropertyMap;
  readonly outputs?: PropertyMap;
  /** Names of the resources that an input was made from. */
  readonly from?: Readonly<Record<string, readonly string[]>>;
  readonly more?: Partial<GraphResource>;
}

export const urnOf = (type: string, name: string, stack = "dev"): string =>
  `urn:pulumi:${stack}::shop::${type}::${name}`;

/** A graph of a program that does not use Roadstead. */
export function sampleGraph(samples: readonly SampleResource[], stack = "dev"): ResourceGraph {
  const named = samples.map((sample, i) => ({ name: `r${i}`, ...sample }));
  const urns = new Map(named.map(({ type, name }) => [name, urnOf(type, name, stack)]));
  return {
    project: "shop",
    stack,
    resources: named.map(({ type, name, inputs = {}, outputs = {}, from = {}, more = {} }) => ({
      urn: urnOf(type, name, stack),
      type,
      name,
      kind: "custom",
      inputs,
      outputs,
      ...plainOptions,
      propertyDependencies: Object.fromEntries(
        Object.entries(from).map(([input, names]) => [input, names.map((one) => urns.get(one) ?? one)]),
      ),
      providerConfigured: true,
      ...more,
    })),
    stackOutputs: {},
    invokes: [],
    diagnostics: [],
    problems: [],
    complete: true,
  };
}

/** Inputs at a path, such as `at("spec.containers", [])`. */
export const at = (path: string, value: PropertyValue): PropertyMap =>
  path.split(".").reduceRight<PropertyValue>((inner, key) => ({ [key]: inner }), value) as PropertyMap;
