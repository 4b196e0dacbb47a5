import { randomBytes, randomInt } from "node:crypto";
import type { Properties } from "../test-provider.js";
import type { GkeCluster } from "./gke-cluster.js";
import { callLog, type RecordedCall } from "./recorded-call.js";

/** What a project has at one moment. Everything that Google Cloud remembers lies here. */
export interface GcpProject {
  readonly id: string;
  readonly number: string;
  /** Who calls the APIs: `user:…` or `serviceAccount:…`. */
  readonly caller: string;
  /** Where the caller's packets come from: an address, or "vpc" for inside the cluster's own network. */
  callerAddress: string;
  readonly versions: GkeVersions;
  /** Resources that exist, by id. */
  readonly resources: Map<string, StoredResource>;
  /** Grants as `<resource> <role> <member>`; the project's own have its id as resource. */
  readonly grants: Set<string>;
  /** Names that Google Cloud never gives out again: key rings and keys. */
  readonly spentNames: Set<string>;
  /** Service agents that were made, by service. */
  readonly serviceAgents: Set<string>;
  readonly clusters: Map<string, GkeCluster>;
  readonly calls: RecordedCall[];
  readonly faults: GcpFaults;
}

/** Minor versions that GKE offers, by release channel. https://docs.cloud.google.com/kubernetes-engine/docs/release-schedule */
export type GkeVersions = Readonly<Record<string, readonly string[]>>;

/** What a test wants to go wrong; read when it matters, so that it can change between two steps. */
export interface GcpFaults {
  /** Machines that Google Cloud has none of. */
  stockout?: (machine: { readonly machineType: string; readonly zone: string; readonly spot: boolean }) => boolean;
  /** How long the creation of a resource of a type takes: what does not wait for it comes too early. */
  slow?: { readonly type: string; readonly milliseconds: number };
}

export interface StoredResource {
  readonly type: string;
  readonly id: string;
  /** As the cloud has them now, which somebody else may have changed. */
  inputs: Properties;
  /** What the cloud adds to them. */
  computed: Properties;
}

export interface ProjectOptions {
  readonly project?: string;
  readonly caller?: string;
  readonly callerAddress?: string;
  readonly versions?: GkeVersions;
  /** Grants of the project that nobody's program makes. */
  readonly grants?: readonly { readonly role: string; readonly member: string }[];
  readonly faults?: GcpFaults;
}

const minors = ["1.33", "1.34", "1.35", "1.36"];

export function gcpProject(options: ProjectOptions): GcpProject {
  const id = options.project ?? "my-ml-project";
  return {
    id,
    number: String(randomInt(100_000_000_000, 999_999_999_999)),
    caller: options.caller ?? "user:ci@example.com",
    callerAddress: options.callerAddress ?? "203.0.113.10",
    versions: options.versions ?? { RAPID: minors, REGULAR: minors, STABLE: minors, EXTENDED: minors },
    resources: new Map(),
    grants: new Set((options.grants ?? []).map(({ role, member }) => grantKey(id, role, member))),
    spentNames: new Set(),
    serviceAgents: new Set(),
    clusters: new Map(),
    calls: callLog(),
    faults: options.faults ?? {},
  };
}

export function grantKey(resource: string, role: string, member: string): string {
  return `${resource} ${role} ${member}`;
}

/** Whether a member has one of some roles on a resource, or on the project that it belongs to. */
export function hasRole(project: GcpProject, member: string, roles: readonly string[], resource?: string): boolean {
  return roles.some(
    (role) =>
      project.grants.has(grantKey(project.id, role, member)) ||
      (resource !== undefined && project.grants.has(grantKey(resource, role, member))),
  );
}

/** Address of the account with which GKE itself acts in a project. */
export function gkeServiceAgent(project: GcpProject): string {
  return `service-${project.number}@container-engine-robot.iam.gserviceaccount.com`;
}

/** Resources of a type. */
export function ofType(project: GcpProject, type: string): StoredResource[] {
  return [...project.resources.values()].filter((resource) => resource.type === type);
}

export function randomHex(bytes: number): string {
  return randomBytes(bytes).toString("hex");
}

/** Digits that the cloud chooses, such as the number of a service account. */
export function randomDigits(length: number): string {
  return Array.from({ length }, (_, index) => String(randomInt(index === 0 ? 1 : 0, 10))).join("");
}
