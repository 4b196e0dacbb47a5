import type { Architecture } from "../catalog/machine-type.js";

/** What a node must have beside its GPUs. The cheapest machine type that fits is chosen. */
export interface NodeRequirements {
  readonly minVcpu?: number;
  readonly minMemoryGib?: number;
  /** Local NVMe disks, used for container images and scratch space. @default false */
  readonly localNvme?: boolean;
  /** @default the architecture that the chosen GPU needs; "amd64" for CPU pools */
  readonly architecture?: Architecture;
  /** Boot disk, GiB, 20 to 16384. @default 100 for CPU nodes, 200 for GPU nodes, whose images are 10 to 20 GB */
  readonly diskGib?: number;
  /** RDMA between nodes: EFA on EKS, GPUDirect on GKE. Refused today with a Problem that says "not yet". */
  readonly interconnect?: "rdma";
}
