import type { GraphResource, ResourceGraph, ResourceKind } from "@roadstead/core";
import { plainOptions, stackType } from "@roadstead/core";
import { readInputs } from "./engine-inputs.js";
import type { IsUnknownError } from "./engine-options.js";

/** What an analyzer of Pulumi's engine is given of one resource. A structural type, so that no SDK is needed here. */
export interface EngineResource {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly props: object;
  readonly opts?: { readonly protect?: boolean };
  readonly provider?: EngineProvider;
  readonly parent?: { readonly urn: string } | undefined;
  readonly dependencies?: readonly { readonly urn: string }[];
  readonly propertyDependencies?: Readonly<Record<string, readonly { readonly urn: string }[]>>;
}

export type EngineProvider = Pick<EngineResource, "type" | "name" | "urn" | "props">;

type EngineGraph = Pick<ResourceGraph, "project" | "stack" | "resources" | "complete">;

/** One resource before it is made, and its provider. */
export function graphOfResource(resource: EngineResource, isUnknownError: IsUnknownError): EngineGraph {
  const { provider } = resource;
  return {
    ...stackOfUrn(resource.urn),
    resources: [resource, ...(provider === undefined ? [] : [provider])].map((one) =>
      graphResource(one, one === provider ? "provider" : "custom", isUnknownError),
    ),
    complete: false,
  };
}

/** All resources at the end of a run. */
export function graphOfStack(resources: readonly EngineResource[], isUnknownError: IsUnknownError): EngineGraph {
  // An engine tells the provider of what a provider makes: the others are components, which nobody bills.
  const tellsProviders = resources.some(({ provider }) => provider !== undefined);
  const kindOf = ({ type, provider }: EngineResource): ResourceKind => {
    if (type.startsWith("pulumi:providers:")) return "provider";
    return type === stackType || (tellsProviders && provider === undefined) ? "component" : "custom";
  };
  return {
    ...stackOfUrn(resources[0]?.urn),
    resources: resources.map((resource) => {
      const made = graphResource(resource, kindOf(resource), isUnknownError);
      return { ...made, outputs: made.inputs };
    }),
    complete: true,
  };
}

/** `urn:pulumi:<stack>::<project>::…`: the engine tells neither in `policy analyze`. */
function stackOfUrn(urn = "") {
  const [, stack = "", project = ""] = /^urn:pulumi:([^:]+)::([^:]+)::/.exec(urn) ?? [];
  return { stack, project };
}

function graphResource(resource: EngineResource, kind: ResourceKind, isUnknownError: IsUnknownError): GraphResource {
  const urns = (list: readonly { readonly urn: string }[] = []): string[] => list.map(({ urn }) => urn).sort();
  return {
    urn: resource.urn,
    type: resource.type,
    name: resource.name,
    kind,
    ...(resource.parent === undefined ? {} : { parent: resource.parent.urn }),
    ...(resource.provider === undefined ? {} : { provider: resource.provider.urn }),
    inputs: readInputs(resource.props, isUnknownError),
    outputs: {},
    ...plainOptions,
    dependencies: urns(resource.dependencies),
    propertyDependencies: Object.fromEntries(
      Object.entries(resource.propertyDependencies ?? {}).map(([name, list]) => [name, urns(list)]),
    ),
    providerConfigured: true,
    protect: resource.opts?.protect === true,
  };
}
