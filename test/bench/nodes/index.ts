export { advertiseGpus } from "./advertise-gpus.js";
export { type FakeNode, type GpuHardware, joinNode, type NodeHardware, removeNode } from "./fake-node.js";
export { allocatableDiskGib, type NodeDisk } from "./node-disk.js";
export type { Node, Pod } from "./objects.js";
export { keepNodesAlive } from "./keep-nodes-alive.js";
export { provisionVolumes, volumeProvisioner } from "./provision-volumes.js";
export { waitForPods } from "./wait-for-pods.js";
