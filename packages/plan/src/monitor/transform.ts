import type { Callback } from "@pulumi/pulumi/proto/callback_pb.js";
import type { TransformResourceOptions } from "@pulumi/pulumi/proto/resource_pb.js";
import type { Wire, WireMap } from "../wire/wire-value.js";
import { isWireMap, signatureKey, signatureOf, signatures, wireSecret, wireUnknown } from "../wire/wire-value.js";
import type { Deployment } from "./deployment.js";

/** A registration on its way through the transforms. */
export interface Registration {
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  readonly parent: string;
  properties: WireMap;
  options: TransformResourceOptions;
  propertyDependencies: Record<string, readonly string[]>;
}

/** Runs the resource's own transforms, then those of its parents from the inside out, then the stack's. */
export async function applyTransforms(
  deployment: Deployment,
  registration: Registration,
  own: readonly Callback[],
): Promise<void> {
  const inherited: Callback[] = [];
  for (let urn = registration.parent; urn !== ""; urn = deployment.resources.get(urn)?.parent ?? "") {
    inherited.push(...(deployment.resourceTransforms.get(urn) ?? []));
  }
  const transforms = [...own, ...inherited, ...deployment.stackTransforms];
  if (transforms.length === 0) {
    addDependencies(registration, registration.properties);
    return;
  }

  // The engine carries the dependencies inside the values only when the resource has transforms of its own.
  const carried = own.length > 0 ? registration.propertyDependencies : {};
  let properties = toOutputValues(registration.properties, carried);
  for (const transform of transforms) {
    properties = await runTransform(deployment, registration, transform, properties);
  }
  registration.properties = fromOutputValues(properties) as WireMap;

  if (own.length > 0) registration.propertyDependencies = {};
  const urns = addDependencies(registration, properties);
  if (own.length > 0) registration.options.setDependsOnList([...registration.options.getDependsOnList(), ...urns]);
}

// Adds what the output values within depend on to the property's dependencies, and gives all of it.
function addDependencies(registration: Registration, properties: WireMap): string[] {
  const dependencies = { ...registration.propertyDependencies };
  const all: string[] = [];
  for (const [name, value] of Object.entries(properties)) {
    const urns = dependenciesIn(value);
    if (urns.length > 0) dependencies[name] = [...(dependencies[name] ?? []), ...urns];
    all.push(...urns);
  }
  registration.propertyDependencies = dependencies;
  return all;
}

async function runTransform(
  deployment: Deployment,
  registration: Registration,
  transform: Callback,
  properties: WireMap,
): Promise<WireMap> {
  const { resource, struct } = deployment.protocol;
  const request = new resource.TransformRequest();
  request.setType(registration.type);
  request.setName(registration.name);
  request.setCustom(registration.custom);
  request.setParent(registration.parent);
  request.setProperties(struct(properties));
  request.setOptions(registration.options);
  const bytes = await deployment.runCallback(transform, request.serializeBinary());
  const response = resource.TransformResponse.deserializeBinary(bytes);
  registration.options = response.getOptions() ?? registration.options;
  return (response.getProperties()?.toJavaScript() ?? {}) as WireMap;
}

/** Unknowns and secrets as output values, the only form in which a transform sees them. */
export function toOutputValues(
  properties: WireMap,
  dependencies: Readonly<Record<string, readonly string[]>> = {},
): WireMap {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => {
      const upgraded = toOutputValue(value);
      const urns = dependencies[name] ?? [];
      if (urns.length === 0) return [name, upgraded];
      const output =
        signatureOf(upgraded) === signatures.output
          ? (upgraded as WireMap)
          : { [signatureKey]: signatures.output, value: upgraded };
      return [name, { ...output, dependencies: [...urns] }];
    }),
  );
}

function toOutputValue(value: Wire): Wire {
  if (value === wireUnknown) return { [signatureKey]: signatures.output };
  if (Array.isArray(value)) return value.map(toOutputValue);
  if (!isWireMap(value)) return value;
  const signature = signatureOf(value);
  if (signature === signatures.secret) {
    return { [signatureKey]: signatures.output, value: toOutputValue(value["value"] ?? null), secret: true };
  }
  if (signature !== undefined) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, toOutputValue(item)]));
}

/** The opposite of {@link toOutputValues}; dependencies are dropped. */
export function fromOutputValues(value: Wire): Wire {
  if (Array.isArray(value)) return value.map(fromOutputValues);
  if (!isWireMap(value)) return value;
  if (signatureOf(value) === signatures.output) {
    const inner = value["value"];
    if (inner === undefined) return wireUnknown;
    const plain = fromOutputValues(inner);
    return value["secret"] === true && plain !== wireUnknown ? wireSecret(plain) : plain;
  }
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, fromOutputValues(item)]));
}

/** URNs that the output values within depend on. */
export function dependenciesIn(value: Wire): string[] {
  if (Array.isArray(value)) return value.flatMap(dependenciesIn);
  if (!isWireMap(value)) return [];
  const own = signatureOf(value) === signatures.output ? value["dependencies"] : undefined;
  const urns = Array.isArray(own) ? own.filter((urn) => typeof urn === "string") : [];
  const nested = Object.entries(value).filter(([name]) => name !== "dependencies" || own === undefined);
  return [...urns, ...nested.flatMap(([, item]) => dependenciesIn(item))];
}
