import { unknownValue } from "@roadstead/core";
import type { SampleResource } from "../sample-graph.js";
import { urnOf } from "../sample-graph.js";
import type { BypassAttempt } from "./attempt.js";
import { of, cluster, pod, gpuLimits } from "./attempt.js";

export const opaque: readonly BypassAttempt[] = [
  ...[
    ["a Helm release, which has values only", of("kubernetes:helm.sh/v3:Release")({ chart: "gpu-jobs" })],
    ["a dynamic resource", of("pulumi-nodejs:dynamic:Resource")({ __provider: "() => {}" })],
    ["a command", of("command:local:Command")({ create: "aws ec2 run-instances --instance-type p5.48xlarge" })],
    ["a stack of CloudFormation", of("aws:cloudformation/stack:Stack")({ templateBody: "{}" })],
  ].map(([name, resource]) => ({
    name: name as string,
    rule: "opaque-resources",
    caught: "unknown" as const,
    resources: [resource as SampleResource],
  })),
  {
    name: "a job of a YAML file or of Kustomize, beneath their component",
    rule: "gpu-pods",
    caught: "blocked",
    resources: [
      of("kubernetes:kustomize:Directory")({}, { name: "jobs", more: { kind: "component" } }),
      of("kubernetes:batch/v1:Job")(
        { metadata: { namespace: "jobs" }, spec: { template: { spec: { containers: [gpuLimits(16)] } } } },
        { more: { parent: urnOf("kubernetes:kustomize:Directory", "jobs") } },
      ),
    ],
  },
  {
    name: "GPUs that an operator's resource asks for",
    rule: "custom-gpu-pods",
    caught: "blocked",
    resources: [
      of("kubernetes:kubeflow.org/v1:PyTorchJob")({
        spec: { pytorchReplicaSpecs: { Worker: { replicas: 32, template: { spec: { containers: [gpuLimits(8)] } } } } },
      }),
    ],
  },
  {
    name: "GPUs of a stateful set whose container asks, and whose limit does not",
    rule: "gpu-pods",
    caught: "blocked",
    resources: [
      of("kubernetes:apps/v1:StatefulSet")({
        spec: { template: { spec: { containers: [{ resources: { requests: { "nvidia.com/gpu": "16" } } }] } } },
      }),
    ],
  },
];

export const security: readonly BypassAttempt[] = [
  {
    name: "a container that runs before the others",
    rule: "privileged-containers",
    caught: "blocked",
    resources: [pod({ containers: [{ image: "a:1" }], initContainers: [{ securityContext: { privileged: true } }] })],
  },
  {
    name: "a capability in another spelling",
    rule: "container-capabilities",
    caught: "blocked",
    resources: [pod({ containers: [{ securityContext: { capabilities: { add: ["cap_sys_admin"] } } }] })],
  },
  {
    name: "a namespace that is exempt, once it is known",
    rule: "privileged-containers",
    caught: "unknown",
    resources: [
      pod({ containers: [{ securityContext: { privileged: true } }] }, { metadata: { namespace: unknownValue } }),
    ],
  },
  {
    name: "the internet in two halves",
    rule: "security-group-open",
    caught: "blocked",
    resources: [
      of("aws:ec2/securityGroup:SecurityGroup")({
        ingress: [{ fromPort: 22, toPort: 22, protocol: "tcp", cidrBlocks: ["0.0.0.0/1", "128.0.0.0/1"] }],
      }),
    ],
  },
  {
    name: "the endpoint of a cluster in two halves",
    rule: "eks-open-endpoint",
    caught: "blocked",
    resources: [cluster({ vpcConfig: { publicAccessCidrs: ["0.0.0.0/1", "128.0.0.0/1"] } })],
  },
  {
    name: "every action but one",
    rule: "iam-wildcards",
    caught: "blocked",
    resources: [
      of("aws:iam/policy:Policy")({
        policy: '{"Statement":[{"Effect":"Allow","NotAction":"iam:Foo","Resource":"*"}]}',
      }),
    ],
  },
];
