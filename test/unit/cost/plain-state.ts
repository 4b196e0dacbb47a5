import type { Estimate, PriceSheet } from "@roadstead/cost";
import { estimate, priceBook } from "@roadstead/cost";
import { parseStored } from "../../../packages/plan/src/stored/read-stored.js";
import { asOf } from "./stack-fixture.js";

/** A resource of a state as a program of somebody else's would leave it. */
export interface PlainResource {
  readonly type: string;
  readonly name: string;
  readonly inputs?: object;
  /** Beside the inputs. */
  readonly outputs?: object;
  /** Names of the resources that an input was made from. */
  readonly from?: Readonly<Record<string, readonly string[]>>;
  readonly parent?: string;
  /** Name of an explicit provider. */
  readonly provider?: string;
  readonly component?: true;
}

export interface PlainState {
  readonly title: string;
  /** Configuration of the default providers, by package. */
  readonly regions: Readonly<Record<string, object>>;
  readonly resources: readonly PlainResource[];
  readonly sheet?: Omit<PriceSheet, "schemaVersion">;
  /** Floor, expected, ceiling: worked out by hand. */
  readonly usd: readonly [number, number, number];
  readonly gpuHours?: readonly [number, number, number];
  /** Kind, resource and what, of all that is missing. @default nothing is missing */
  readonly gaps?: readonly string[];
}

const stack = "urn:pulumi:prod::plain::pulumi:pulumi:Stack::plain-prod";

/** The JSON of `pulumi stack export`. */
export function exported({ regions, resources }: Pick<PlainState, "regions" | "resources">): string {
  const urns = new Map(resources.map(({ type, name }) => [name, `urn:pulumi:prod::plain::${type}::${name}`]));
  const urn = (name: string): string => urns.get(name) ?? `unknown ${name}`;
  const packageOf = (type: string): string => type.split(":")[0] ?? "";
  const defaults = Object.entries(regions).map(([name, inputs]) => ({
    urn: `urn:pulumi:prod::plain::pulumi:providers:${name}::default`,
    type: `pulumi:providers:${name}`,
    custom: true,
    id: "1",
    inputs,
    outputs: inputs,
  }));
  const own = resources.map(({ type, name, inputs = {}, outputs = {}, from = {}, parent, provider, component }) => ({
    urn: urn(name),
    type,
    custom: component !== true,
    ...(component === true ? {} : { id: `${name}-1a2b3c` }),
    inputs,
    outputs: { ...inputs, ...outputs },
    parent: parent === undefined ? stack : urn(parent),
    dependencies: Object.values(from).flat().map(urn),
    propertyDependencies: Object.fromEntries(Object.entries(from).map(([input, names]) => [input, names.map(urn)])),
    ...(component === true || type.startsWith("pulumi:")
      ? {}
      : {
          provider:
            provider === undefined
              ? `urn:pulumi:prod::plain::pulumi:providers:${packageOf(type)}::default::1`
              : `${urn(provider)}::${provider}-1a2b3c`,
        }),
  }));
  const root = { urn: stack, type: "pulumi:pulumi:Stack", custom: false };
  return JSON.stringify({ version: 3, deployment: { resources: [root, ...defaults, ...own] } });
}

export function monthOfState(state: Pick<PlainState, "regions" | "resources" | "sheet">): Estimate {
  const { graph } = parseStored(exported(state), "state.json");
  return estimate(graph, { asOf, book: priceBook({ schemaVersion: 1, ...state.sheet }) });
}
