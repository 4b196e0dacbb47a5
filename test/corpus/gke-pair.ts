import type { ClusterSpec } from "@roadstead/core";
import { gke, type GkeConfig, gkeRules, type NewGkeCluster, type OnExistingGkeCluster } from "@roadstead/gke";
import { type RuleCase, ruleCase, servingPool, tags } from "./rule-case.js";

const network = { create: { zones: ["us-central1-a", "us-central1-c"] } };
/** A shared VPC's subnet, with a way out. */
export const ownNetwork = {
  network: "shared",
  subnetwork: "ml",
  podRange: "pods",
  serviceRange: "services",
  zones: ["us-central1-a"],
  egress: "nat",
} as const;
const access = {
  endpoint: "dns",
  admins: ["group:platform@example.com"],
  deployer: "serviceAccount:ci@my-ml-project.iam.gserviceaccount.com",
} as const;
/** What is said of a cluster that exists already. */
export const existing = {
  name: "research",
  endpoint: "gke-1a2b3c.us-central1.gke.goog",
  clusterId: "research-2026",
  zones: ["us-central1-a"],
  gpuStack: "provider",
} as const;

type Part = Partial<Omit<GkeConfig<string>, keyof OnExistingGkeCluster> & NewGkeCluster>;

interface Pair {
  readonly rule: keyof typeof gkeRules;
  readonly name: string;
  readonly message: string;
}

/** A case about the factory's config: what is said replaces that of a small cluster, or adds to it. */
export function configCase({
  broken,
  valid,
  ...pair
}: Pair & { readonly broken: object; readonly valid: object }): RuleCase {
  const config = (part: object): GkeConfig<string> => ({
    project: "my-ml-project",
    location: "us-central1",
    network,
    access,
    ...(part as Part),
  });
  const spec: ClusterSpec = { pools: { serving: servingPool as ClusterSpec["pools"][string] }, tags };
  return ruleCase((part: object) => gke(config(part)).validate(spec), { ...pair, broken, valid });
}

/** The same about `access`. */
export function accessCase({
  broken,
  valid,
  ...pair
}: Pair & { readonly broken: object; readonly valid: object }): RuleCase {
  return configCase({
    ...pair,
    broken: { access: { ...access, ...broken } },
    valid: { access: { ...access, ...valid } },
  });
}

/** The same about a created network. */
export function createCase({
  broken,
  valid,
  ...pair
}: Pair & { readonly broken: object; readonly valid: object }): RuleCase {
  const created = (part: object) => ({ network: { create: { ...network.create, ...part } } });
  return configCase({ ...pair, broken: created(broken), valid: created(valid) });
}

/** The same about a cluster that exists already. */
export function existingCase({
  broken,
  valid,
  ...pair
}: Pair & { readonly broken: object; readonly valid: object }): RuleCase {
  const on = (part: object) => ({ network: undefined, access: undefined, existing: { ...existing, ...part } });
  return configCase({ ...pair, broken: on(broken), valid: on(valid) });
}

/** A case about the pools of a spec on a small cluster. */
export function poolsCase({
  broken,
  valid,
  ...pair
}: Pair & { readonly broken: object; readonly valid: object }): RuleCase {
  const target = gke({ project: "my-ml-project", location: "us-central1", network, access });
  return ruleCase((pools: object) => target.validate({ pools: pools as ClusterSpec["pools"], tags }), {
    ...pair,
    broken,
    valid,
  });
}
