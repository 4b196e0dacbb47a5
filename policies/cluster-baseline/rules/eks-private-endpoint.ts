import { expectFlag, resourceRule } from "@roadstead/policy";

export const eksPrivateEndpoint = resourceRule({
  name: "eks-private-endpoint",
  title: "Nodes reach the API of an EKS cluster inside their network",
  severity: "medium",
  level: "advisory",
  config: {},
  types: ["aws:eks/cluster:Cluster"],
  reads: ["aws:eks/cluster:Cluster: vpcConfig.endpointPrivateAccess"],
  why: "Without it the nodes' own traffic leaves the network, and costs NAT.",
  fix: "Set vpcConfig.endpointPrivateAccess to true.",
  check: (view) =>
    expectFlag(view.flag("vpcConfig", "endpointPrivateAccess"), true, {
      otherwise: "nodes reach the API over the internet",
      absent: "fail",
    }),
});
