import { existsSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import type { Properties, Value } from "../test-provider.js";
import { isObject, listAt, objectAt, textOf } from "./manifest.js";

/** The text of a kubeconfig that is given as text or as the path of a file. */
export function kubeconfigText(textOrPath: string): string {
  const isPath = !textOrPath.includes("\n") && !textOrPath.trimStart().startsWith("{") && existsSync(textOrPath);
  return isPath ? readFileSync(textOrPath, "utf8") : textOrPath;
}

/** The entry of the cluster that a kubeconfig's context names; undefined where there is none. */
export function activeCluster(textOrPath: string, contextName?: string): Properties | undefined {
  const config = parsed(kubeconfigText(textOrPath));
  const context = entry(config, "contexts", contextName ?? textOf(config["current-context"]));
  const cluster = entry(config, "clusters", textOf(objectAt(context, "context")["cluster"]));
  return cluster === undefined ? undefined : objectAt(cluster, "cluster");
}

function parsed(text: string): Properties {
  try {
    const value = parse(text) as Value;
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function entry(config: Properties, list: string, name: string | undefined): Properties | undefined {
  return listAt(config, list)
    .filter(isObject)
    .find((candidate) => name !== undefined && candidate["name"] === name);
}
