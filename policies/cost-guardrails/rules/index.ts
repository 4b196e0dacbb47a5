import type { Rule } from "@roadstead/policy";
import { budgetAlert } from "./budget-alert.js";
import { budgetChange } from "./budget-change.js";
import { customGpuPods } from "./custom-gpu-pods.js";
import { eksExtendedSupport } from "./eks-extended-support.js";
import { gkeAutoProvisioning } from "./gke-auto-provisioning.js";
import { gkeCostAllocation } from "./gke-cost-allocation.js";
import { gkeExtendedChannel } from "./gke-extended-channel.js";
import { gkeZoneMultiplier } from "./gke-zone-multiplier.js";
import { gpuAutoscaling } from "./gpu-autoscaling.js";
import { gpuPods } from "./gpu-pods.js";
import { gpuPoolSize } from "./gpu-pool-size.js";
import { gpuSharing } from "./gpu-sharing.js";
import { gpuTaint } from "./gpu-taint.js";
import { initialGpus } from "./initial-gpus.js";
import { karpenterLimits } from "./karpenter-limits.js";
import { loadBalancers } from "./load-balancers.js";
import { logRetention } from "./log-retention.js";
import { machineTypesAllowed } from "./machine-types-allowed.js";
import { monthlyBudget } from "./monthly-budget.js";
import { namespaceGpuQuota } from "./namespace-gpu-quota.js";
import { natGateways } from "./nat-gateways.js";
import { offHours } from "./off-hours.js";
import { onDemandBase } from "./on-demand-base.js";
import { orphanedStorage } from "./orphaned-storage.js";
import { paidReservations } from "./paid-reservations.js";
import { parallelFileSystems } from "./parallel-file-systems.js";
import { premiumAccelerators } from "./premium-accelerators.js";
import { priceCoverage } from "./price-coverage.js";
import { provisionedIops } from "./provisioned-iops.js";
import { publicAddresses } from "./public-addresses.js";
import { regionsAllowed } from "./regions-allowed.js";
import { requiredTags } from "./required-tags.js";
import { scaleToZero } from "./scale-to-zero.js";
import { singleZonePools } from "./single-zone-pools.js";
import { spotMachineTypes } from "./spot-machine-types.js";
import { spotRequired } from "./spot-required.js";
import { stackExpiry } from "./stack-expiry.js";
import { stackGpus } from "./stack-gpus.js";
import { storageClassReclaim } from "./storage-class-reclaim.js";
import { storageLifecycle } from "./storage-lifecycle.js";
import { tagPropagation } from "./tag-propagation.js";
import { uncountedMachines } from "./uncounted-machines.js";
import { volumeSize } from "./volume-size.js";
import { volumeType } from "./volume-type.js";

/** Every rule of the pack, sorted by name. */
export const rules: readonly Rule[] = [
  budgetAlert,
  budgetChange,
  customGpuPods,
  eksExtendedSupport,
  gkeAutoProvisioning,
  gkeCostAllocation,
  gkeExtendedChannel,
  gkeZoneMultiplier,
  gpuAutoscaling,
  gpuPods,
  gpuPoolSize,
  gpuSharing,
  gpuTaint,
  initialGpus,
  karpenterLimits,
  loadBalancers,
  logRetention,
  machineTypesAllowed,
  monthlyBudget,
  namespaceGpuQuota,
  natGateways,
  offHours,
  onDemandBase,
  orphanedStorage,
  paidReservations,
  parallelFileSystems,
  premiumAccelerators,
  priceCoverage,
  provisionedIops,
  publicAddresses,
  regionsAllowed,
  requiredTags,
  scaleToZero,
  singleZonePools,
  spotMachineTypes,
  spotRequired,
  stackExpiry,
  stackGpus,
  storageClassReclaim,
  storageLifecycle,
  tagPropagation,
  uncountedMachines,
  volumeSize,
  volumeType,
];
