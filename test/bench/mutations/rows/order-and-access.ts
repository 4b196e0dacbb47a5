import type { Mutation } from "../mutation.js";

const testFile = "test/engine/order-and-access.test.ts";

export const orderAndAccess: readonly Mutation[] = [
  {
    group: "order and access",
    name: "objects on EKS that do not wait for access",
    file: "packages/eks/src/kubeconfig.ts",
    find: "{ dependsOn: [...access] },",
    replace: "{ dependsOn: access.slice(0, 0) },",
    testFile,
  },
  {
    group: "order and access",
    name: "a deployer without full rights",
    file: "packages/eks/src/access.ts",
    find: '"AmazonEKSClusterAdminPolicy"',
    replace: '"AmazonEKSViewPolicy"',
    testFile,
  },
  {
    group: "order and access",
    name: "credentials of whoever happens to be there",
    file: "packages/eks/src/kubeconfig.ts",
    find: '...(roleArn === undefined ? [] : ["--role-arn", roleArn]),',
    replace: "...[],",
    testFile,
  },
  {
    group: "order and access",
    name: "objects on GKE that do not wait for the grant",
    file: "packages/gke/src/kubernetes-provider.ts",
    find: "{ parent: scope.parent, dependsOn },",
    replace: "{ parent: scope.parent, dependsOn: dependsOn.slice(0, 0) },",
    testFile,
  },
  {
    group: "order and access",
    name: "node groups that outlive their role's policies",
    file: "packages/eks/src/node-group.ts",
    find: "dependsOn: [...parts.after, ...role.attachments],",
    replace: "dependsOn: [...parts.after],",
    testFile,
  },
];
