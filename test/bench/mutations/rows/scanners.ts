import type { Mutation } from "../mutation.js";

const testFile = "test/scanners/scanners.test.ts";

export const scanners: readonly Mutation[] = [
  {
    group: "scanners",
    name: "a container without a limit of memory",
    file: "packages/cluster/src/gpu-software/dcgm-exporter-manifest.ts",
    find: 'limits: { cpu: "500m", memory: "1Gi", "ephemeral-storage": "256Mi" },',
    replace: 'limits: { cpu: "500m", "ephemeral-storage": "256Mi" },',
    testFile,
    testName: "has no finding of any scanner",
  },
  {
    group: "scanners",
    name: "a field that no schema of Kubernetes has",
    file: "packages/cluster/src/gpu-software/pool-pod.ts",
    find: "    enableServiceLinks: false,",
    replace: "    enableServiceLinks: false,\n    ...({ enableServiceLink: false } as object),",
    testFile,
    testName: "has no finding of any scanner",
  },
  {
    group: "scanners",
    name: "a device plugin that is privileged",
    file: "packages/cluster/src/gpu-software/device-plugin-manifest.ts",
    find: "                allowPrivilegeEscalation: false,",
    replace: "                privileged: true,",
    testFile,
  },
  {
    group: "scanners",
    name: "disks of nodes that nobody encrypts",
    file: "packages/eks/src/launch-template.ts",
    find: 'encrypted: "true",',
    replace: 'encrypted: "false",',
    testFile,
    testName: "has no finding of any scanner",
  },
  {
    group: "scanners",
    name: "a metadata service that answers without a token",
    file: "packages/eks/src/launch-template.ts",
    find: 'httpTokens: "required"',
    replace: 'httpTokens: "optional"',
    testFile,
    testName: "has no finding of any scanner",
  },
  {
    group: "scanners",
    name: "a namespace that enforces nothing",
    file: "packages/cluster/src/pod-security.ts",
    find: "[`${prefix}/enforce`]: enforce,",
    replace: "[`${prefix}/enforced`]: enforce,",
    testFile,
    testName: "has namespaces that enforce restricted",
  },
];
