import { specRules } from "@roadstead/core";
import { type RuleCase, poolCase, servingPool, specCase, tags } from "./rule-case.js";

export const rules = specRules;

const pools = { serving: servingPool };

export const cases: readonly RuleCase[] = [
  specCase({
    rule: "spec/type",
    name: "a spec that is a list",
    broken: [],
    valid: { pools, tags },
    message: "spec: must be an object, got a list [spec/type]",
  }),
  specCase({
    rule: "spec/type",
    name: "a cost centre that YAML reads as a number",
    broken: { pools, tags: { ...tags, costCenter: 4711 } },
    valid: { pools, tags: { ...tags, costCenter: "4711" } },
    message: 'tags.costCenter: must be a string, got 4711; put it in quotes: "4711" [spec/type]',
  }),
  poolCase({
    rule: "spec/type",
    name: "a label value that YAML reads as a boolean",
    broken: { labels: { batch: true } },
    valid: { labels: { batch: "true" } },
    message: 'pools.serving.labels.batch: must be a string, got true; put it in quotes: "true" [spec/type]',
  }),
  poolCase({
    rule: "spec/type",
    name: "a size in quotes",
    broken: { size: { min: 0, max: "8" } },
    valid: { size: { min: 0, max: 8 } },
    message: 'pools.serving.size.max: must be a number, got "8"; leave out the quotes [spec/type]',
  }),
  poolCase({
    rule: "spec/type",
    name: "one capacity kind that is no list",
    broken: { capacity: { kind: "spot" } },
    valid: { capacity: [{ kind: "spot" }] },
    message: "pools.serving.capacity: must be a list, got an object [spec/type]",
  }),
  poolCase({
    rule: "spec/unknown-key",
    name: "a misspelt key of a pool",
    broken: { capcity: [{ kind: "spot" }] },
    valid: { capacity: [{ kind: "spot" }] },
    message:
      "pools.serving.capcity: is not a key here; allowed: accelerator, node, size, capacity, labels, taints; " +
      'did you mean "capacity"? [spec/unknown-key]',
  }),
  specCase({
    rule: "spec/unknown-key",
    name: "a machine type, which belongs to the factory",
    broken: { pools: { web: { node: { instanceType: "m7i.large" }, size: { min: 1, max: 2 } } }, tags },
    valid: { pools: { web: { node: { minVcpu: 2 }, size: { min: 1, max: 2 } } }, tags },
    message:
      "pools.web.node.instanceType: is not a key here; allowed: minVcpu, minMemoryGib, localNvme, architecture, " +
      "diskGib, interconnect [spec/unknown-key]",
  }),
  specCase({
    rule: "spec/unknown-key",
    name: "British spelling",
    broken: { pools, tags: { ...tags, costCentre: "4711" } },
    valid: { pools, tags },
    message:
      "tags.costCentre: is not a key here; allowed: owner, costCenter, environment, additional; " +
      'did you mean "costCenter"? [spec/unknown-key]',
  }),
  specCase({
    rule: "spec/missing-key",
    name: "a spec without tags",
    broken: { pools },
    valid: { pools, tags },
    message: "tags: is missing [spec/missing-key]",
  }),
  specCase({
    rule: "spec/missing-key",
    name: "tags without an owner",
    broken: { pools, tags: { costCenter: "4711", environment: "dev" } },
    valid: { pools, tags },
    message: "tags.owner: is missing [spec/missing-key]",
  }),
  poolCase({
    rule: "spec/missing-key",
    name: "a pool without a size",
    broken: { size: undefined },
    valid: { size: { min: 0, max: 1 } },
    message: "pools.serving.size: is missing [spec/missing-key]",
  }),
  poolCase({
    rule: "spec/missing-key",
    name: "MIG without a profile",
    broken: { accelerator: { model: "a100-40", gpusPerNode: 8, sharing: { mode: "mig" } } },
    valid: { accelerator: { model: "a100-40", gpusPerNode: 8, sharing: { mode: "mig", profile: "1g.5gb" } } },
    message: "pools.serving.accelerator.sharing.profile: is missing [spec/missing-key]",
  }),
  specCase({
    rule: "spec/no-pools",
    name: "a cluster without pools",
    broken: { pools: {}, tags },
    valid: { pools, tags },
    message: "pools: has no pool; name at least one pool [spec/no-pools]",
  }),
  poolCase({
    rule: "spec/pool-kind",
    name: "a pool with neither GPU nor node",
    broken: { accelerator: undefined },
    valid: { accelerator: undefined, node: {} },
    message:
      "pools.serving: has neither accelerator nor node; name a GPU under accelerator, or what a CPU node must have " +
      "under node [spec/pool-kind]",
  }),
  poolCase({
    rule: "spec/gpu-model",
    name: "a model without its memory size",
    broken: { accelerator: { model: "a100", gpusPerNode: 8 } },
    valid: { accelerator: { model: "a100-80", gpusPerNode: 8 } },
    message:
      'pools.serving.accelerator.model: is not a GPU of the catalog, got "a100"; allowed: t4, t4g, v100-16, v100-32, ' +
      "a10g, a30, l4, l40s, a100-40, a100-80, a800-40, a800-80, h100-80, h100-94, h100-96, h800-80, h200-141, gh200-96, " +
      "gh200-144, b200, b300, gb200, gb300, rtx-pro-4500, rtx-pro-6000; " +
      'did you mean "a100-40" or "a100-80"? [spec/gpu-model]',
  }),
  poolCase({
    rule: "spec/gpu-model",
    name: "a model in upper case",
    broken: { accelerator: { model: "L4", gpusPerNode: 1 } },
    valid: { accelerator: { model: "l4", gpusPerNode: 1 } },
    message:
      'pools.serving.accelerator.model: is not a GPU of the catalog, got "L4"; allowed: t4, t4g, v100-16, v100-32, ' +
      "a10g, a30, l4, l40s, a100-40, a100-80, a800-40, a800-80, h100-80, h100-94, h100-96, h800-80, h200-141, gh200-96, " +
      "gh200-144, b200, b300, gb200, gb300, rtx-pro-4500, rtx-pro-6000; " +
      'did you mean "l4"? [spec/gpu-model]',
  }),
  poolCase({
    rule: "spec/other-accelerator",
    name: "an AMD GPU",
    broken: { accelerator: { model: "mi300x", gpusPerNode: 8 } },
    valid: { accelerator: { model: "h100-80", gpusPerNode: 8 } },
    message:
      "pools.serving.accelerator.model: is not an NVIDIA GPU: AMD GPUs need ROCm drivers and the amd.com/gpu device " +
      'plugin, got "mi300x" [spec/other-accelerator]',
  }),
  poolCase({
    rule: "spec/other-accelerator",
    name: "Trainium",
    broken: { accelerator: { model: "trainium2", gpusPerNode: 1 } },
    valid: { accelerator: { model: "l40s", gpusPerNode: 1 } },
    message:
      "pools.serving.accelerator.model: is not an NVIDIA GPU: Trainium and Inferentia need AWS Neuron drivers and the " +
      'aws.amazon.com/neuron plugin, got "trainium2" [spec/other-accelerator]',
  }),
  poolCase({
    rule: "spec/sharing-mode",
    name: "a mode that does not exist",
    broken: { accelerator: { model: "l4", gpusPerNode: 1, sharing: { mode: "timeslicing", replicas: 4 } } },
    valid: { accelerator: { model: "l4", gpusPerNode: 1, sharing: { mode: "time-slicing", replicas: 4 } } },
    message:
      'pools.serving.accelerator.sharing.mode: is not one of the allowed values, got "timeslicing"; ' +
      'allowed: exclusive, time-slicing, mps, mig; did you mean "time-slicing"? [spec/sharing-mode]',
  }),
  poolCase({
    rule: "spec/sharing-option",
    name: "replicas of exclusive GPUs",
    broken: { accelerator: { model: "l4", gpusPerNode: 1, sharing: { mode: "exclusive", replicas: 4 } } },
    valid: { accelerator: { model: "l4", gpusPerNode: 1, sharing: { mode: "exclusive" } } },
    message:
      'pools.serving.accelerator.sharing.replicas: is not an option of mode "exclusive"; ' +
      'it belongs to "time-slicing" and "mps" [spec/sharing-option]',
  }),
  poolCase({
    rule: "spec/sharing-option",
    name: "a MIG profile under time slicing",
    broken: {
      accelerator: {
        model: "a100-40",
        gpusPerNode: 8,
        sharing: { mode: "time-slicing", replicas: 4, profile: "1g.5gb" },
      },
    },
    valid: { accelerator: { model: "a100-40", gpusPerNode: 8, sharing: { mode: "time-slicing", replicas: 4 } } },
    message:
      'pools.serving.accelerator.sharing.profile: is not an option of mode "time-slicing"; ' +
      'it belongs to "mig" [spec/sharing-option]',
  }),
  poolCase({
    rule: "spec/mig-with-replicas",
    name: "time slicing on top of MIG",
    broken: {
      accelerator: { model: "a100-40", gpusPerNode: 8, sharing: { mode: "mig", profile: "3g.20gb", replicas: 2 } },
    },
    valid: { accelerator: { model: "a100-40", gpusPerNode: 8, sharing: { mode: "mig", profile: "3g.20gb" } } },
    message:
      "pools.serving.accelerator.sharing.replicas: shares a MIG instance between pods, which is not yet supported; " +
      "leave it out, or choose a smaller profile [spec/mig-with-replicas]",
  }),
  poolCase({
    rule: "spec/capacity-kind",
    name: "a kind in AWS's spelling",
    broken: { capacity: [{ kind: "ON_DEMAND" }] },
    valid: { capacity: [{ kind: "on-demand" }] },
    message:
      'pools.serving.capacity[0].kind: is not one of the allowed values, got "ON_DEMAND"; ' +
      "allowed: on-demand, spot, reserved, capacity-block, flex-start; " +
      'did you mean "on-demand"? [spec/capacity-kind]',
  }),
  poolCase({
    rule: "spec/capacity-kind",
    name: "preemptible nodes",
    broken: { capacity: [{ kind: "preemptible" }] },
    valid: { capacity: [{ kind: "spot" }] },
    message:
      'pools.serving.capacity[0].kind: is not one of the allowed values, got "preemptible"; ' +
      "allowed: on-demand, spot, reserved, capacity-block, flex-start [spec/capacity-kind]",
  }),
  poolCase({
    rule: "spec/taint-effect",
    name: "an effect in a cloud's spelling",
    broken: { taints: [{ key: "team", value: "vision", effect: "NO_SCHEDULE" }] },
    valid: { taints: [{ key: "team", value: "vision", effect: "NoSchedule" }] },
    message:
      'pools.serving.taints[0].effect: is not one of the allowed values, got "NO_SCHEDULE"; ' +
      'allowed: NoSchedule, PreferNoSchedule, NoExecute; did you mean "NoSchedule"? [spec/taint-effect]',
  }),
  specCase({
    rule: "spec/architecture",
    name: "an architecture in the kernel's spelling",
    broken: { pools: { web: { node: { architecture: "x86_64" }, size: { min: 1, max: 2 } } }, tags },
    valid: { pools: { web: { node: { architecture: "amd64" }, size: { min: 1, max: 2 } } }, tags },
    message:
      'pools.web.node.architecture: is not one of the allowed values, got "x86_64"; ' +
      "allowed: amd64, arm64 [spec/architecture]",
  }),
  poolCase({
    rule: "spec/interconnect",
    name: "an interconnect that one cloud has",
    broken: { node: { interconnect: "efa" } },
    valid: { node: {} },
    message:
      'pools.serving.node.interconnect: is not one of the allowed values, got "efa"; allowed: rdma [spec/interconnect]',
  }),
  specCase({
    rule: "spec/kubernetes-version-quoted",
    name: "a version that YAML reads as a number",
    broken: { kubernetesVersion: 1.36, pools, tags },
    valid: { kubernetesVersion: "1.36", pools, tags },
    message:
      "kubernetesVersion: must be a string, because YAML reads 1.30 as the number 1.3, got 1.36; " +
      'put it in quotes, as in "1.36" [spec/kubernetes-version-quoted]',
  }),
];
