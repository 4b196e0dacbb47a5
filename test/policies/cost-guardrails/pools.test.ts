import { unknownValue } from "@roadstead/core";
import { gkeAutoProvisioning } from "../../../policies/cost-guardrails/rules/gke-auto-provisioning.js";
import { gkeZoneMultiplier } from "../../../policies/cost-guardrails/rules/gke-zone-multiplier.js";
import { gpuAutoscaling } from "../../../policies/cost-guardrails/rules/gpu-autoscaling.js";
import { gpuPoolSize } from "../../../policies/cost-guardrails/rules/gpu-pool-size.js";
import { gpuSharing } from "../../../policies/cost-guardrails/rules/gpu-sharing.js";
import { gpuTaint } from "../../../policies/cost-guardrails/rules/gpu-taint.js";
import { initialGpus } from "../../../policies/cost-guardrails/rules/initial-gpus.js";
import { karpenterLimits } from "../../../policies/cost-guardrails/rules/karpenter-limits.js";
import { machineTypesAllowed } from "../../../policies/cost-guardrails/rules/machine-types-allowed.js";
import { onDemandBase } from "../../../policies/cost-guardrails/rules/on-demand-base.js";
import { premiumAccelerators } from "../../../policies/cost-guardrails/rules/premium-accelerators.js";
import { scaleToZero } from "../../../policies/cost-guardrails/rules/scale-to-zero.js";
import { singleZonePools } from "../../../policies/cost-guardrails/rules/single-zone-pools.js";
import { spotMachineTypes } from "../../../policies/cost-guardrails/rules/spot-machine-types.js";
import { spotRequired } from "../../../policies/cost-guardrails/rules/spot-required.js";
import { stackGpus } from "../../../policies/cost-guardrails/rules/stack-gpus.js";
import { ruleCases } from "../rule-cases.js";
import { at } from "../sample-graph.js";
import {
  cpuPools,
  eksGroup,
  gkeCluster,
  gkePool,
  group,
  inStack,
  l4Pool,
  launchTemplate,
  notPools,
  of,
  scalingGroup,
} from "./cost-samples.js";

const template = launchTemplate({ instanceType: "p5.48xlarge" }, { name: "big" });
const byTemplate = eksGroup(
  { launchTemplate: { id: unknownValue }, scalingConfig: { minSize: 0, maxSize: 9 } },
  { from: { launchTemplate: ["big"] } },
);
const mixed = (overrides: readonly string[], distribution = {}) =>
  scalingGroup({
    minSize: 0,
    maxSize: 4,
    mixedInstancesPolicy: {
      instancesDistribution: distribution,
      launchTemplate: {
        launchTemplateSpecification: { launchTemplateId: unknownValue },
        overrides: overrides.map((instanceType) => ({ instanceType })),
      },
    },
  });
const regional = l4Pool({
  location: "us-central1",
  nodeLocations: ["us-central1-a", "us-central1-b", "us-central1-c"],
});

ruleCases(gpuPoolSize, {
  pass: { "as many as it may": group("g5.12xlarge", 0, 4), "L4 machines": l4Pool() },
  fail: {
    "more than it may": { resources: [group("g5.12xlarge", 0, 5)], says: "20, not 16" },
    "a type in capitals": group("P5.48XLARGE", 0, 3),
    "a maximum in quotes": group("p5.48xlarge", 0, "3"),
    "limits in three zones": {
      resources: [l4Pool({ nodeLocations: ["a", "b", "c"], autoscaling: { maxNodeCount: 6 } })],
      says: "18, not 16",
    },
    "the type in the launch template": [template, byTemplate],
    "the dearest of a mixed group": mixed(["g5.xlarge", "p5.48xlarge"]),
    "classic machines of eight GPUs": {
      resources: [of("aws:ec2/instance:Instance")({ instanceType: "p5.48xlarge" })],
      config: { maxGpus: 4 },
    },
  },
  unknown: {
    "the maximum": group("g5.xlarge", 0, unknownValue),
    "the type": group(unknownValue, 0, 4),
    "a family that the catalog does not have": group("p9.48xlarge", 0, 4),
    "a template elsewhere": eksGroup({ launchTemplate: { id: "lt-1" }, scalingConfig: { maxSize: 4 } }),
    "zones of a cluster that is not there": gkePool({
      location: "us-central1",
      autoscaling: { maxNodeCount: 1 },
      nodeConfig: { machineType: "g2-standard-8" },
    }),
    "a maximum that is no number": group("g5.xlarge", 0, "many"),
  },
  notApplicable: cpuPools,
});
ruleCases(stackGpus, {
  pass: { few: [group("g5.12xlarge", 0, 4), l4Pool()] },
  fail: { "many small pools": Array.from({ length: 17 }, () => group("g5.12xlarge", 0, 1)) },
  unknown: { "one maximum": [group("g5.12xlarge", 0, 4), group("g5.xlarge", 0, unknownValue)] },
  notApplicable: notPools,
});
ruleCases(machineTypesAllowed, {
  pass: { "a pattern": { resources: [group("g6.xlarge", 0, 1)], config: { allowed: ["g6.*"] } } },
  fail: { "another family": { resources: [group("p5.48xlarge", 0, 1)], config: { allowed: ["g6.*"] } } },
  unknown: { "the type": { resources: [group(unknownValue, 0, 1)], config: { allowed: ["g6.*"] } } },
  notApplicable: notPools,
});
ruleCases(premiumAccelerators, {
  pass: { "an A10G": group("g5.xlarge", 0, 1) },
  fail: {
    "an H100": group("p5.48xlarge", 0, 1),
    "an H100 of GKE": gkePool(
      at("nodeConfig", { machineType: "a3-highgpu-8g", guestAccelerators: [{ type: "nvidia-h100-80gb", count: 8 }] }),
    ),
    "an H100 in a template": [template, byTemplate],
  },
  unknown: { "the type": group(unknownValue, 0, 1) },
  notApplicable: cpuPools,
});
ruleCases(spotRequired, {
  pass: { spot: group("g5.xlarge", 0, 1, { capacityType: "SPOT" }), "spot of GKE": l4Pool({}, { spot: true }) },
  fail: {
    "nothing said": group("g5.xlarge", 0, 1),
    "a mixed group that falls back to on demand": mixed(["g5.xlarge"], { onDemandPercentageAboveBaseCapacity: 100 }),
    GKE: l4Pool(),
  },
  unknown: {
    "the kind": group("g5.xlarge", 0, 1, { capacityType: unknownValue }),
    "the environment": inStack("blue", group("g5.xlarge", 0, 1)),
    "whether it has GPUs": group(unknownValue, 0, 1),
  },
  notApplicable: { ...cpuPools, production: inStack("prod", group("g5.xlarge", 0, 1)) },
});
ruleCases(onDemandBase, {
  pass: { "a quarter": mixed([], { onDemandPercentageAboveBaseCapacity: 25 }) },
  fail: {
    "EC2's own default": mixed([]),
    "a large base": mixed([], { onDemandBaseCapacity: 5, onDemandPercentageAboveBaseCapacity: 0 }),
  },
  unknown: {
    "the share": mixed([], { onDemandPercentageAboveBaseCapacity: unknownValue }),
    "the policy": scalingGroup({ mixedInstancesPolicy: unknownValue }),
  },
  notApplicable: { ...notPools, "a group of one kind": scalingGroup() },
});
ruleCases(spotMachineTypes, {
  pass: {
    three: eksGroup({ capacityType: "SPOT", instanceTypes: ["g5.xlarge", "g6.xlarge", "g4dn.xlarge"] }),
  },
  fail: { one: group("g5.xlarge", 0, 1, { capacityType: "SPOT" }) },
  unknown: { "the kind": group("g5.xlarge", 0, 1, { capacityType: unknownValue }) },
  notApplicable: { ...cpuPools, "on demand": group("g5.xlarge", 0, 1) },
});
ruleCases(scaleToZero, {
  pass: { zero: group("g5.xlarge", 0, 4), "zero of GKE": l4Pool() },
  fail: {
    one: group("g5.xlarge", 1, 4),
    "a fixed size": gkePool({ location: "us-central1-a", nodeCount: 1, nodeConfig: { machineType: "g2-standard-8" } }),
    "a machine": of("aws:ec2/instance:Instance")({ instanceType: "g5.xlarge" }),
  },
  unknown: {
    "the minimum": group("g5.xlarge", unknownValue, 4),
    "the environment": inStack("blue", group("g5.xlarge", 1, 4)),
  },
  notApplicable: { ...cpuPools, production: inStack("prod", group("g5.xlarge", 1, 4)) },
});
ruleCases(initialGpus, {
  pass: { eight: group("p5.48xlarge", 1, 4) },
  fail: { sixteen: group("p5.48xlarge", 2, 4) },
  unknown: { "the number": group("p5.48xlarge", unknownValue, 4) },
  notApplicable: { ...notPools },
});
ruleCases(gpuAutoscaling, {
  pass: { "from one to four": group("g5.xlarge", 1, 4), GKE: l4Pool() },
  fail: {
    "a fixed size": group("g5.xlarge", 2, 2),
    "a fixed size of GKE": gkePool({ nodeCount: 2, nodeConfig: { machineType: "g2-standard-8" } }),
  },
  unknown: { "the maximum": group("g5.xlarge", 1, unknownValue) },
  notApplicable: cpuPools,
});
ruleCases(gpuTaint, {
  pass: {
    "the taint": group("g5.xlarge", 0, 4, {
      taints: [{ key: "nvidia.com/gpu", value: "present", effect: "NO_SCHEDULE" }],
    }),
    "GKE, which taints by itself": l4Pool(),
  },
  fail: { none: group("g5.xlarge", 0, 4), another: group("g5.xlarge", 0, 4, { taints: [{ key: "team" }] }) },
  unknown: {
    "the taints": group("g5.xlarge", 0, 4, { taints: unknownValue }),
    "a key": group("g5.xlarge", 0, 4, { taints: [{ key: unknownValue }] }),
  },
  notApplicable: cpuPools,
});
const karpenter = of("kubernetes:karpenter.sh/v1:NodePool");
const limited = (gpus: unknown, after: unknown = "5m") =>
  karpenter({
    spec: { limits: { "nvidia.com/gpu": gpus as string }, disruption: { consolidateAfter: after as string } },
  });
ruleCases(karpenterLimits, {
  pass: { limits: limited("8"), "a number": limited(8) },
  fail: { "no limits": karpenter(), "high limits": limited("100"), "nodes that stay": limited("8", "Never") },
  unknown: {
    "the limits": karpenter({ spec: { limits: unknownValue } }),
    "the spec": karpenter({ spec: unknownValue }),
  },
  notApplicable: notPools,
});
ruleCases(singleZonePools, {
  pass: { "one subnet": group("p5.48xlarge", 0, 1, { subnetIds: [unknownValue] }) },
  fail: { two: group("p5.48xlarge", 0, 1, { subnetIds: [unknownValue, unknownValue] }) },
  unknown: { "the subnets": group("p5.48xlarge", 0, 1, { subnetIds: unknownValue }) },
  notApplicable: { ...cpuPools, "small machines": group("g5.xlarge", 0, 1, { subnetIds: ["a", "b"] }) },
});
ruleCases(gkeZoneMultiplier, {
  pass: {
    "limits in total": l4Pool({ location: "us-central1", autoscaling: { totalMaxNodeCount: 4 } }),
    "one zone": l4Pool(),
  },
  fail: { "limits in each of three zones": regional },
  unknown: { "the zones": l4Pool({ nodeLocations: unknownValue }) },
  notApplicable: { ...notPools, "no GPUs": gkePool({ nodeConfig: { machineType: "e2-standard-4" } }) },
});
ruleCases(gpuSharing, {
  pass: {
    shared: l4Pool(
      {},
      { guestAccelerators: [{ type: "nvidia-l4", count: 1, gpuSharingConfig: { maxSharedClientsPerGpu: 4 } }] },
    ),
  },
  fail: { "not shared": l4Pool() },
  unknown: {
    "the GPUs": l4Pool({}, { guestAccelerators: unknownValue }),
    "the environment": inStack("blue", l4Pool()),
  },
  notApplicable: { ...notPools, production: inStack("prod", l4Pool()) },
});
const provisioning = (limits: unknown) =>
  gkeCluster({ clusterAutoscaling: { enabled: true, resourceLimits: limits as string } });
ruleCases(gkeAutoProvisioning, {
  pass: { "a few": provisioning([{ resourceType: "nvidia-l4", maximum: 4 }]) },
  fail: {
    many: provisioning([
      { resourceType: "cpu", maximum: 100 },
      { resourceType: "nvidia-l4", maximum: 400 },
    ]),
  },
  unknown: {
    "the limits": provisioning(unknownValue),
    "the settings": gkeCluster({ clusterAutoscaling: unknownValue }),
  },
  notApplicable: { ...notPools, off: gkeCluster() },
});
