import { describe, expect, it } from "vitest";
import { cpuSpec, declared, newCluster, wholeCluster } from "./planned-cluster.js";

const cluster = await wholeCluster();

/** Later child, earlier child: what is made first, and deleted last. */
const edges: readonly (readonly [string, string, string, string])[] = [
  // EKS would make the log group itself, and keep everything for ever.
  ["Cluster", "cloud-cluster", "LogGroup", "cloud-cluster-logs"],
  ["Cluster", "cloud-cluster", "RolePolicyAttachment", "cloud-cluster-AmazonEKSClusterPolicy"],
  ["Cluster", "cloud-cluster", "Key", "cloud-secrets"],
  // vpc-cni gets its role from the agent, and gives nodes their addresses.
  ["Addon", "cloud-vpc-cni", "Addon", "cloud-eks-pod-identity-agent"],
  ["Addon", "cloud-vpc-cni", "RolePolicyAttachment", "cloud-vpc-cni-AmazonEKS_CNI_Policy"],
  ...["system-on-demand", "serving-spot", "lab-on-demand"].flatMap(
    (group): (readonly [string, string, string, string])[] => [
      ["NodeGroup", `cloud-${group}`, "Addon", "cloud-vpc-cni"],
      ["NodeGroup", `cloud-${group}`, "Addon", "cloud-kube-proxy"],
      ["NodeGroup", `cloud-${group}`, "Addon", "cloud-eks-pod-identity-agent"],
      // Nodes cannot leave in order once their role has no rights.
      ["NodeGroup", `cloud-${group}`, "RolePolicyAttachment", "cloud-node-AmazonEKSWorkerNodePolicy"],
      ["NodeGroup", `cloud-${group}`, "RolePolicyAttachment", "cloud-node-AmazonEC2ContainerRegistryPullOnly"],
      // Without a way out a node pulls nothing and the group fails.
      ["NodeGroup", `cloud-${group}`, "Route", "cloud-private-us-east-1a"],
      ["NodeGroup", `cloud-${group}`, "VpcEndpoint", "cloud-s3"],
    ],
  ),
  ...["coredns", "aws-ebs-csi-driver", "metrics-server", "eks-node-monitoring-agent"].map(
    (addOn) => ["Addon", `cloud-${addOn}`, "NodeGroup", "cloud-system-on-demand"] as const,
  ),
  // The deployer is let in before the first object and shut out after the last.
  ...[
    ["StorageClass", "cloud-storage-class"],
    ["Namespace", "cloud-cluster-autoscaler"],
    ["Namespace", "cloud-gpu-system"],
    ["DaemonSet", "cloud-device-plugin-serving"],
    ["PriorityClass", "cloud-priority-serving"],
  ].flatMap(([type = "", name = ""]): (readonly [string, string, string, string])[] => [
    [type, name, "AccessEntry", "cloud-deployer"],
    [type, name, "AccessPolicyAssociation", "cloud-deployer"],
  ]),
  ["pulumi:providers:kubernetes", "cloud-kubernetes", "AccessPolicyAssociation", "cloud-deployer"],
  ["Deployment", "cloud-cluster-autoscaler", "PodIdentityAssociation", "cloud-autoscaler"],
  ["Deployment", "cloud-cluster-autoscaler", "RolePolicy", "cloud-autoscaler"],
  ["Deployment", "cloud-cluster-autoscaler", "ConfigMap", "cloud-cluster-autoscaler-priority-expander"],
  ["Deployment", "cloud-cluster-autoscaler", "ClusterRoleBinding", "cloud-cluster-autoscaler"],
  ["Deployment", "cloud-cluster-autoscaler", "Addon", "cloud-coredns"],
  ["Tag", "cloud-serving-spot-enabled", "NodeGroup", "cloud-serving-spot"],
];

describe("the order on EKS", () => {
  it.each(edges)("%s %s comes after %s %s", (laterType, laterName, earlierType, earlierName) => {
    const [later, earlier] = [cluster.one(laterType, laterName), cluster.one(earlierType, earlierName)];
    expect(cluster.waitsFor(later, earlier)).toBe(true);
  });

  it("makes no Kubernetes object before the deployer has access", () => {
    const access = cluster.one("AccessPolicyAssociation", "cloud-deployer");
    const objects = cluster.all.filter(({ type }) => type.startsWith("kubernetes:"));
    expect(objects.length).toBeGreaterThan(20);
    expect(objects.filter((object) => !cluster.waitsFor(object, access)).map(({ name }) => name)).toEqual([]);
  });

  it("does not have GPU pools wait for the system pool", () => {
    const [gpu, system] = ["cloud-lab-on-demand", "cloud-system-on-demand"].map((name) =>
      cluster.one("NodeGroup", name),
    );
    expect(gpu && system && cluster.waitsFor(gpu, system)).toBe(false);
  });

  it("protects cluster and key, and no pool", () => {
    const kept = cluster.all.filter((resource) => resource.protect).map(({ name }) => name);
    expect(kept.sort()).toEqual(["cloud-cluster", "cloud-deletion-guard", "cloud-secrets"]);
  });

  it("has the guard wait for every child", () => {
    const guard = cluster.one("RandomId");
    const children = cluster.all.filter(({ parent }) => parent === guard.parent && parent !== undefined);
    const missed = children.filter((child) => child !== guard && !cluster.waitsFor(guard, child));
    expect(missed.map(({ name }) => name)).toEqual([]);
  });

  it("protects nothing where deletion is not to be protected", async () => {
    const open = await declared(newCluster, { ...cpuSpec, deletionProtection: false });
    expect(open.all.filter((resource) => resource.protect)).toEqual([]);
    expect(open.inputs("Cluster")["deletionProtection"]).toBe(false);
  });
});

describe("the children on EKS", () => {
  it("are these, by names that are public API", async () => {
    const lines = cluster.all.map(({ urn }) => urn.split("::").slice(2).join("::")).sort();
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("../../golden/eks/urns.txt");
  });

  it("are all in the factory's region", () => {
    // IAM has no regions.
    const aws = cluster.all.filter(({ type }) => type.startsWith("aws:") && !type.startsWith("aws:iam/"));
    expect(aws.filter(({ inputs }) => inputs["region"] !== "us-east-1").map(({ name }) => name)).toEqual([]);
  });

  it("have the tags of the spec where they take tags", () => {
    const tagged = cluster.all.filter(({ inputs, type }) => type.startsWith("aws:") && "tags" in inputs);
    expect(tagged.length).toBeGreaterThan(20);
    for (const { inputs } of tagged) {
      expect(inputs["tags"]).toMatchObject({
        owner: "ml-platform",
        costCenter: "4711",
        environment: "dev",
        "roadstead.dev/cluster": "cloud",
      });
    }
  });
});
