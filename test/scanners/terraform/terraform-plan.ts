import type { JsonValue } from "@roadstead/core";
import { maps, repeatedBlocks, terraformTypes } from "./resource-types.js";

/** A resource of a cloud as its program declares it, with `<unknown:path>` where a value is known only later. */
export interface CloudResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, JsonValue>>;
  /** URNs of the resources whose outputs stand in each input. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
}

type Values = Readonly<Record<string, JsonValue>>;

/** What Checkov reads of the JSON that `terraform show` prints of a plan. */
export interface TerraformPlan {
  readonly format_version: string;
  readonly terraform_version: string;
  readonly planned_values: { readonly root_module: { readonly resources: readonly PlannedResource[] } };
  readonly resource_changes: readonly { readonly address: string; readonly change: object }[];
  readonly configuration: { readonly root_module: { readonly resources: readonly object[] } };
}

interface PlannedResource {
  readonly address: string;
  readonly mode: "managed";
  readonly type: string;
  readonly name: string;
  readonly values: Values;
}

/**
 * The resources as a Terraform plan that creates them all. A value that is not known yet becomes the reference by
 * which Terraform would name it, so that checks which follow references find what belongs together.
 *
 * @throws for a type whose Terraform name is not written down: nothing goes unscanned
 */
export function terraformPlan(resources: readonly CloudResource[]): TerraformPlan {
  const addresses = addressBook(resources);
  const rewritten = resources.map((resource) => {
    const address = addresses.get(resource.urn) ?? "";
    const [type = "", name = ""] = address.split(".");
    const references = Object.fromEntries(
      Object.entries(resource.propertyDependencies).map(([input, urns]) => [
        input,
        urns.flatMap((urn) => addresses.get(urn) ?? []),
      ]),
    );
    const values = Object.fromEntries(
      Object.entries(resource.inputs).map(([input, value]) => [
        argumentName(input),
        argument(input, value, references[input] ?? []),
      ]),
    );
    const expressions = Object.fromEntries(
      Object.entries(references).map(([input, to]) => [
        argumentName(input),
        { references: to.flatMap((target) => [`${target}.id`, target]) },
      ]),
    );
    return { address, mode: "managed" as const, type, name, values, expressions };
  });
  return {
    format_version: "1.2",
    terraform_version: "1.13.0",
    planned_values: {
      root_module: { resources: rewritten.map(({ expressions: _, ...resource }) => resource) },
    },
    resource_changes: rewritten.map(({ address, type, name, values }) => ({
      address,
      type,
      name,
      change: { actions: ["create"], before: null, after: values, after_unknown: {} },
    })),
    configuration: {
      root_module: {
        resources: rewritten.map(({ address, mode, type, name, expressions }) => ({
          address,
          mode,
          type,
          name,
          expressions,
        })),
      },
    },
  };
}

/** `aws_vpc.ai_vpc` of each URN; names that differ in signs only, or clusters' equal names, get a number. */
function addressBook(resources: readonly CloudResource[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(
    resources.map(({ urn, type, name }) => {
      const own = terraformTypes[type];
      if (own === undefined) throw new Error(`${type} has no Terraform type in resource-types.ts`);
      const plain = `${own}.${name.replace(/[^A-Za-z0-9]+/g, "_")}`;
      let address = plain;
      for (let i = 2; taken.has(address); i++) address = `${plain}_${i}`;
      taken.add(address);
      return [urn, address];
    }),
  );
}

/** `vpcConfig` to `vpc_config`, with the singular of blocks that Terraform repeats. */
function argumentName(input: string): string {
  return repeatedBlocks[input] ?? input.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** An object is a block, and a block a list of one; a map stays as it is. */
function argument(input: string, value: JsonValue, references: readonly string[]): JsonValue {
  if (typeof value === "string") return isUnknown(value) ? reference(input, references[0], value) : value;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const items = value as readonly JsonValue[];
    if (items.every(isUnknown) && items.length === references.length) {
      return items.map((item, i) => reference(input, references[i], item));
    }
    return items.map((item) => (isObject(item) ? block(item, references) : argument(input, item, references)));
  }
  const object = value as Values;
  if (maps.has(input)) return object;
  return [block(object, references)];
}

function block(object: Values, references: readonly string[]): Values {
  return Object.fromEntries(
    Object.entries(object).map(([input, value]) => [argumentName(input), argument(input, value, references)]),
  );
}

function reference(input: string, address: string | undefined, unknown: JsonValue): JsonValue {
  if (address === undefined) return unknown;
  return `${address}.${/arns?$/i.test(input) ? "arn" : "id"}`;
}

const isObject = (value: JsonValue): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isUnknown = (value: JsonValue): value is string => typeof value === "string" && value.startsWith("<unknown:");
