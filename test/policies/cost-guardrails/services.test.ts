import type { PropertyMap, PropertyValue } from "@roadstead/core";
import { unknownValue } from "@roadstead/core";
import { budgetAlert } from "../../../policies/cost-guardrails/rules/budget-alert.js";
import { eksExtendedSupport } from "../../../policies/cost-guardrails/rules/eks-extended-support.js";
import { gkeCostAllocation } from "../../../policies/cost-guardrails/rules/gke-cost-allocation.js";
import { gkeExtendedChannel } from "../../../policies/cost-guardrails/rules/gke-extended-channel.js";
import { gpuPods } from "../../../policies/cost-guardrails/rules/gpu-pods.js";
import { loadBalancers } from "../../../policies/cost-guardrails/rules/load-balancers.js";
import { logRetention } from "../../../policies/cost-guardrails/rules/log-retention.js";
import { namespaceGpuQuota } from "../../../policies/cost-guardrails/rules/namespace-gpu-quota.js";
import { natGateways } from "../../../policies/cost-guardrails/rules/nat-gateways.js";
import { offHours } from "../../../policies/cost-guardrails/rules/off-hours.js";
import { orphanedStorage } from "../../../policies/cost-guardrails/rules/orphaned-storage.js";
import { paidReservations } from "../../../policies/cost-guardrails/rules/paid-reservations.js";
import { parallelFileSystems } from "../../../policies/cost-guardrails/rules/parallel-file-systems.js";
import { provisionedIops } from "../../../policies/cost-guardrails/rules/provisioned-iops.js";
import { publicAddresses } from "../../../policies/cost-guardrails/rules/public-addresses.js";
import { regionsAllowed } from "../../../policies/cost-guardrails/rules/regions-allowed.js";
import { requiredTags } from "../../../policies/cost-guardrails/rules/required-tags.js";
import { stackExpiry } from "../../../policies/cost-guardrails/rules/stack-expiry.js";
import { storageClassReclaim } from "../../../policies/cost-guardrails/rules/storage-class-reclaim.js";
import { storageLifecycle } from "../../../policies/cost-guardrails/rules/storage-lifecycle.js";
import { tagPropagation } from "../../../policies/cost-guardrails/rules/tag-propagation.js";
import { volumeSize } from "../../../policies/cost-guardrails/rules/volume-size.js";
import { volumeType } from "../../../policies/cost-guardrails/rules/volume-type.js";
import { ruleCases } from "../rule-cases.js";
import { at } from "../sample-graph.js";
import {
  eksCluster,
  gkeCluster,
  group,
  inStack,
  job,
  launchTemplate,
  notPools as others,
  of,
  scalingGroup,
} from "./cost-samples.js";

const volume = of("aws:ebs/volume:Volume");
const storageClass = of("kubernetes:storage.k8s.io/v1:StorageClass");
const nat = of("aws:ec2/natGateway:NatGateway");
const eip = of("aws:ec2/eip:Eip");
const endpoint = of("aws:ec2/vpcEndpoint:VpcEndpoint");

ruleCases(stackExpiry, {
  pass: { "a day to come": eksCluster({ tags: { "expires-at": "2027-01-31" } }) },
  fail: {
    none: eksCluster(),
    "a day that has passed": eksCluster({ tags: { "expires-at": "2026-11-01" } }),
    "no day": gkeCluster({ resourceLabels: { expires: "soon" } }),
  },
  unknown: {
    "the tag": eksCluster({ tags: { "expires-at": unknownValue } }),
    "the environment": inStack("blue", eksCluster()),
  },
  notApplicable: { ...others, production: inStack("prod", eksCluster()) },
});
const always = scalingGroup({ minSize: 1 }, { name: "always" });
ruleCases(offHours, {
  pass: {
    "a schedule": [
      always,
      of("aws:autoscaling/schedule:Schedule")(
        { autoscalingGroupName: unknownValue },
        { from: { autoscalingGroupName: ["always"] } },
      ),
    ],
  },
  fail: { none: always },
  unknown: { "the minimum": scalingGroup({ minSize: unknownValue }), "the environment": inStack("blue", always) },
  notApplicable: { ...others, "a group that can be empty": scalingGroup({ minSize: 0 }) },
});
const tags = { Owner: "a", costCenter: "b", Environment: "c" };
const provider = (more: PropertyMap = {}) => ({
  ...of("pulumi:providers:aws")(more, { name: "aws" }),
  more: { kind: "provider" as const },
});
const provided = (inputs: PropertyMap) =>
  volume(inputs, { more: { provider: "urn:pulumi:dev::shop::pulumi:providers:aws::aws::id" } });
ruleCases(requiredTags, {
  pass: { "its own": volume({ tags }), "the provider's": [provider({ defaultTags: { tags } }), provided({})] },
  fail: { none: [provider(), provided({})], "one missing": [provider(), provided({ tags: { owner: "a" } })] },
  unknown: { "the tags": [provider(), provided({ tags: unknownValue })], "a provider that cannot be seen": volume() },
  notApplicable: others,
});
ruleCases(tagPropagation, {
  pass: { both: launchTemplate({ tagSpecifications: [{ resourceType: "instance" }, { resourceType: "volume" }] }) },
  fail: {
    none: launchTemplate(),
    "a tag that stays": scalingGroup({ tags: [{ key: "a", propagateAtLaunch: false }] }),
  },
  unknown: { "the list": launchTemplate({ tagSpecifications: unknownValue }) },
  notApplicable: { ...others, "no tags": scalingGroup() },
});
const budget = (threshold: PropertyValue) => of("aws:budgets/budget:Budget")({ notifications: [{ threshold }] });
const gpus = group("g5.xlarge", 0, 1);
ruleCases(budgetAlert, {
  pass: {
    "80 %": [gpus, budget(80)],
    "a budget of Google's": [gpus, of("gcp:billing/budget:Budget")({ thresholdRules: [{ thresholdPercent: 0.8 }] })],
  },
  fail: { none: gpus, "too late": [gpus, budget(150)] },
  unknown: { "the share": [gpus, budget(unknownValue)] },
  notApplicable: others,
});
ruleCases(gkeCostAllocation, {
  pass: { on: gkeCluster(at("costManagementConfig.enabled", true)) },
  fail: { "nothing said": gkeCluster() },
  unknown: { "the setting": gkeCluster({ costManagementConfig: unknownValue }) },
  notApplicable: others,
});
ruleCases(eksExtendedSupport, {
  pass: {
    "a supported version": eksCluster({ version: "1.35" }),
    "an upgrade instead": eksCluster({ version: "1.32", upgradePolicy: { supportType: "STANDARD" } }),
  },
  fail: {
    "an old one": { resources: [eksCluster({ version: "1.32" })], says: "ended on 2026-03-23" },
    "a number": eksCluster({ version: 1.33 }),
  },
  unknown: {
    "the version": eksCluster({ version: unknownValue }),
    "what AWS decides": eksCluster(),
    "one that nobody knows": eksCluster({ version: "1.99" }),
  },
  notApplicable: others,
});
ruleCases(gkeExtendedChannel, {
  pass: { "nothing said": gkeCluster() },
  fail: { extended: gkeCluster(at("releaseChannel.channel", "EXTENDED")) },
  unknown: { "the channel": gkeCluster({ releaseChannel: unknownValue }) },
  notApplicable: others,
});
const s3Endpoint = endpoint({ serviceName: "com.amazonaws.us-east-1.s3" });
ruleCases(natGateways, {
  pass: { "one, and the endpoint": [nat(), s3Endpoint] },
  fail: { two: [nat(), nat(), s3Endpoint], "no endpoint": nat() },
  unknown: { "the endpoint": [nat(), endpoint({ serviceName: unknownValue })] },
  notApplicable: others,
});
const service = (type: PropertyValue) => of("kubernetes:core/v1:Service")({ spec: { type } });
ruleCases(loadBalancers, {
  pass: { "an inner one": service("ClusterIP") },
  fail: { "one of its own": service("LoadBalancer") },
  unknown: { "the type": service(unknownValue), "the environment": inStack("blue", service("LoadBalancer")) },
  notApplicable: { ...others, production: inStack("prod", service("LoadBalancer")) },
});
const natIp = eip({}, { name: "nat-ip" });
ruleCases(publicAddresses, {
  pass: {
    "a private subnet": of("aws:ec2/subnet:Subnet")(),
    "a gateway's": [natIp, nat({ allocationId: unknownValue }, { from: { allocationId: ["nat-ip"] } })],
  },
  fail: { "a public subnet": of("aws:ec2/subnet:Subnet")({ mapPublicIpOnLaunch: true }), "an address": eip() },
  unknown: {
    "a subnet": of("aws:ec2/subnet:Subnet")({ mapPublicIpOnLaunch: unknownValue }),
    "a machine, whose subnet decides": of("aws:ec2/instance:Instance")(),
  },
  notApplicable: others,
});
const bootDisk = (disk: PropertyValue) => of("gcp:container/nodePool:NodePool")(at("nodeConfig.bootDisk", disk));
ruleCases(volumeType, {
  pass: { gp3: volume({ type: "gp3" }), "the driver's default": storageClass() },
  fail: {
    "a boot disk of nodes": bootDisk({ diskType: "pd-extreme" }),
    gp2: volume({ type: "gp2" }),
    "EC2's default": volume(),
    io2: storageClass(at("parameters.type", "io2")),
  },
  unknown: {
    "the type": volume({ type: unknownValue }),
    "a boot disk of nodes": bootDisk(unknownValue),
    "the mappings": launchTemplate({ blockDeviceMappings: unknownValue }),
  },
  notApplicable: others,
});
ruleCases(provisionedIops, {
  pass: { none: volume(), "what is free": volume({ iops: 3000 }) },
  fail: { many: volume({ iops: 16_000 }), "many in quotes": storageClass(at("parameters.iops", "16000")) },
  unknown: { "the number": volume({ iops: unknownValue }) },
  notApplicable: others,
});
const claim = (storage: PropertyValue) =>
  of("kubernetes:core/v1:PersistentVolumeClaim")(at("spec.resources.requests", { storage }));
ruleCases(volumeSize, {
  pass: { "a small one": volume({ size: 100 }), "a claim": claim("500Gi") },
  fail: {
    "a large one": volume({ size: 5000 }),
    "a large claim": claim("5Ti"),
    "a boot disk of nodes": bootDisk({ sizeGb: 5000 }),
    "the disk of nodes": launchTemplate({ blockDeviceMappings: [{ ebs: { volumeSize: 4000 } }] }),
  },
  unknown: {
    "the size": volume({ size: unknownValue }),
    "a boot disk": bootDisk(unknownValue),
    "a claim that nobody can read": claim("a lot"),
  },
  notApplicable: others,
});
ruleCases(storageClassReclaim, {
  pass: { "nothing said": storageClass() },
  fail: { Retain: storageClass({ reclaimPolicy: "Retain" }) },
  unknown: {
    "the policy": storageClass({ reclaimPolicy: unknownValue }),
    "the environment": inStack("blue", storageClass({ reclaimPolicy: "Retain" })),
  },
  notApplicable: { ...others, production: inStack("prod", storageClass({ reclaimPolicy: "Retain" })) },
});
const disk = volume({}, { name: "disk" });
const attachment = of("aws:ec2/volumeAttachment:VolumeAttachment");
ruleCases(orphanedStorage, {
  pass: { attached: [disk, attachment({ volumeId: unknownValue }, { from: { volumeId: ["disk"] } })] },
  fail: { nothing: disk },
  unknown: { "whose attachment it is": [disk, attachment({ volumeId: unknownValue })] },
  notApplicable: others,
});
const lustre = of("aws:fsx/lustreFileSystem:LustreFileSystem");
ruleCases(parallelFileSystems, {
  pass: { "the smallest": lustre({ storageCapacity: 1200 }) },
  fail: { "a large one": lustre({ storageCapacity: 9600 }) },
  unknown: { "the capacity": lustre({ storageCapacity: unknownValue }), "one from a backup": lustre() },
  notApplicable: others,
});
const logs = of("aws:cloudwatch/logGroup:LogGroup");
ruleCases(logRetention, {
  pass: { "30 days": logs({ retentionInDays: 30 }) },
  fail: {
    "nothing said": logs(),
    "for ever": logs({ retentionInDays: 0 }),
    "ten years": logs({ retentionInDays: 3650 }),
  },
  unknown: { "the days": logs({ retentionInDays: unknownValue }) },
  notApplicable: others,
});
const bucket = of("aws:s3/bucket:Bucket")({}, { name: "models" });
const lifecycle = of("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration");
ruleCases(storageLifecycle, {
  pass: {
    "a rule": [bucket, lifecycle({ bucket: unknownValue }, { from: { bucket: ["models"] } })],
    GCS: of("gcp:storage/bucket:Bucket")({ lifecycleRules: [{}] }),
  },
  fail: { none: bucket, "a registry": of("aws:ecr/repository:Repository")() },
  unknown: {
    "the rules": of("gcp:storage/bucket:Bucket")({ lifecycleRules: unknownValue }),
    "whose rule it is": [bucket, lifecycle({ bucket: unknownValue })],
  },
  notApplicable: others,
});
const gpuJob = (count: PropertyValue, more: PropertyMap = {}, namespace: PropertyValue = "jobs") =>
  job({
    metadata: { namespace },
    spec: { ...more, template: { spec: { containers: [{ resources: { limits: { "nvidia.com/gpu": count } } }] } } },
  });
const ends = { activeDeadlineSeconds: 3600, ttlSecondsAfterFinished: 60 };
ruleCases(gpuPods, {
  pass: { "a job that ends": gpuJob(1, ends) },
  fail: { "a job that need not": gpuJob(1), "many GPUs": gpuJob("16", ends) },
  unknown: { "the GPUs": gpuJob(unknownValue, ends), "the pod": job({ spec: { template: unknownValue } }) },
  notApplicable: { ...others, "no GPUs": gpuJob(0) },
});
const quota = (key: string, namespace: PropertyValue = "jobs") =>
  of("kubernetes:core/v1:ResourceQuota")({ metadata: { namespace }, spec: { hard: { [key]: 4 } } });
ruleCases(namespaceGpuQuota, {
  pass: { "a quota": [gpuJob(1), quota("requests.nvidia.com/gpu")] },
  fail: {
    none: gpuJob(1),
    "a name that Kubernetes does not know": [gpuJob(1), quota("limits.nvidia.com/gpu")],
    "a quota elsewhere": [gpuJob(1), quota("requests.nvidia.com/gpu", "web")],
  },
  unknown: {
    "what the quota holds": [
      gpuJob(1),
      of("kubernetes:core/v1:ResourceQuota")({ metadata: { namespace: "jobs" }, spec: unknownValue }),
    ],
    "the namespace": gpuJob(1, {}, unknownValue),
    "the quota's namespace": [gpuJob(1), quota("requests.nvidia.com/gpu", unknownValue)],
    "the GPUs": gpuJob(unknownValue),
  },
  notApplicable: { ...others, "no GPUs": gpuJob(0) },
});
const reservation = of("aws:ec2/capacityReservation:CapacityReservation");
const reserved = (inputs: PropertyMap) => reservation(inputs, { name: "block" });
const usedBy = launchTemplate(
  { capacityReservationSpecification: unknownValue },
  { from: { capacityReservationSpecification: ["block"] } },
);
ruleCases(paidReservations, {
  pass: { "an end and a pool": [reserved({ endDate: "2026-12-31T00:00:00Z" }), usedBy] },
  fail: { "no end": [reserved({}), usedBy], "no pool": reserved({ endDate: "2026-12-31T00:00:00Z" }) },
  unknown: { "the end": [reserved({ endDate: unknownValue }), usedBy] },
  notApplicable: others,
});
ruleCases(regionsAllowed, {
  pass: { "a pattern": { resources: [provider({ region: "us-east-1" })], config: { allowed: ["us-*"] } } },
  fail: { another: { resources: [provider({ region: "ap-northeast-1" })], config: { allowed: ["us-*"] } } },
  unknown: {
    "the region": { resources: [provider({ region: unknownValue })], config: { allowed: ["us-*"] } },
    none: provider(),
  },
  notApplicable: others,
});
