import { expectValue, resourceRule } from "@roadstead/policy";

export const gkeNodeIdentity = resourceRule({
  name: "gke-node-identity",
  title: "Nodes of GKE do not act as the project's default service account",
  severity: "high",
  level: "advisory",
  config: {},
  types: ["gcp:container/nodePool:NodePool"],
  reads: ["gcp:container/nodePool:NodePool: nodeConfig.serviceAccount"],
  why: "The default account can edit the whole project in most organisations.",
  fix: "Make a service account with the roles that nodes need, and name it in nodeConfig.serviceAccount.",
  check: (view) =>
    expectValue(
      view.text("nodeConfig", "serviceAccount"),
      (account) => account !== "default" && !account.endsWith("-compute@developer.gserviceaccount.com"),
      { otherwise: "nodes act as the default service account", absent: "fail" },
    ),
});
