import type { GraphResource, PropertyMap, ResourceGraph } from "@roadstead/core";
import { SecretValue, unknownValue } from "@roadstead/core";
import { aCluster, beneath, cloudSummary, onpremSummary } from "./cluster-fixture.js";
import { aGraph, aKubernetesResource, aResource, urnOf } from "./graph-fixture.js";

const cloud = aCluster(cloudSummary);
const onprem = aCluster(onpremSummary);
const vpc = beneath(cloud, { type: "aws:ec2/vpc:Vpc", name: "cloud-vpc", inputs: { cidrBlock: "10.0.0.0/16" } });
const role = beneath(cloud, { type: "aws:iam/role:Role", name: "cloud-node" });
const control = beneath(cloud, {
  type: "aws:eks/cluster:Cluster",
  name: "cloud",
  protect: true,
  dependencies: [role.urn, vpc.urn],
});
const groups = ["system", "serving-spot", "serving-on-demand"].map((name) =>
  beneath(cloud, {
    type: "aws:eks/nodeGroup:NodeGroup",
    name: `cloud-${name}`,
    ignoreChanges: ["scalingConfig.desiredSize"],
    dependencies: [control.urn, role.urn, vpc.urn],
  }),
);
const provider = beneath(cloud, {
  type: "pulumi:providers:kubernetes",
  name: "cloud-kubernetes",
  kind: "provider",
  inputs: { kubeconfig: unknownValue },
  dependencies: [control.urn],
});
const onpremProvider = beneath(onprem, {
  type: "pulumi:providers:kubernetes",
  name: "onprem-kubernetes",
  kind: "provider",
  inputs: { kubeconfig: new SecretValue("apiVersion: v1") },
});

const namespaced = (
  cluster: GraphResource,
  by: GraphResource,
  group: string,
  kind: string,
  name: string,
  inputs: PropertyMap,
): GraphResource =>
  aKubernetesResource(group, kind, name, inputs, {
    urn: urnOf(`kubernetes:${group}:${kind}`, name, cluster.type),
    parent: cluster.urn,
    provider: by.urn,
    dependencies: [by.urn],
  });

const plugin = (cluster: GraphResource, by: GraphResource): GraphResource[] => [
  namespaced(cluster, by, "core/v1", "Namespace", `${cluster.name}-gpu`, {
    metadata: { name: "roadstead-gpu", labels: { "pod-security.kubernetes.io/enforce": "privileged" } },
  }),
  namespaced(cluster, by, "apps/v1", "DaemonSet", `${cluster.name}-device-plugin`, {
    metadata: { name: "device-plugin", namespace: "roadstead-gpu" },
    spec: { template: { spec: { containers: [{ name: "plugin", image: "example.com/plugin:1" }] } } },
  }),
];

/** Two clusters, their GPU software, a bucket, outputs: what a reader of a plan sees. */
export const hybridGraph: ResourceGraph = aGraph(
  [
    cloud,
    vpc,
    role,
    control,
    ...groups,
    provider,
    ...plugin(cloud, provider),
    onprem,
    onpremProvider,
    ...plugin(onprem, onpremProvider),
    namespaced(onprem, onpremProvider, "core/v1", "Secret", "onprem-registry", {
      metadata: { namespace: "roadstead-gpu" },
      stringData: new SecretValue({ password: "hunter2" }),
    }),
    aResource({ type: "aws:s3/bucketV2:BucketV2", name: "models", protect: true }),
  ],
  {
    stackOutputs: {
      bucket: unknownValue,
      endpoint: "https://models.example.com",
      password: new SecretValue("hunter2"),
      regions: ["us-east-1"],
    },
  },
);
