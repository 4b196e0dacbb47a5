import { eksLike, gkeLike, ownedLike, plainOwned } from "./fixtures.js";
import { type RuleCase, poolCase } from "./rule-case.js";

const gpu = (model: string, gpusPerNode: number, sharing?: object) => ({
  accelerator: { model, gpusPerNode, sharing },
});
const mig = (profile: string) => ({ mode: "mig", profile });
const slices = (replicas: number) => ({ mode: "time-slicing", replicas });

export const cases: readonly RuleCase[] = [
  poolCase({
    rule: "spec/gpus-per-node-whole",
    name: "an eighth of a GPU",
    broken: gpu("l4", 0.125),
    valid: gpu("l4", 1, slices(8)),
    message:
      "pools.serving.accelerator.gpusPerNode: must be a whole number of GPUs, got 0.125; allowed: 1 to 16; " +
      "ask for one and share it, or use MIG [spec/gpus-per-node-whole]",
  }),
  poolCase({
    rule: "spec/gpus-per-node-whole",
    name: "no GPU on a GPU node",
    broken: gpu("l4", 0),
    valid: { accelerator: undefined, node: {} },
    message:
      "pools.serving.accelerator.gpusPerNode: must be a whole number of GPUs, got 0; " +
      "allowed: 1 to 16 [spec/gpus-per-node-whole]",
  }),
  poolCase({
    rule: "spec/gpus-per-node-whole",
    name: "more GPUs than any node has",
    on: ownedLike,
    broken: gpu("h100-80", 32),
    valid: gpu("h100-80", 16),
    message:
      "pools.serving.accelerator.gpusPerNode: must be a whole number of GPUs, got 32; " +
      "allowed: 1 to 16 [spec/gpus-per-node-whole]",
  }),
  poolCase({
    rule: "spec/gpus-per-node",
    name: "two L4 on AWS, which has one, four and eight",
    broken: gpu("l4", 2),
    valid: gpu("l4", 4),
    message:
      "pools.serving.accelerator.gpusPerNode: no machine type of eks has this many l4, got 2; " +
      "allowed: 1, 4, 8 [spec/gpus-per-node]",
  }),
  poolCase({
    rule: "spec/gpus-per-node",
    name: "one A100 on AWS, which has eight",
    broken: gpu("a100-40", 1),
    valid: gpu("a100-40", 8),
    message:
      "pools.serving.accelerator.gpusPerNode: no machine type of eks has this many a100-40, got 1; " +
      "allowed: 8 [spec/gpus-per-node]",
  }),
  poolCase({
    rule: "spec/gpus-per-node",
    name: "three L4 on Google Cloud",
    on: gkeLike,
    broken: gpu("l4", 3),
    valid: gpu("l4", 2),
    message:
      "pools.serving.accelerator.gpusPerNode: no machine type of gke has this many l4, got 3; " +
      "allowed: 1, 2, 4, 8 [spec/gpus-per-node]",
  }),
  poolCase({
    rule: "spec/gpu-not-offered",
    name: "an A10G on Google Cloud",
    on: gkeLike,
    broken: gpu("a10g", 1),
    valid: gpu("l4", 1),
    message:
      'pools.serving.accelerator.model: no machine type of gke has this GPU, got "a10g"; ' +
      "allowed: l4, rtx-pro-6000, a100-40, a100-80, h100-80, h200-141, b200, t4, v100-16 [spec/gpu-not-offered]",
  }),
  poolCase({
    rule: "spec/gpu-not-offered",
    name: "an A30 on AWS",
    broken: gpu("a30", 1),
    valid: gpu("l4", 1),
    message:
      'pools.serving.accelerator.model: no machine type of eks has this GPU, got "a30"; ' +
      "allowed: t4, a10g, t4g, l4, l40s, rtx-pro-6000, v100-32, a100-40, a100-80, h100-80, h200-141, b200, " +
      "b300 [spec/gpu-not-offered]",
  }),
  poolCase({
    rule: "spec/gpu-refused",
    name: "a GPU that the node image has no driver for",
    broken: gpu("rtx-pro-4500", 1),
    valid: gpu("rtx-pro-6000", 1),
    message:
      "pools.serving.accelerator.model: cannot be used on eks: not yet: this GPU needs NVIDIA driver 595 or newer and " +
      "the EKS node image ships 580 (https://github.com/awslabs/amazon-eks-ami/blob/main/doc/usage/g7-ami.md), " +
      'got "rtx-pro-4500" [spec/gpu-refused]',
  }),
  poolCase({
    rule: "spec/gpu-refused",
    name: "a GPU of a family without a list of sizes",
    broken: gpu("gb200", 4),
    valid: gpu("b200", 8),
    message:
      "pools.serving.accelerator.model: cannot be used on eks: not yet: AWS publishes no list of its sizes, and a rack " +
      'with one NVLink domain needs NVIDIA\'s DRA driver, got "gb200" [spec/gpu-refused]',
  }),
  poolCase({
    rule: "spec/gpu-refused",
    name: "a rack with one NVLink domain",
    on: gkeLike,
    broken: gpu("gb200", 4),
    valid: { ...gpu("b200", 8), capacity: [{ kind: "spot" }] },
    message:
      "pools.serving.accelerator.model: cannot be used on gke: not yet: it comes as a rack with one NVLink domain, " +
      "which needs a reservation, a compact placement with a topology and NVIDIA's DRA driver for the memory channels " +
      'between nodes, got "gb200" [spec/gpu-refused]',
  }),
  poolCase({
    rule: "spec/replicas",
    name: "more pods per GPU than GKE takes",
    broken: gpu("l4", 1, slices(49)),
    valid: gpu("l4", 1, slices(48)),
    message:
      "pools.serving.accelerator.sharing.replicas: must be a whole number of pods per GPU, got 49; " +
      "allowed: 2 to 48 [spec/replicas]",
  }),
  poolCase({
    rule: "spec/replicas",
    name: "two and a half pods per GPU",
    broken: gpu("l4", 1, slices(2.5)),
    valid: gpu("l4", 1, slices(2)),
    message:
      "pools.serving.accelerator.sharing.replicas: must be a whole number of pods per GPU, got 2.5; " +
      "allowed: 2 to 48 [spec/replicas]",
  }),
  poolCase({
    rule: "spec/replicas",
    name: "no pod per GPU",
    on: ownedLike,
    broken: gpu("l4", 1, slices(0)),
    valid: gpu("l4", 1, slices(3)),
    message:
      "pools.serving.accelerator.sharing.replicas: must be a whole number of pods per GPU, got 0; " +
      "allowed: 2 to 48 [spec/replicas]",
  }),
  poolCase({
    rule: "spec/replicas-one",
    name: "sharing between one pod",
    broken: gpu("l4", 1, slices(1)),
    valid: gpu("l4", 1, { mode: "exclusive" }),
    message:
      "pools.serving.accelerator.sharing.replicas: shares a GPU between one pod, got 1; " +
      'use { mode: "exclusive" }, or leave sharing out [spec/replicas-one]',
  }),
  poolCase({
    rule: "spec/sharing-not-yet",
    name: "MPS on EKS",
    broken: gpu("l4", 1, { mode: "mps", replicas: 4 }),
    valid: gpu("l4", 1, slices(4)),
    message:
      'pools.serving.accelerator.sharing.mode: is not yet supported on eks, got "mps"; ' +
      "allowed: exclusive, time-slicing, mig [spec/sharing-not-yet]",
  }),
  poolCase({
    rule: "spec/sharing-not-yet",
    name: "MPS in a machine room",
    on: ownedLike,
    broken: gpu("a30", 2, { mode: "mps", replicas: 4 }),
    valid: gpu("a30", 2, mig("1g.6gb")),
    message:
      'pools.serving.accelerator.sharing.mode: is not yet supported on k3s, got "mps"; ' +
      "allowed: exclusive, time-slicing, mig [spec/sharing-not-yet]",
  }),
  poolCase({
    rule: "spec/sharing-never",
    name: "time slicing where nothing configures it",
    on: plainOwned,
    broken: gpu("l4", 1, slices(4)),
    valid: gpu("l4", 1),
    message:
      'pools.serving.accelerator.sharing.mode: is not to be had on byo, got "time-slicing"; ' +
      "allowed: exclusive [spec/sharing-never]",
  }),
  poolCase({
    rule: "spec/mig-unsupported",
    name: "MIG on an L4",
    broken: gpu("l4", 1, mig("1g.5gb")),
    valid: gpu("a100-40", 8, mig("1g.5gb")),
    message:
      "pools.serving.accelerator.sharing.mode: needs a GPU with MIG, which l4 has not; " +
      "allowed: a100-40, a100-80, h100-80, h200-141, b200, b300, rtx-pro-6000; " +
      'use "time-slicing", or one of these GPUs [spec/mig-unsupported]',
  }),
  poolCase({
    rule: "spec/mig-unsupported",
    name: "MIG on a T4 in a machine room",
    on: ownedLike,
    broken: gpu("t4", 4, mig("1g.5gb")),
    valid: gpu("t4", 4, slices(2)),
    message:
      "pools.serving.accelerator.sharing.mode: needs a GPU with MIG, which t4 has not; " +
      "allowed: a30, a100-40, a100-80, a800-40, a800-80, h100-80, h800-80, h100-94, h100-96, gh200-96, gh200-144, " +
      'h200-141, b200, gb200, b300, gb300, rtx-pro-4500, rtx-pro-6000; use "time-slicing", or one of these GPUs ' +
      "[spec/mig-unsupported]",
  }),
  poolCase({
    rule: "spec/mig-profile",
    name: "a profile of the A100 with 40 GB on the one with 80 GB",
    broken: gpu("a100-80", 8, mig("1g.5gb")),
    valid: gpu("a100-80", 8, mig("1g.10gb")),
    message:
      'pools.serving.accelerator.sharing.profile: is not a MIG profile of a100-80, got "1g.5gb"; ' +
      "allowed: 1g.10gb, 1g.10gb+me, 1g.20gb, 2g.20gb, 3g.40gb, 4g.40gb, 7g.80gb; " +
      'did you mean "1g.10gb"? [spec/mig-profile]',
  }),
  poolCase({
    rule: "spec/mig-profile",
    name: "the H200's profile on a B200",
    on: eksLike,
    broken: gpu("b200", 8, mig("1g.18gb")),
    valid: gpu("b200", 8, mig("1g.23gb")),
    message:
      'pools.serving.accelerator.sharing.profile: is not a MIG profile of b200, got "1g.18gb"; ' +
      "allowed: 1g.23gb, 1g.23gb+me, 1g.45gb, 2g.45gb, 3g.90gb, 4g.90gb, 7g.180gb; " +
      'did you mean "1g.23gb"? [spec/mig-profile]',
  }),
  poolCase({
    rule: "spec/mig-profile",
    name: "the name of mig-parted's configuration instead of the profile",
    broken: gpu("a100-40", 8, mig("1g.5gb.me")),
    valid: gpu("a100-40", 8, mig("1g.5gb+me")),
    message:
      'pools.serving.accelerator.sharing.profile: is not a MIG profile of a100-40, got "1g.5gb.me"; ' +
      "allowed: 1g.5gb, 1g.5gb+me, 1g.10gb, 2g.10gb, 3g.20gb, 4g.20gb, 7g.40gb; " +
      'did you mean "1g.5gb+me"? [spec/mig-profile]',
  }),
  poolCase({
    rule: "spec/mig-profile",
    name: "the 96 GB profile on an H100 NVL",
    on: ownedLike,
    broken: gpu("h100-94", 2, mig("3g.48gb")),
    valid: gpu("h100-94", 2, mig("3g.47gb")),
    message:
      'pools.serving.accelerator.sharing.profile: is not a MIG profile of h100-94, got "3g.48gb"; ' +
      "allowed: 1g.12gb, 1g.12gb+me, 1g.24gb, 2g.24gb, 3g.47gb, 4g.47gb, 7g.94gb; " +
      'did you mean "3g.47gb"? [spec/mig-profile]',
  }),
];
