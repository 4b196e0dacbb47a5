import { delimiter } from "node:path";
import {
  hostProviders,
  inlineProgram,
  inlineStack,
  openStack,
  type Stack,
  type StackOptions,
} from "../bench/engine/index.js";
import { type AwsCloud, awsCloud, type AwsOptions } from "../bench/providers/aws/index.js";
import { type GcpCloud, gcpCloud, type ProjectOptions } from "../bench/providers/gcp/index.js";
import { KubernetesLog } from "../bench/providers/kubernetes-log.js";
import { kubernetesProvider } from "../bench/providers/kubernetes/index.js";
import { randomProvider } from "../bench/providers/random/index.js";
import { keepClustersLive } from "./live-clusters.js";

/** Both clouds and every API server that a program of one test can reach. */
export interface World {
  readonly aws: AwsCloud;
  readonly gcp: GcpCloud;
  readonly kubernetes: KubernetesLog;
  openStack(
    options: Pick<StackOptions, "projectDir" | "stack" | "config" | "secretConfig" | "policyPacks"> & {
      /**
       * Whether the program runs in this process, not in one that the CLI starts. One that fails by itself never tells
       * the engine of its end then. @default true
       */
      readonly inline?: boolean;
    },
  ): Promise<Stack>;
  /** Ends what `live` began: from then on clusters stay as they are. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly aws?: AwsOptions;
  readonly gcp?: ProjectOptions;
  /** Whether autoscalers and device plugins work by themselves while programs run. @default false */
  readonly live?: boolean;
}

export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const aws = awsCloud(options.aws);
  const gcp = gcpCloud(options.gcp);
  const kubernetes = new KubernetesLog();
  const pathFolders = [aws.pathFolder, gcp.pathFolder];
  // The Kubernetes provider runs in this process, and starts the exec plugins that a kubeconfig names.
  const execEnv = {
    ...process.env,
    ...aws.env,
    ...gcp.env,
    PATH: [...pathFolders, process.env["PATH"] ?? ""].join(delimiter),
  };
  const host = await hostProviders({
    aws: () => aws.provider(),
    gcp: () => gcp.provider(),
    random: randomProvider,
    kubernetes: kubernetesProvider({ env: execEnv, timeoutSeconds: 240 }),
  });
  const stopClusters = options.live === true ? keepClustersLive(aws, gcp) : () => Promise.resolve();
  const stacks: Stack[] = [];
  return {
    aws,
    gcp,
    kubernetes,
    async openStack({ inline = true, ...stackOptions }) {
      const opened = await openStack({
        ...stackOptions,
        env: { ...aws.env, ...gcp.env, ...host.env },
        pathFolders,
      });
      stacks.push(opened);
      return inline ? inlineStack(inlineProgram(stackOptions.projectDir), opened) : opened;
    },
    settle: stopClusters,
    async close() {
      try {
        await stopClusters();
      } finally {
        for (const stack of stacks) await stack.remove();
        await host.close();
        await Promise.all([aws.close(), gcp.close()]);
      }
    },
  };
}
