import type { Capabilities, GpuStack, Problem, Taint } from "@roadstead/core";

/** What a test wants to differ from a cluster that takes everything. */
export interface FakeTargetConfig<P extends string = string> {
  /** Abilities that differ, such as `{ systemPool: true }` or `{ machineTypes: awsMachineTypes }`. */
  readonly capabilities?: Partial<Capabilities>;
  /** Problems that `validate` gives beside those of the spec: to test what happens when a target refuses. */
  readonly problems?: readonly Problem[];
  /** Labels and taints that a pool's nodes have beside the canonical ones, as a target may add them. */
  readonly pools?: { readonly [K in P]?: FakePool };
  /** Owners of GPU layers that differ. @default Roadstead owns the device plugin and the metrics, the image the rest */
  readonly gpuStack?: Partial<GpuStack>;
  /** RuntimeClass of GPU pods. @default none */
  readonly runtimeClassName?: string;
  /** @default "fake" */
  readonly storageClass?: string;
  /** @default "nowhere" */
  readonly location?: string;
  /** Problems of stores that a workload asks for: to test what happens when a cluster refuses. */
  readonly storeProblems?: readonly Problem[];
  /** What object stores speak: "gs" as on GKE. @default "s3" */
  readonly objectStoreScheme?: "s3" | "gs";
}

export interface FakePool {
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly Taint[];
}
