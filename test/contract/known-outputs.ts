import { Buffer } from "node:buffer";
import * as pulumi from "@pulumi/pulumi";
import { AiCluster } from "@roadstead/cluster";
import { gpuTaint } from "@roadstead/core";
import type { ContractTarget } from "./contract-target.js";
import { standardPools, standardSpec } from "./standard-spec.js";

/** A resource as the program sent it when everything about the others was known. */
export interface KnownResource {
  readonly urn: string;
  readonly dependencies: readonly string[];
  /** As sent to the engine: secrets are still wrapped, see {@link revealed}. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** What a component registered as its outputs. */
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** Certificate authority of every cluster, by which a test finds credentials where they were used. */
export const knownCa = Buffer.from("canary-7f3a91").toString("base64");

const server = "api.example.com";

/**
 * Runs the program as `up` does at its end, with every output known, on the mocks of Pulumi itself: an engine that
 * shares nothing with the planner.
 */
export async function runWithKnownOutputs(target: Pick<ContractTarget, "make">): Promise<readonly KnownResource[]> {
  const sent: KnownResource[] = [];
  const outputs = new Map<string, Readonly<Record<string, unknown>>>();
  await pulumi.runtime.setMocks(
    {
      call: ({ token }) => {
        throw new Error(`invoke of ${token}`);
      },
      newResource: ({ type, name, inputs, id = "" }) => ({
        id: id === "" ? `${name}-id` : id,
        state: { ...(inputs as object), ...outputsOf(type, id === "" ? name : id) },
      }),
    },
    "project",
    "dev",
    false,
  );
  const monitor = pulumi.runtime.getMonitor() as unknown as RecordingMonitor;
  for (const method of ["registerResource", "readResource"] as const) {
    const send = monitor[method].bind(monitor);
    monitor[method] = (request, callback) => {
      sent.push({
        urn: monitor.newUrn(request.getParent(), request.getType(), request.getName()),
        dependencies: [...new Set(request.getDependenciesList())].sort(),
        inputs: (request.getObject?.() ?? request.getProperties?.())?.toJavaScript() ?? {},
      });
      send(request, callback);
    };
  }
  const register = monitor.registerResourceOutputs.bind(monitor);
  monitor.registerResourceOutputs = (request, callback) => {
    outputs.set(request.getUrn(), request.getOutputs()?.toJavaScript() ?? {});
    register(request, callback);
  };
  new AiCluster("ai", { spec: standardSpec, target: target.make(standardPools) });
  await pulumi.runtime.disconnect();
  return sent.map((resource) => {
    const registered = outputs.get(resource.urn);
    return registered === undefined ? resource : { ...resource, outputs: registered };
  });
}

interface RecordedRequest {
  getParent(): string;
  getType(): string;
  getName(): string;
  getDependenciesList(): readonly string[];
  getObject?(): { toJavaScript(): Record<string, unknown> } | undefined;
  getProperties?(): { toJavaScript(): Record<string, unknown> } | undefined;
}

interface OutputsRequest {
  getUrn(): string;
  getOutputs(): { toJavaScript(): Record<string, unknown> } | undefined;
}

type Send = (request: RecordedRequest, callback: (...result: unknown[]) => void) => unknown;

interface RecordingMonitor {
  newUrn(parent: string, type: string, name: string): string;
  registerResource: Send;
  readResource: Send;
  registerResourceOutputs(request: OutputsRequest, callback: (...result: unknown[]) => void): unknown;
}

/** What a cloud would say of a resource that it has made. */
function outputsOf(type: string, name: string): Record<string, unknown> {
  const arn = `arn:aws:any:us-east-1:111122223333:${name}`;
  const known: Readonly<Record<string, Record<string, unknown>>> = {
    "aws:eks/cluster:Cluster": {
      endpoint: `https://${server}`,
      certificateAuthority: { data: knownCa },
      identities: [{ oidcs: [{ issuer: `https://${server}/id/1` }] }],
    },
    "aws:eks/nodeGroup:NodeGroup": { resources: [{ autoscalingGroups: [{ name: `eks-${name}` }] }] },
    "aws:ec2/launchTemplate:LaunchTemplate": { latestVersion: 7 },
    "aws:kms/key:Key": { keyId: `${name}-key` },
    "gcp:container/cluster:Cluster": {
      endpoint: server,
      masterAuth: { clusterCaCertificate: knownCa },
      controlPlaneEndpointsConfig: { dnsEndpointConfig: { endpoint: `gke-1.${server}` } },
    },
    "gcp:serviceaccount/account:Account": {
      email: `${name}@project.example.com`,
      name: `projects/project/serviceAccounts/${name}`,
    },
    "gcp:projects/serviceIdentity:ServiceIdentity": { member: `serviceAccount:${name}@google.example.com` },
    "kubernetes:core/v1:Node": { metadata: { name }, spec: { taints: taintsOfNode(name) } },
  };
  return { ...(type.startsWith("aws:") ? { arn } : {}), ...known[type] };
}

/** Nodes are named after their pools: `lab-1`. */
function taintsOfNode(node: string) {
  const pool = standardSpec.pools[node.slice(0, node.lastIndexOf("-"))];
  return [...(pool?.accelerator === undefined ? [] : [gpuTaint]), ...(pool?.taints ?? [])];
}

const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** The values of inputs without the marks of secrets, and separately those that no mark hides. */
export function revealed(value: unknown): { readonly all: unknown; readonly plain: unknown } {
  if (typeof value !== "object" || value === null) return { all: value, plain: value };
  if (Array.isArray(value)) {
    const items = value.map(revealed);
    return { all: items.map(({ all }) => all), plain: items.map(({ plain }) => plain) };
  }
  const record = value as Readonly<Record<string, unknown>>;
  if (record[signatureKey] === secretSignature) return { all: revealed(record["value"]).all, plain: "<secret>" };
  const members = Object.entries(record).map(([key, member]) => [key, revealed(member)] as const);
  return {
    all: Object.fromEntries(members.map(([key, { all }]) => [key, all])),
    plain: Object.fromEntries(members.map(([key, { plain }]) => [key, plain])),
  };
}
