import type { Mutation } from "../mutation.js";

const testFile = "test/engine/admission.test.ts";
const plugin = "packages/cluster/src/gpu-software/device-plugin-manifest.ts";

export const admission: readonly Mutation[] = [
  {
    group: "admission",
    name: "a field that Kubernetes does not have",
    file: "packages/cluster/src/gpu-software/pool-pod.ts",
    find: "    enableServiceLinks: false,",
    replace: "    enableServiceLinks: false,\n    ...({ enableServiceLink: false } as object),",
    testFile,
  },
  {
    group: "admission",
    name: "a value of the wrong type",
    file: plugin,
    find: 'imagePullPolicy: "IfNotPresent",',
    replace: 'imagePullPolicy: "IfNotPresent", stdin: "yes" as never,',
    testFile,
  },
  {
    group: "admission",
    name: "the GPU software in a namespace that admits no host paths",
    file: "packages/cluster/src/gpu-software/namespace-manifest.ts",
    find: 'podSecurityLabels("privileged", "baseline")',
    replace: 'podSecurityLabels("baseline", "baseline")',
    testFile,
  },
  {
    group: "admission",
    name: "a device plugin that is privileged",
    file: plugin,
    find: "                allowPrivilegeEscalation: false,",
    replace: "                privileged: true,",
    testFile,
  },
  {
    group: "admission",
    name: "a selector that the pods do not have",
    file: "packages/cluster/src/gpu-software/dcgm-exporter-manifest.ts",
    find: "metadata: { labels: { ...objectLabels(dcgmExporterName), ...selector } },",
    replace: "metadata: { labels: { ...objectLabels(dcgmExporterName) } },",
    testFile,
  },
  {
    group: "admission",
    name: "the autoscaler in a namespace that admits more than it needs",
    file: "packages/eks/src/cluster-autoscaler.ts",
    find: 'podSecurityLabels("restricted")',
    replace: 'podSecurityLabels("baseline")',
    testFile,
  },
];
