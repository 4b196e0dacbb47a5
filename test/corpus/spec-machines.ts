import { gkeLike, ownedLike, plainOwned } from "./fixtures.js";
import { type RuleCase, poolCase, servingPool, specCase, tags } from "./rule-case.js";

const gpu = (model: string, gpusPerNode: number) => ({ accelerator: { model, gpusPerNode } });
const cpu = (node: object) => ({ accelerator: undefined, node });
const named = (...names: string[]) => ({ pools: Object.fromEntries(names.map((name) => [name, servingPool])), tags });
const g7Reason =
  "this GPU needs NVIDIA driver 595 or newer and the EKS node image ships 580 " +
  "(https://github.com/awslabs/amazon-eks-ami/blob/main/doc/usage/g7-ami.md)";

export const cases: readonly RuleCase[] = [
  poolCase({
    rule: "spec/node-number",
    name: "fewer vCPU than none",
    broken: cpu({ minVcpu: -4 }),
    valid: cpu({ minVcpu: 4 }),
    message: "pools.serving.node.minVcpu: must be a positive number, got -4 [spec/node-number]",
  }),
  poolCase({
    rule: "spec/node-number",
    name: "no memory",
    broken: cpu({ minMemoryGib: 0 }),
    valid: cpu({ minMemoryGib: 0.5 }),
    message: "pools.serving.node.minMemoryGib: must be a positive number, got 0 [spec/node-number]",
  }),
  poolCase({
    rule: "spec/disk-size",
    name: "a disk smaller than a node image",
    broken: { node: { diskGib: 8 } },
    valid: { node: { diskGib: 20 } },
    message: "pools.serving.node.diskGib: must be a whole number of GiB, got 8; allowed: 20 to 16384 [spec/disk-size]",
  }),
  poolCase({
    rule: "spec/disk-size",
    name: "a disk of half a GiB more",
    broken: { node: { diskGib: 200.5 } },
    valid: { node: { diskGib: 201 } },
    message:
      "pools.serving.node.diskGib: must be a whole number of GiB, got 200.5; allowed: 20 to 16384 [spec/disk-size]",
  }),
  specCase({
    rule: "spec/disk-size",
    name: "a disk larger than any volume, of the system pool",
    broken: { pools: { serving: servingPool }, systemPool: { node: { diskGib: 16385 } }, tags },
    valid: { pools: { serving: servingPool }, systemPool: { node: { diskGib: 16384 } }, tags },
    message: "systemPool.node.diskGib: must be a whole number of GiB, got 16385; allowed: 20 to 16384 [spec/disk-size]",
  }),
  poolCase({
    rule: "spec/interconnect-not-yet",
    name: "RDMA on EKS",
    broken: { ...gpu("h100-80", 8), node: { interconnect: "rdma" } },
    valid: { ...gpu("h100-80", 8), node: {} },
    message: 'pools.serving.node.interconnect: is not yet supported on eks, got "rdma" [spec/interconnect-not-yet]',
  }),
  poolCase({
    rule: "spec/interconnect-not-yet",
    name: "RDMA on GKE",
    on: gkeLike,
    broken: { ...gpu("h100-80", 8), node: { interconnect: "rdma" } },
    valid: gpu("h100-80", 8),
    message: 'pools.serving.node.interconnect: is not yet supported on gke, got "rdma" [spec/interconnect-not-yet]',
  }),
  poolCase({
    rule: "spec/interconnect-never",
    name: "RDMA over an ordinary network",
    on: plainOwned,
    broken: { node: { interconnect: "rdma" } },
    valid: { node: {} },
    message: 'pools.serving.node.interconnect: is not to be had on byo, got "rdma" [spec/interconnect-never]',
  }),
  poolCase({
    rule: "spec/machine-region",
    name: "sixteen A100 in a region without them",
    on: gkeLike,
    options: { region: "asia-northeast3" },
    broken: gpu("a100-40", 16),
    valid: gpu("a100-40", 8),
    message:
      "pools.serving: no machine type with 16 x a100-40 is to be had in asia-northeast3; " +
      "allowed: asia-southeast1, europe-west4, us-central1 [spec/machine-region]",
  }),
  poolCase({
    rule: "spec/architecture-conflict",
    name: "an L4 beside an Arm CPU",
    broken: { node: { architecture: "arm64" } },
    valid: { node: { architecture: "amd64" } },
    message:
      "pools.serving.node.architecture: no machine type of eks with 1 x l4 has this architecture, " +
      'got "arm64"; allowed: amd64 [spec/architecture-conflict]',
  }),
  poolCase({
    rule: "spec/architecture-conflict",
    name: "a T4G beside an Intel CPU",
    broken: { ...gpu("t4g", 1), node: { architecture: "amd64" } },
    valid: { ...gpu("t4g", 1), node: { architecture: "arm64" } },
    message:
      "pools.serving.node.architecture: no machine type of eks with 1 x t4g has this architecture, " +
      'got "amd64"; allowed: arm64 [spec/architecture-conflict]',
  }),
  poolCase({
    rule: "spec/architecture-conflict",
    name: "a Grace Hopper board with an Intel CPU",
    on: ownedLike,
    broken: { ...gpu("gh200-96", 1), node: { architecture: "amd64" } },
    valid: { ...gpu("gh200-96", 1), node: { architecture: "arm64" } },
    message:
      "pools.serving.node.architecture: is not what a gh200-96 comes with, " +
      'got "amd64"; allowed: arm64 [spec/architecture-conflict]',
  }),
  poolCase({
    rule: "spec/capacity-offer",
    name: "one H100 on demand, which Google sells as spot only",
    on: gkeLike,
    broken: gpu("h100-80", 1),
    valid: { ...gpu("h100-80", 1), capacity: [{ kind: "spot" }] },
    message:
      "pools.serving.capacity: no machine type with 1 x h100-80 can be had in each of the kinds, " +
      'got "on-demand"; a3-highgpu-1g can be had as spot, flex-start (not yet supported) [spec/capacity-offer]',
  }),
  poolCase({
    rule: "spec/capacity-offer",
    name: "one H100 on demand as the fallback",
    on: gkeLike,
    broken: {
      ...gpu("h100-80", 1),
      capacity: [
        { kind: "spot", maxNodes: 6 },
        { kind: "on-demand", maxNodes: 2 },
      ],
    },
    valid: {
      ...gpu("h100-80", 8),
      capacity: [
        { kind: "spot", maxNodes: 6 },
        { kind: "on-demand", maxNodes: 2 },
      ],
    },
    message:
      "pools.serving.capacity: no machine type with 1 x h100-80 can be had in each of the kinds, " +
      'got "spot", "on-demand"; a3-highgpu-1g can be had as spot, flex-start (not yet supported) ' +
      "[spec/capacity-offer]",
  }),
  poolCase({
    rule: "spec/capacity-offer",
    name: "B200 on demand, which Google does not sell",
    on: gkeLike,
    broken: gpu("b200", 8),
    valid: { ...gpu("b200", 8), capacity: [{ kind: "spot" }] },
    message:
      "pools.serving.capacity: no machine type with 8 x b200 can be had in each of the kinds, " +
      'got "on-demand"; a4-highgpu-8g can be had as spot, reserved (not yet supported), ' +
      "flex-start (not yet supported) [spec/capacity-offer]",
  }),
  poolCase({
    rule: "spec/local-nvme",
    name: "local disks beside a T4G",
    broken: { ...gpu("t4g", 1), node: { localNvme: true } },
    valid: { ...gpu("t4", 1), node: { localNvme: true } },
    message:
      "pools.serving.node.localNvme: no machine type of eks with 1 x t4g has local NVMe; " +
      "leave it out; without it g5g.xlarge, g5g.2xlarge, g5g.4xlarge would do [spec/local-nvme]",
  }),
  poolCase({
    rule: "spec/node-size",
    name: "more memory than a node with one L4 has",
    broken: { node: { minMemoryGib: 512 } },
    valid: { node: { minMemoryGib: 256 } },
    message:
      "pools.serving.node: no machine type with 1 x l4 is that large, got 512 GiB; " +
      "the nearest is g6.16xlarge with 64 vCPU and 256 GiB [spec/node-size]",
  }),
  poolCase({
    rule: "spec/node-size",
    name: "more vCPU than any machine without GPU has",
    broken: cpu({ minVcpu: 256 }),
    valid: cpu({ minVcpu: 192 }),
    message:
      "pools.serving.node: no machine type without GPU is that large, got 256 vCPU; " +
      "the nearest is m7i.48xlarge with 192 vCPU and 768 GiB [spec/node-size]",
  }),
  poolCase({
    rule: "spec/node-size",
    name: "more vCPU beside one L4 than Google Cloud has",
    on: gkeLike,
    broken: { node: { minVcpu: 64, minMemoryGib: 64 } },
    valid: { node: { minVcpu: 32, minMemoryGib: 64 } },
    message:
      "pools.serving.node: no machine type with 1 x l4 is that large, got 64 vCPU and 64 GiB; " +
      "the nearest is g2-standard-32 with 32 vCPU and 128 GiB [spec/node-size]",
  }),
  specCase({
    rule: "spec/machine-type-known",
    name: "a misspelt machine type",
    broken: named("serving"),
    valid: named("web"),
    options: { machineTypes: { serving: "g6.xlrage" } },
    message:
      'eks.pools.serving.machineType: is not a machine type of the catalog, got "g6.xlrage"; ' +
      'did you mean "g6.xlarge"? [spec/machine-type-known]',
  }),
  specCase({
    rule: "spec/machine-type-known",
    name: "a machine with Trainium",
    broken: named("serving"),
    valid: named("web"),
    options: { machineTypes: { serving: "trn1.2xlarge" } },
    message:
      "eks.pools.serving.machineType: is not an NVIDIA GPU: Trainium and Inferentia need AWS Neuron drivers and the " +
      'aws.amazon.com/neuron plugin, got "trn1.2xlarge" [spec/machine-type-known]',
  }),
  poolCase({
    rule: "spec/machine-type-fits",
    name: "a machine with another GPU",
    options: { machineTypes: { serving: "g5.xlarge" } },
    broken: gpu("l4", 1),
    valid: gpu("a10g", 1),
    message:
      "eks.pools.serving.machineType: is not what pools.serving asks for: it has 1 x a10g, not 1 x l4, " +
      'got "g5.xlarge" [spec/machine-type-fits]',
  }),
  poolCase({
    rule: "spec/machine-type-fits",
    name: "a machine with fewer GPUs",
    on: gkeLike,
    options: { machineTypes: { serving: "g2-standard-48" } },
    broken: gpu("l4", 8),
    valid: gpu("l4", 4),
    message:
      "gke.pools.serving.machineType: is not what pools.serving asks for: it has 4 x l4, not 8 x l4, " +
      'got "g2-standard-48" [spec/machine-type-fits]',
  }),
  poolCase({
    rule: "spec/machine-type-fits",
    name: "a machine that is too small",
    options: { machineTypes: { serving: "g6.xlarge" } },
    broken: { node: { minVcpu: 8 } },
    valid: { node: { minVcpu: 4 } },
    message:
      "eks.pools.serving.machineType: is not what pools.serving asks for: it has 4 vCPU and 16 GiB, " +
      'got "g6.xlarge" [spec/machine-type-fits]',
  }),
  poolCase({
    rule: "spec/machine-type-fits",
    name: "a machine that cannot be had on demand",
    on: gkeLike,
    options: { machineTypes: { serving: "a3-highgpu-1g" } },
    broken: gpu("h100-80", 1),
    valid: { ...gpu("h100-80", 1), capacity: [{ kind: "spot" }] },
    message:
      "gke.pools.serving.machineType: is not what pools.serving asks for: it can be had as spot, flex-start " +
      '(not yet supported), not as on-demand, got "a3-highgpu-1g" [spec/machine-type-fits]',
  }),
  specCase({
    rule: "spec/machine-type-fits",
    name: "a machine that cannot be used yet",
    options: { machineTypes: { lab: "g7.2xlarge" } },
    broken: { pools: { lab: { ...servingPool, ...gpu("rtx-pro-4500", 1) } }, tags },
    valid: { pools: { render: { ...servingPool, ...gpu("rtx-pro-6000", 1) } }, tags },
    message:
      `eks.pools.lab.machineType: is not what pools.lab asks for: not yet: ${g7Reason}, ` +
      'got "g7.2xlarge" [spec/machine-type-fits]',
  }),
  specCase({
    rule: "spec/unknown-override",
    name: "a pool that only the factory knows",
    broken: named("serving"),
    valid: named("serving", "lab"),
    options: { overrides: ["lab"] },
    message: "eks.pools.lab: is not a pool of the spec; allowed: serving [spec/unknown-override]",
  }),
  specCase({
    rule: "spec/unknown-override",
    name: "a misspelt pool",
    broken: named("serving", "lab"),
    valid: named("servin", "lab"),
    options: { overrides: ["servin"] },
    message:
      "eks.pools.servin: is not a pool of the spec; allowed: serving, lab; " +
      'did you mean "serving"? [spec/unknown-override]',
  }),
];
