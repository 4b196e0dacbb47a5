import { isPlainObject, type Problem } from "@roadstead/core";
import { parseDocument } from "yaml";
import type { OwnedNodesRule } from "./rules.js";

/** What a plan may say of a kubeconfig: nothing of it is secret. */
export interface KubeconfigFacts {
  readonly context: string;
  /** Address of the API server, without credentials. */
  readonly server: string;
  /** True where only the machine itself reaches the server. */
  readonly loopback: boolean;
  /** Program that signs in; it must be installed where Pulumi runs. */
  readonly command?: string;
  /** Files that it points to; they must exist where Pulumi runs. */
  readonly files: readonly string[];
}

export type KubeconfigFault = Omit<Problem, "path"> & { readonly rule: OwnedNodesRule };

/**
 * Reads what a kubeconfig says of one context, and everything that is wrong with it.
 *
 * Messages never quote the text, which may hold keys.
 */
export function readKubeconfig(
  text: string,
  wantedContext?: string,
): { readonly facts?: KubeconfigFacts; readonly faults: readonly KubeconfigFault[] } {
  if (text.trim() === "") return { faults: [missingKubeconfig] };
  const root = parseRecord(text);
  const contexts = named(root?.["contexts"]);
  const clusters = named(root?.["clusters"]);
  const users = named(root?.["users"]);
  if (contexts === undefined || clusters === undefined || users === undefined) return { faults: [badSyntax] };

  const name = wantedContext ?? textOf(root?.["current-context"]) ?? "";
  const context = contexts.get(name);
  if (context === undefined) return { faults: [unknownContext(name, [...contexts.keys()])] };
  const cluster = recordOf(clusters.get(textOf(recordOf(context["context"])?.["cluster"]) ?? "")?.["cluster"]);
  const user = recordOf(users.get(textOf(recordOf(context["context"])?.["user"]) ?? "")?.["user"]);
  if (cluster === undefined || user === undefined) return { faults: [danglingContext(name)] };

  const server = (textOf(cluster["server"]) ?? "").replace(/\/\/[^/@]*@/, "//");
  const faults = [...serverFaults(server), ...tlsFaults(cluster)];
  const command = textOf(recordOf(user["exec"])?.["command"]);
  const files = [
    cluster["certificate-authority"],
    user["client-certificate"],
    user["client-key"],
    user["tokenFile"],
  ].flatMap((file) => textOf(file) ?? []);
  const loopback = /^https?:\/\/(127\.|localhost\b|\[::1\]|0\.0\.0\.0)/.test(server);
  return { facts: { context: name, server, loopback, files, ...(command === undefined ? {} : { command }) }, faults };
}

const missingKubeconfig: KubeconfigFault = {
  rule: "owned-nodes/kubeconfig-missing",
  message: "is empty; the Kubernetes provider would take the kubeconfig of the machine it runs on",
  hint: "give the kubeconfig's text, for example from a secret of the stack's configuration",
};

const badSyntax: KubeconfigFault = {
  rule: "owned-nodes/kubeconfig-syntax",
  message: "is not a kubeconfig: no YAML or JSON with lists of clusters, users and contexts",
  hint: "give the file's text, not its path",
};

function unknownContext(name: string, contexts: readonly string[]): KubeconfigFault {
  return {
    rule: "owned-nodes/kubeconfig-context",
    message: name === "" ? "has no current context" : "has no such context",
    ...(name === "" ? {} : { got: JSON.stringify(name) }),
    allowed: contexts,
    hint: "name one with `context`",
  };
}

function danglingContext(name: string): KubeconfigFault {
  return {
    rule: "owned-nodes/kubeconfig-reference",
    message: "lacks the cluster or the user that the context names",
    got: JSON.stringify(name),
    hint: "export the context with `kubectl config view --minify --flatten`",
  };
}

function serverFaults(server: string): readonly KubeconfigFault[] {
  if (/^https:\/\/[^\s/]+/.test(server)) return [];
  return [
    {
      rule: "owned-nodes/kubeconfig-server",
      message: "has no https address of the API server",
      got: JSON.stringify(server),
      hint: "set `server` to https://<host>:<port>",
    },
  ];
}

function tlsFaults(cluster: Readonly<Record<string, unknown>>): readonly KubeconfigFault[] {
  if (cluster["insecure-skip-tls-verify"] !== true) return [];
  return [
    {
      rule: "owned-nodes/kubeconfig-tls",
      message: "does not verify the certificate of the API server, so anyone on the way could take its place",
      got: "insecure-skip-tls-verify: true",
      hint: "remove it and give `certificate-authority-data`, or `tls-server-name` where only the name differs",
    },
  ];
}

function parseRecord(text: string): Readonly<Record<string, unknown>> | undefined {
  const document = parseDocument(text);
  if (document.errors.length > 0) return undefined;
  try {
    return recordOf(document.toJS());
  } catch {
    // Aliases that grow without bound.
    return undefined;
  }
}

/** Entries of a kubeconfig's list by their names; undefined where it is no list. */
function named(list: unknown): ReadonlyMap<string, Readonly<Record<string, unknown>>> | undefined {
  if (!Array.isArray(list)) return undefined;
  return new Map(
    list.flatMap((entry: unknown) => {
      const record = recordOf(entry);
      const name = textOf(record?.["name"]);
      return record === undefined || name === undefined ? [] : [[name, record] as const];
    }),
  );
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return isPlainObject(value) ? value : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
