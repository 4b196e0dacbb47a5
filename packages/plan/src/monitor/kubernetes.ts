import type { Wire, WireMap } from "../wire/wire-value.js";
import {
  hasUnknown,
  isWireMap,
  signatureOf,
  signatures,
  wireSecret,
  wireUnknown,
  withoutWireSecret,
} from "../wire/wire-value.js";
import { isKubernetesObject, isNamespacedKind } from "./kubernetes-kinds.js";

/** Inputs after the provider's own check: a namespaced object without a namespace gets the provider's. */
export async function checkKubernetes(type: string, inputs: WireMap, provider: WireMap): Promise<WireMap> {
  if (isNamespacedKind(type) !== true) return inputs;
  const namespace = await defaultNamespace(provider);
  return withMetadata(inputs, (metadata) =>
    metadata["namespace"] === undefined || metadata["namespace"] === "" ? { ...metadata, namespace } : metadata,
  );
}

// Set by the API server, so never known before.
const serverFields = ["creationTimestamp", "generation", "resourceVersion", "uid"];

/**
 * Outputs of an object in a plan: the inputs, and unknown what the server adds. It must be said: once `metadata` is
 * known, the SDK reads a name that it lacks as "known to be undefined".
 */
export function kubernetesOutputs(type: string, inputs: WireMap): WireMap {
  if (!isKubernetesObject(type) || type.endsWith("List")) return inputs;
  const outputs = withMetadata(inputs, (metadata) => {
    const unknowns = [...(metadata["name"] === undefined ? ["name"] : []), ...serverFields];
    return { ...Object.fromEntries(unknowns.map((name) => [name, wireUnknown])), ...metadata };
  });
  const spec = outputs["spec"];
  if (type === "kubernetes:core/v1:Service" && isWireMap(spec) && signatureOf(spec) === undefined) {
    return { ...outputs, spec: { clusterIP: wireUnknown, clusterIPs: wireUnknown, ...spec } };
  }
  return outputs;
}

// Metadata may be absent, unknown, or marked secret as a whole.
function withMetadata(inputs: WireMap, change: (metadata: WireMap) => WireMap): WireMap {
  const metadata: Wire = inputs["metadata"] ?? {};
  if (signatureOf(metadata) === signatures.secret) {
    const inner = withoutWireSecret(metadata);
    return isWireMap(inner) ? { ...inputs, metadata: wireSecret(change(inner)) } : inputs;
  }
  return isWireMap(metadata) && signatureOf(metadata) === undefined
    ? { ...inputs, metadata: change(metadata) }
    : inputs;
}

async function defaultNamespace(provider: WireMap): Promise<Wire> {
  const given = withoutWireSecret(provider["namespace"]);
  if (typeof given === "string" && given !== "") return given;
  const kubeconfig = withoutWireSecret(provider["kubeconfig"]);
  if (typeof kubeconfig !== "string" || hasUnknown(kubeconfig)) return "default";
  const context = withoutWireSecret(provider["context"]);
  return (await contextNamespace(kubeconfig, typeof context === "string" ? context : undefined)) ?? "default";
}

async function contextNamespace(kubeconfig: string, wanted: string | undefined): Promise<string | undefined> {
  const { parse } = await import("yaml");
  try {
    const file = parse(kubeconfig) as {
      "current-context"?: string;
      contexts?: { name?: string; context?: { namespace?: string } }[];
    } | null;
    const name = wanted ?? file?.["current-context"];
    return file?.contexts?.find((entry) => entry.name === name)?.context?.namespace || undefined;
  } catch {
    // A path instead of a text, or no YAML: the provider itself will say so.
    return undefined;
  }
}
