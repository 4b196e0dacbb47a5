import type { PropertyValue } from "@roadstead/core";
import { SecretValue, unknownValue } from "@roadstead/core";
import { customGpuPods } from "../../../policies/cost-guardrails/rules/custom-gpu-pods.js";
import { uncountedMachines } from "../../../policies/cost-guardrails/rules/uncounted-machines.js";
import { ruleCases } from "../rule-cases.js";
import { notPools, of } from "./cost-samples.js";

const fleet = of("aws:ec2/fleet:Fleet");
const batch = (types: PropertyValue) =>
  of("aws:batch/computeEnvironment:ComputeEnvironment")({
    computeResources: { instanceTypes: types, subnets: unknownValue },
  });
const notebook = of("aws:sagemaker/notebookInstance:NotebookInstance");
const template = of("gcp:compute/instanceTemplate:InstanceTemplate");

ruleCases(uncountedMachines, {
  pass: {
    "a fleet of machines without GPUs": fleet({
      launchTemplateConfigs: [{ overrides: [{ instanceType: "m5.large" }] }],
    }),
    "a template whose network is not known yet": template({
      machineType: "e2-medium",
      networkInterfaces: unknownValue,
    }),
    "one that was looked at": {
      resources: [{ ...notebook({ instanceType: "ml.p3.2xlarge" }), name: "lab" }],
      config: { allowed: ["l*"] },
    },
  },
  fail: {
    "a batch environment": batch(["p5.48xlarge"]),
    "a notebook": { resources: [notebook({ instanceType: "ml.g5.xlarge" })], says: "no limit counts its GPUs" },
    "a secret": batch(new SecretValue(["c5.large", "g5.xlarge"])),
    "GPUs beside the machine": template({
      machineType: "n1-standard-8",
      guestAccelerators: [{ type: "nvidia-tesla-t4", count: 1 }],
    }),
    "Cloud Run": of("gcp:cloudrunv2/service:Service")({ template: { nodeSelector: { accelerator: "nvidia-l4" } } }),
  },
  unknown: {
    "the types": batch(unknownValue),
    "a part": of("aws:batch/computeEnvironment:ComputeEnvironment")({ computeResources: unknownValue }),
    "a family of types": batch(["optimal"]),
    "a template": fleet({ launchTemplateConfigs: [{ launchTemplateSpecification: { launchTemplateId: "lt-1" } }] }),
    "a cloud whose types nobody here knows": of("azure-native:containerservice:AgentPool")({
      vmSize: "Standard_NC24ads_A100_v4",
    }),
  },
  notApplicable: {
    ...notPools,
    "no machines": of("gcp:cloudrunv2/service:Service")({ template: { containers: [{ image: "a:1" }] } }),
  },
});

const limits = (gpus: PropertyValue) => ({ resources: { limits: { "nvidia.com/gpu": gpus } } });
const pyTorchJob = (replicas: PropertyValue, gpus: PropertyValue) =>
  of("kubernetes:kubeflow.org/v1:PyTorchJob")({
    spec: {
      pytorchReplicaSpecs: {
        Worker: { replicas, template: { spec: { containers: [limits(gpus), { name: "log" }] } } },
      },
    },
  });

ruleCases(customGpuPods, {
  pass: { "a few": pyTorchJob(4, 2), "a slice": pyTorchJob(1, "1") },
  fail: {
    "many replicas": { resources: [pyTorchJob(16, 8)], says: "it asks for 128 GPUs" },
    "a number in quotes": pyTorchJob(1, "16"),
    "a service that may grow": of("kubernetes:serving.kserve.io/v1beta1:InferenceService")({
      spec: { predictor: { maxReplicas: 10, model: limits(1) } },
    }),
  },
  unknown: {
    "the GPUs": pyTorchJob(1, unknownValue),
    "a part": of("kubernetes:ray.io/v1:RayCluster")({ spec: { workerGroupSpecs: unknownValue } }),
    "a request for machines": of("kubernetes:autoscaling.x-k8s.io/v1:ProvisioningRequest")({
      spec: { podSets: [{ count: 100, podTemplateRef: { name: "worker" } }] },
    }),
  },
  notApplicable: {
    ...notPools,
    "no GPUs": of("kubernetes:cert-manager.io/v1:Certificate")({ spec: { dnsNames: ["a"] } }),
    "a pool of Karpenter, which has a rule of its own": of("kubernetes:karpenter.sh/v1:NodePool")({
      spec: { limits: { "nvidia.com/gpu": 99 } },
    }),
  },
});
