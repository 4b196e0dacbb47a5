import type { Mutation } from "../mutation.js";

const testFile = "test/engine/device-plugin-config.test.ts";
const file = "packages/cluster/src/gpu-software/device-plugin-config.ts";

export const devicePluginConfig: readonly Mutation[] = [
  {
    group: "device-plugin config",
    name: "one replica less than the pool shares",
    file,
    find: "replicas: sharing.replicas ?? sharing.sharesPerGpu",
    replace: "replicas: (sharing.replicas ?? sharing.sharesPerGpu) - 1",
    testFile,
  },
  {
    group: "device-plugin config",
    name: "MIG without a strategy",
    file,
    find: 'return unshared("single")',
    replace: 'return unshared("none")',
    testFile,
  },
  {
    group: "device-plugin config",
    name: "a resource that is renamed when it is shared",
    file,
    find: "            renameByDefault: false",
    replace: "            renameByDefault: true as false",
    testFile,
  },
  {
    group: "device-plugin config",
    name: "a variable that wins over the config",
    file: "packages/cluster/src/gpu-software/device-plugin-manifest.ts",
    find: '{ name: "NVIDIA_VISIBLE_DEVICES", value: "all" },',
    replace: '{ name: "NVIDIA_VISIBLE_DEVICES", value: "all" }, { name: "MIG_STRATEGY", value: "none" },',
    testFile,
  },
];
