import { isDeepStrictEqual } from "node:util";
import { UNKNOWN, type CheckFailure, type DiffResult, type Properties, type Value } from "../test-provider.js";
import { activeCluster } from "./kubeconfig.js";
import { textOf } from "./manifest.js";

/** Inputs of a program's `kubernetes.Provider`, read. */
export interface Settings {
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly namespace?: string;
  readonly enableConfigMapMutable: boolean;
  readonly enableSecretMutable: boolean;
  readonly enablePatchForce: boolean;
  readonly upsertExistingObjects: boolean;
  readonly deleteUnreachable: boolean;
  readonly skipUpdateUnreachable: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** @param env where users say for one run what they would not write into a program */
export function readSettings(inputs: Properties, env: Environment = {}): Settings {
  const kubeconfig = textOf(inputs["kubeconfig"]);
  const context = textOf(inputs["context"]);
  const namespace = textOf(inputs["namespace"]);
  return {
    ...(kubeconfig === undefined ? {} : { kubeconfig }),
    ...(context === undefined ? {} : { context }),
    ...(namespace === undefined ? {} : { namespace }),
    enableConfigMapMutable: isOn(inputs["enableConfigMapMutable"]),
    enableSecretMutable: isOn(inputs["enableSecretMutable"]),
    enablePatchForce: isOn(inputs["enablePatchForce"]),
    upsertExistingObjects: isOn(inputs["upsertExistingObjects"]),
    deleteUnreachable: isOn(inputs["deleteUnreachable"] ?? env["PULUMI_K8S_DELETE_UNREACHABLE"]),
    skipUpdateUnreachable: isOn(inputs["skipUpdateUnreachable"] ?? env["PULUMI_K8S_SKIP_UPDATE_UNREACHABLE"]),
  };
}

/** SDKs send a provider's switches as JSON in strings. */
function isOn(value: Value | undefined): boolean {
  return value === true || value === "true";
}

/** What the real provider can do and the bench's cannot: refused, for silence would prove nothing. */
export function settingsFailures(inputs: Properties): readonly CheckFailure[] {
  const reason = "is not known to the bench's Kubernetes provider";
  const unsupported = ["cluster", "renderYamlToDirectory"].filter((key) => textOf(inputs[key]) !== undefined);
  const clientSide = "enableServerSideApply" in inputs && !isOn(inputs["enableServerSideApply"]);
  return [
    ...unsupported.map((property) => ({ property, reason })),
    ...(clientSide ? [{ property: "enableServerSideApply", reason: `false ${reason}` }] : []),
  ];
}

const reaching = ["kubeconfig", "context"];

/**
 * Which changes of a provider make every object on it anew: another identifier; without one, another entry of the
 * active cluster, or one that is not known yet.
 */
export function settingsDiff(olds: Properties, news: Properties): DiffResult {
  const keys = new Set([...Object.keys(olds), ...Object.keys(news)]);
  const changes = [...keys].filter((key) => !isDeepStrictEqual(olds[key], news[key])).sort();
  const before = textOf(olds["clusterIdentifier"]);
  const after = textOf(news["clusterIdentifier"]);
  if (changes.length === 0 || (after !== undefined && before === after)) return { changes };

  // Neither giving a cluster its identifier nor taking it away replaces anything.
  const identifier = before !== undefined && after !== undefined ? ["clusterIdentifier"] : [];
  const unknown = reaching.filter((key) => news[key] === UNKNOWN);
  const moved = isSameCluster(olds, news) ? [] : reaching.filter((key) => changes.includes(key));
  return { changes, replaces: [...identifier, ...(unknown.length > 0 ? unknown : moved)] };
}

function isSameCluster(olds: Properties, news: Properties): boolean {
  const before = clusterOf(olds);
  const after = clusterOf(news);
  return before === undefined || after === undefined || isDeepStrictEqual(before, after);
}

function clusterOf(inputs: Properties): Properties | undefined {
  const kubeconfig = textOf(inputs["kubeconfig"]);
  return kubeconfig === undefined || kubeconfig === UNKNOWN
    ? undefined
    : activeCluster(kubeconfig, textOf(inputs["context"]));
}
