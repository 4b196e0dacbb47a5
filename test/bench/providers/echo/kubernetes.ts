import { parse, parseAllDocuments } from "yaml";
import type { CheckRequest, Properties, TestProvider, Value } from "../test-provider.js";
import { UNKNOWN } from "../test-provider.js";
import { echoProvider } from "./index.js";
import type { EchoOptions } from "./index.js";

/**
 * Stands in for the Kubernetes provider where there is no cluster: it names objects and puts them into a namespace as
 * that one does, and reads YAML for the program.
 */
export const echoKubernetes = (options: EchoOptions = {}): TestProvider => {
  const echo = echoProvider({ check, ...options });
  return { ...echo, invoke: async (token, args) => (token === "kubernetes:yaml:decode" ? decode(args) : {}) };
};

const kinds = "ConfigMap|Secret|Service|Pod|Deployment|Role";
const namespaced = new RegExp(`^kubernetes:[\\w.]+/v1:(${kinds})(Patch)?$`);
const isObject = (type: string): boolean => /^kubernetes:[\w.]+\/\w+:\w+$/.test(type) && !type.endsWith("List");

function check({ urn, type, olds, news, randomSeed }: CheckRequest, configuration: Properties): Properties {
  // What is not known yet has neither a name nor a namespace that anybody could add.
  if (!isObject(type) || news["metadata"] === UNKNOWN) return news;
  const metadata = fields(news["metadata"]);
  const named =
    metadata["name"] === undefined && !type.endsWith("Patch")
      ? { ...metadata, ...autoname(urn, fields(olds["metadata"]), randomSeed), annotations: annotations(metadata) }
      : metadata;
  const placed = namespaced.test(type) ? { namespace: namespaceOf(configuration), ...named } : named;
  return Object.keys(placed).length === 0 ? news : { ...news, metadata: placed };
}

const autoname = (urn: string, old: Properties, seed: Buffer): Properties => ({
  name: old["name"] ?? `${urn.split("::").at(-1) ?? ""}-${seed.subarray(0, 4).toString("hex")}`,
});

const annotations = (metadata: Properties): Properties => ({
  ...fields(metadata["annotations"]),
  "pulumi.com/autonamed": "true",
});

/** The provider's own, else that of the kubeconfig's context. */
function namespaceOf({ namespace, kubeconfig, context }: Properties): string {
  if (typeof namespace === "string") return namespace;
  const file = (typeof kubeconfig === "string" ? parse(kubeconfig) : undefined) as Kubeconfig | undefined;
  const name = context ?? file?.["current-context"];
  return file?.contexts?.find((entry) => entry.name === name)?.context.namespace ?? "default";
}

interface Kubeconfig {
  readonly "current-context"?: string;
  readonly contexts?: readonly { readonly name: string; readonly context: { readonly namespace?: string } }[];
}

const decode = ({ text }: Properties): Properties => ({
  result: parseAllDocuments(String(text)).map((document) => document.toJSON() as Value),
});

const fields = (value: Value | undefined): Properties =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Properties) : {};
