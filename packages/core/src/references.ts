import type { Problem } from "./problem.js";

/** What a reference to something kept by a server says of that server. Plain: it can be printed and compared. */
export interface ServerReference {
  /** Name of the component that keeps it, such as the ModelRegistry "models". */
  readonly component: string;
  /** AiCluster that the server runs on; undefined for a server that Roadstead did not make. */
  readonly cluster?: string;
  /** URL for pods of that cluster, or the only URL; undefined where it is known only after `up` (a managed server's ARN). */
  readonly url?: string;
  /** How other clusters reach it; undefined where they cannot. */
  readonly exposure?: ServerExposure;
}

/** How a server is reached from outside of its cluster. */
export interface ServerExposure {
  /** `https://models.example.com`. */
  readonly url: string;
  /** Who signed its certificate: an authority that every system trusts, or one whose certificate clients must be given. */
  readonly ca: "public" | "private";
}

/** One version of a model in a registry: a fixed one, or the one that an alias points to whenever it is looked up. */
export interface ModelRef extends ServerReference {
  readonly kind: "model";
  readonly model: string;
  readonly alias?: string;
  readonly version?: number;
  /** As MLflow writes it: `models:/fraud@champion`, `models:/fraud/3`. */
  readonly uri: string;
}

/** A feature view in a feature store. */
export interface FeatureRef extends ServerReference {
  readonly kind: "feature-view";
  readonly view: string;
}

/** Rules of references, with what each checks. Ids are stable. */
export const referenceRules = {
  "references/not-exposed": "What refers to a server on another cluster can reach it.",
} as const satisfies Readonly<Record<`references/${string}`, string>>;

export type ReferenceRule = keyof typeof referenceRules;

/**
 * Problems of using a reference on a cluster.
 *
 * @param cluster name of the AiCluster whose pods use it
 * @param path where it is used
 */
export function referenceProblems(reference: ServerReference, cluster: string, path: string): readonly Problem[] {
  const { component, cluster: home, exposure } = reference;
  if (home === undefined || home === cluster || exposure !== undefined) return [];
  return [
    {
      rule: "references/not-exposed" satisfies ReferenceRule,
      path,
      message: `is used on cluster ${cluster}, but ${component} answers inside of cluster ${home} only`,
      hint: `give ${component} an \`expose: { host, tls, auth, via }\`, or use it on ${home}`,
    },
  ];
}

/** The URL by which pods of a cluster reach the server; undefined where they cannot, or where only `up` knows it. */
export function urlFrom(reference: ServerReference, cluster: string): string | undefined {
  const { cluster: home, url, exposure } = reference;
  return home === undefined || home === cluster ? url : exposure?.url;
}
