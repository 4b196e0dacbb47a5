import { createHash } from "node:crypto";
import type { CheckRequest, DiffRequest, DiffResult, Properties, TestProvider, Value } from "../test-provider.js";

export interface EchoOptions {
  /** Inputs whose change needs a new resource, by type. */
  readonly replaceOn?: Readonly<Record<string, readonly string[]>>;
  /** What resources of a type say beside their inputs. Not asked at preview, as a cloud is not. */
  readonly outputs?: (type: string, inputs: Properties) => Properties;
  /** Answers to invokes, by token. */
  readonly invokes?: Readonly<Record<string, Properties>>;
  /** Outputs of what is looked up by id; what is not there is answered as absent. */
  readonly reads?: (type: string, id: string) => Properties | undefined;
  /** Inputs after the provider's own check, which knows how the provider is configured. */
  readonly check?: (request: CheckRequest, configuration: Properties) => Properties;
  /** Told of each real create, update and delete, in order. */
  readonly onChange?: (verb: "create" | "update" | "delete", urn: string) => void;
}

/**
 * A provider of any package that believes what it is told: outputs are the inputs, an id follows from the URN. What
 * it cannot show is that a cloud would take the inputs; what it shows is the engine's own behaviour.
 */
export function echoProvider(options: EchoOptions = {}): TestProvider {
  const outputsOf = (type: string, inputs: Properties): Properties => ({
    ...inputs,
    ...options.outputs?.(type, inputs),
  });
  let configuration: Properties = {};
  return {
    async configure(inputs) {
      configuration = inputs;
    },
    check: (request) => Promise.resolve({ inputs: options.check?.(request, configuration) ?? request.news }),
    diffConfig: (olds, news) => Promise.resolve({ changes: changedKeys(olds, news) }),
    diff: (request) => Promise.resolve(diff(request, options.replaceOn?.[request.type] ?? [])),
    async create({ urn, type, inputs, preview }) {
      if (preview) return { id: "", outputs: inputs };
      options.onChange?.("create", urn);
      return { id: idOf(urn, inputs), outputs: outputsOf(type, inputs) };
    },
    async read({ id, type, inputs, state }) {
      const isManaged = Object.keys(inputs).length > 0 || Object.keys(state).length > 0;
      if (isManaged) return { id, inputs, outputs: state };
      const found = options.reads === undefined ? {} : options.reads(type, id);
      return found === undefined ? undefined : { id, inputs: found, outputs: found };
    },
    async update({ urn, type, news, preview }) {
      if (preview) return news;
      options.onChange?.("update", urn);
      return outputsOf(type, news);
    },
    async delete({ urn }) {
      options.onChange?.("delete", urn);
    },
    async invoke(token) {
      const answer = options.invokes?.[token];
      if (answer === undefined) throw new Error(`the echo provider has no answer for ${token}`);
      return answer;
    },
  };
}

/** The same for the same inputs, so that runs can be compared, and another one for a replacement. */
const idOf = (urn: string, inputs: Properties): string =>
  `${urn.split("::").at(-1) ?? ""}-${createHash("sha256").update(urn).update(JSON.stringify(inputs)).digest("hex").slice(0, 8)}`;

function diff({ olds, news }: DiffRequest, replaceOn: readonly string[]): DiffResult {
  const changes = changedKeys(olds, news);
  return { changes, replaces: changes.filter((key) => replaceOn.includes(key)) };
}

/** Names of the inputs that differ, whatever the order of their own keys. */
export const changedKeys = (olds: Properties, news: Properties): string[] =>
  [...new Set([...Object.keys(olds), ...Object.keys(news)])].filter(
    (key) => !key.startsWith("__") && canonical(olds[key]) !== canonical(news[key]),
  );

const canonical = (value: Value | undefined): string | undefined =>
  JSON.stringify(value, (_key, inner: Value) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
