import type { NodeHardware } from "../../../nodes/index.js";
import { instanceType, nvidiaGpus } from "../ec2/instance-types.js";
import { runUserData } from "./mig-machine.js";
import { readUserData } from "./user-data.js";

/**
 * GPU names as NVIDIA's driver says them; EC2 has a shorter one. Two of a name differ by memory.
 * https://docs.nvidia.com/datacenter/tesla/mig-user-guide/supported-gpus.html
 */
const products: readonly { readonly model: string; readonly memoryMib?: number; readonly product: string }[] = [
  { model: "T4", product: "Tesla T4" },
  { model: "T4g", product: "NVIDIA T4G" },
  { model: "V100", product: "Tesla V100-SXM2-16GB" },
  { model: "A10G", product: "NVIDIA A10G" },
  { model: "L4", product: "NVIDIA L4" },
  { model: "L40S", product: "NVIDIA L40S" },
  { model: "A100", memoryMib: 40960, product: "NVIDIA A100-SXM4-40GB" },
  { model: "A100", product: "NVIDIA A100-SXM4-80GB" },
  { model: "H100", product: "NVIDIA H100 80GB HBM3" },
  { model: "H200", product: "NVIDIA H200" },
  { model: "B200", product: "NVIDIA B200" },
  { model: "B300", product: "NVIDIA B300" },
];

export interface MachineFacts {
  readonly hardware: NodeHardware;
  /** GPUs that the image itself advertises; undefined where a device plugin has to. */
  readonly advertisedGpus?: number;
  readonly maxPods: number;
}

/**
 * What a node has, from its instance type, its image and its user data. GPUs are there only with an image that has
 * NVIDIA's driver. Undefined when its user data fails: such a node never joins.
 */
export function machineFacts(typeName: string, amiType: string, userData: string): MachineFacts | undefined {
  const type = instanceType(typeName);
  if (type === undefined) throw new Error(`EC2 has no instance type ${typeName}`);
  const [gpu] = type.gpus;
  const count = nvidiaGpus(type);
  const hasDriver = /NVIDIA|_GPU|CUSTOM/.test(amiType);
  const base = { vcpu: type.vcpus, memoryMib: type.memoryMib };
  const maxPods = Math.min(type.networkInterfaces * (type.ipv4PerInterface - 1) + 2, type.vcpus > 30 ? 250 : 110);
  if (gpu === undefined || count === 0 || !hasDriver) return { hardware: base, maxPods };

  const isBottlerocket = amiType.startsWith("BOTTLEROCKET");
  const scripts = isBottlerocket ? [] : (readUserData(userData)?.scripts ?? []);
  const cut = scripts.length === 0 ? undefined : runUserData(scripts, count);
  if (cut === "failed") return undefined;
  const memoryMib = gpu.memoryMib ?? 0;
  const named = products.find(
    ({ model, memoryMib: size }) => model === gpu.name && (size === undefined || size === memoryMib),
  );
  const gpus = {
    count,
    product: named?.product ?? `NVIDIA ${gpu.name}`,
    memoryMib,
    ...(cut === undefined ? {} : { migProfile: cut.profile, migDevicesPerGpu: cut.devicesPerGpu }),
  };
  // https://docs.aws.amazon.com/eks/latest/userguide/ml-eks-optimized-ami.html: the device plugin is part of it.
  return { hardware: { ...base, gpus }, maxPods, ...(isBottlerocket ? { advertisedGpus: count } : {}) };
}
