import { fileURLToPath } from "node:url";
import type { ControlPlane } from "../../control-plane/index.js";
import { nextSequence } from "../sequence.js";
import type { TestProvider } from "../test-provider.js";
import { AwsError } from "./aws-error.js";
import { AwsProvider } from "./aws-provider.js";
import type { RecordedCall } from "./call-log.js";
import { CloudState, type Live } from "./cloud-state.js";
import { paperClusters } from "./eks/clusters.js";
import { withDesiredSize } from "./eks/group-facts.js";
import { NodeRegistry } from "./eks/node-registry.js";
import { scaleTo } from "./eks/nodes.js";
import { RealClusters } from "./eks/real-clusters.js";
import { partsOf } from "./eks/uses.js";
import type { FakeNode } from "../../nodes/index.js";
import type { World } from "./resource-type.js";
import { typeOfKind } from "./resource-types.js";
import { tagsOf } from "./autoscaling-tag.js";
import { instanceTypesOf } from "./eks/group-facts.js";
import { type Args, numberAt, textAt } from "./values.js";

export interface AwsOptions {
  /** @default "111122223333" */
  readonly account?: string;
  /** ARN of who runs `up`, where a provider assumes no role. @default the account's role ci-deployer */
  readonly caller?: string;
  /** Address of who runs `up`; "vpc" is inside the cluster's VPC. @default "203.0.113.10" */
  readonly callerAddress?: string;
  /** ARNs of roles that are there before. */
  readonly existingRoles?: readonly string[];
  /** Profiles of the AWS configuration: the principal of each. */
  readonly profiles?: Readonly<Record<string, string>>;
  /** Clusters without a control plane, for what needs no Kubernetes. */
  readonly onPaper?: boolean;
}

/** An AWS of a test: accounts, what is in them, and who asked for what. */
export interface AwsCloud {
  /** One more provider of the same cloud. */
  provider(): TestProvider;
  /** Every change that was asked for, in order. */
  readonly calls: readonly RecordedCall[];
  /** What exists, as "eks/cluster aws-dev"; nothing when all is gone. */
  existing(): string[];
  /** Kubernetes objects that were left on a cluster when it was deleted. */
  readonly abandoned: readonly string[];
  clusters(): EmulatedCluster[];
  /** Refuses the next creation of a kind such as "eks/nodeGroup", of those with such arguments. */
  failNext(kind: string, code: string, message: string, matches?: (args: Args) => boolean): void;
  /** Has every creation of a kind take so long, as at AWS: what does not wait for it comes too early. */
  slowDown(kind: string, milliseconds: number): void;
  /** Moves who runs `up` to another address; "vpc" is inside the cluster's VPC. */
  callFrom(address: string): void;
  close(): Promise<void>;
  /** Holds the exec plugin `aws`. */
  readonly pathFolder: string;
  /** What that plugin reads. */
  readonly env: Readonly<Record<string, string>>;
}

export interface EmulatedCluster {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly plane: ControlPlane;
  nodeGroups(): EmulatedNodeGroup[];
  /** The autoscaler's act: the desired capacity of the group behind a node group. */
  setNodeCount(group: string, count: number): Promise<void>;
}

export interface EmulatedNodeGroup {
  readonly name: string;
  readonly nodes: readonly FakeNode[];
  readonly min: number;
  readonly desired: number;
  readonly max: number;
  readonly autoscalingGroup: string;
  /** Tags of the autoscaling group: all that an autoscaler may know of it. */
  readonly tags: Readonly<Record<string, string>>;
  readonly instanceTypes: readonly string[];
  readonly region: string;
}

const defaultAccount = "111122223333";

export function awsCloud(options: AwsOptions = {}): AwsCloud {
  const account = options.account ?? defaultAccount;
  const caller = options.caller ?? `arn:aws:iam::${account}:role/ci-deployer`;
  const state = new CloudState();
  const nodes = new NodeRegistry();
  const real = options.onPaper === true ? undefined : new RealClusters(state, options.callerAddress ?? "203.0.113.10");
  const calls: RecordedCall[] = [];
  const faults = new Map<string, { readonly error: AwsError; readonly matches: (args: Args) => boolean }>();
  const delays = new Map<string, number>();
  const existingRoles = options.existingRoles ?? [];
  const world = (who: string): World => ({ state, nodes, caller: who, existingRoles, clusters: real ?? paperClusters });

  const groupOf = (group: Live): EmulatedNodeGroup => {
    const { args, outputs, place } = group;
    const autoscalingGroup = textAt(outputs, "resources.0.autoscalingGroups.0.name");
    return {
      name: textAt(args, "nodeGroupName"),
      nodes: nodes.of(group).map(({ node }) => node),
      min: numberAt(args, "scalingConfig.minSize") ?? 0,
      desired: numberAt(args, "scalingConfig.desiredSize") ?? 0,
      max: numberAt(args, "scalingConfig.maxSize") ?? 0,
      autoscalingGroup,
      tags: tagsOf(state, place, autoscalingGroup),
      instanceTypes: instanceTypesOf({ world: world(caller), place, args }),
      region: place.region,
    };
  };
  const clusterOf = (cluster: Live): EmulatedCluster => {
    const groups = () => partsOf(state, cluster.place, cluster.id, "eks/nodeGroup");
    return {
      name: cluster.id,
      account: cluster.place.account,
      region: cluster.place.region,
      get plane() {
        if (real === undefined) throw new Error("clusters on paper have no control plane");
        return real.plane(cluster);
      },
      nodeGroups: () => groups().map(groupOf),
      async setNodeCount(name, count) {
        const group = groups().find(({ args }) => args["nodeGroupName"] === name);
        if (group === undefined) throw new Error(`the cluster ${cluster.id} has no node group ${name}`);
        const { min, max } = groupOf(group);
        if (count < min || count > max) {
          const [word, limit] = count < min ? ["below min", min] : ["above max", max];
          throw new AwsError("ValidationError", `New SetDesiredCapacity value ${count} is ${word} value ${limit}`);
        }
        group.args = withDesiredSize(group.args, count);
        await scaleTo(world(caller), group, count);
      },
    };
  };

  return {
    provider: () =>
      new AwsProvider({
        world,
        account,
        caller,
        record(call) {
          const index = calls.push(call) - 1;
          return (end) => void (calls[index] = { ...call, end: nextSequence(), ...end });
        },
        fault(kind, args) {
          const fault = faults.get(kind);
          if (fault?.matches(args) !== true) return undefined;
          faults.delete(kind);
          return fault.error;
        },
        delayMilliseconds: (kind) => delays.get(kind) ?? 0,
      }),
    calls,
    existing: () =>
      state
        .everything()
        .filter(({ kind, outputs }) => typeOfKind(kind)?.isPartOfOther !== true && !isMadeByEks(outputs))
        .map((live) => `${live.kind} ${typeOfKind(live.kind)?.describe?.(live) ?? live.id}`)
        .sort(),
    get abandoned() {
      return real?.abandoned ?? [];
    },
    clusters: () =>
      state
        .everything()
        .filter(({ kind }) => kind === "eks/cluster")
        .map(clusterOf),
    failNext: (kind, code, message, matches = () => true) =>
      void faults.set(kind, { error: new AwsError(code, message), matches }),
    slowDown: (kind, milliseconds) => void delays.set(kind, milliseconds),
    callFrom: (address) => real?.callFrom(address),
    close: async () => real?.closeAll(),
    pathFolder: fileURLToPath(new URL("bin", import.meta.url)),
    env: {
      AWS_REGION: "us-east-1",
      ROADSTEAD_BENCH_CALLER: caller,
      ROADSTEAD_BENCH_PROFILES: Object.entries(options.profiles ?? {})
        .map(([name, principal]) => `${name}=${principal}`)
        .join(" "),
    },
  };
}

/** What EKS made with something else and takes away with it. */
function isMadeByEks(outputs: Live["outputs"]): boolean {
  return outputs["madeByEks"] === true || outputs["addon"] !== undefined;
}
