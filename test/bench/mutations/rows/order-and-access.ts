import type { Mutation } from "../mutation.js";

const eks = "test/engine/order-and-access/eks.test.ts";
const gke = "test/engine/order-and-access/gke.test.ts";
const twoAccounts = "test/engine/order-and-access/two-accounts.test.ts";

export const orderAndAccess: readonly Mutation[] = [
  {
    group: "order and access",
    name: "objects on EKS that do not wait for access",
    file: "packages/eks/src/kubeconfig.ts",
    find: "{ dependsOn: [...access] },",
    replace: "{ dependsOn: access.slice(0, 0) },",
    testFile: twoAccounts,
  },
  {
    group: "order and access",
    name: "a deployer without full rights",
    file: "packages/eks/src/access.ts",
    find: '"AmazonEKSClusterAdminPolicy"',
    replace: '"AmazonEKSViewPolicy"',
    testFile: twoAccounts,
  },
  {
    group: "order and access",
    name: "credentials of whoever happens to be there",
    file: "packages/eks/src/kubeconfig.ts",
    find: '...(roleArn === undefined ? [] : ["--role-arn", roleArn]),',
    replace: "...[],",
    testFile: twoAccounts,
  },
  {
    group: "order and access",
    name: "a deployer who is shut out before the next is let in",
    file: "packages/eks/src/access.ts",
    find: "{ dependsOn: [entry] },",
    replace: "{ dependsOn: [entry], deleteBeforeReplace: true },",
    testFile: eks,
  },
  {
    group: "order and access",
    name: "node groups that outlive their role's policies",
    file: "packages/eks/src/node-group.ts",
    find: "dependsOn: [...parts.after, ...role.attachments],",
    replace: "dependsOn: [...parts.after],",
    testFile: eks,
  },
  {
    group: "order and access",
    name: "a deployer who may only look at a GKE cluster",
    file: "packages/gke/src/project-grants.ts",
    find: 'adminRole = "roles/container.admin"',
    replace: 'adminRole = "roles/container.viewer"',
    testFile: gke,
  },
  {
    group: "order and access",
    name: "a GKE cluster that outlives its deployer's rights",
    file: "packages/gke/src/provision.ts",
    find: "[...nodes.resources, ...foundation, ...access],",
    replace: "[...nodes.resources, ...foundation],",
    testFile: gke,
  },
];
