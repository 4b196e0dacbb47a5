import { posix } from "node:path";
import type { KubernetesClient } from "../control-plane/index.js";
import type { DevicePluginMeaning } from "../device-plugin-parser.js";
import { type GpuHardware, gpuResource } from "./fake-node.js";
import type { Container, Pod } from "./objects.js";

/** Where the kubelet looks for plugins. */
const pluginSockets = "/var/lib/kubelet/device-plugins";

/** The container that is NVIDIA's device plugin and reaches the kubelet, if the pod has one. */
export function devicePluginContainer(pod: Pod): Container | undefined {
  return pod.spec.containers.find((container) => isDevicePlugin(container) && mountsSockets(pod, container));
}

/** Text of the file that the plugin reads at its start; of one that says the same as its environment, without file. */
export async function devicePluginConfig(client: KubernetesClient, pod: Pod, container: Container): Promise<string> {
  const file = settingOf(container, "CONFIG_FILE", "--config-file");
  if (file === undefined) {
    const migStrategy = settingOf(container, "MIG_STRATEGY", "--mig-strategy") ?? "none";
    return JSON.stringify({ version: "v1", flags: { migStrategy } });
  }
  const mounts = [...(container.volumeMounts ?? [])].sort((a, b) => b.mountPath.length - a.mountPath.length);
  const mount = mounts.find(({ mountPath }) => file === mountPath || file.startsWith(`${mountPath}/`));
  const source = pod.spec.volumes?.find(({ name }) => name === mount?.name)?.configMap;
  if (mount === undefined || source === undefined) throw new Error(`open ${file}: no such file or directory`);
  const path = mount.subPath ?? posix.relative(mount.mountPath, file);
  const key = source.items === undefined ? path : source.items.find((item) => item.path === path)?.key;
  const { namespace } = pod.metadata;
  const reference = { apiVersion: "v1", kind: "ConfigMap", name: source.name, ...(namespace ? { namespace } : {}) };
  const configMap = (await client.get(reference)) as { readonly data?: Readonly<Record<string, string>> } | undefined;
  const text = configMap?.data?.[key ?? ""];
  if (text === undefined) throw new Error(`open ${file}: no such file or directory`);
  return text;
}

/**
 * What the plugin tells the kubelet of: each resource and its count.
 * @throws where the plugin itself gives up
 */
export function devicesOf(gpus: GpuHardware | undefined, meaning: DevicePluginMeaning): Record<string, number> {
  const { flags, sharing } = meaning.config;
  if (gpus === undefined) {
    if (flags.failOnInitError === false) return {};
    throw new Error("failed to initialize NVML: ERROR_LIBRARY_NOT_FOUND");
  }
  // Its shares are handed out by a daemon, which no cluster of the bench has.
  if (meaning.sharingStrategy === "mps") throw new Error("MPS control daemon is not ready");
  const devices = unsharedDevices(gpus, flags.migStrategy ?? "none");
  for (const { name, rename, replicas } of sharing.timeSlicing.resources ?? []) {
    const count = devices[name];
    if (count === undefined) continue;
    delete devices[name];
    devices[rename ?? name] = count * replicas;
  }
  return devices;
}

function unsharedDevices(gpus: GpuHardware, strategy: "none" | "single" | "mixed"): Record<string, number> {
  const { count, migProfile, migDevicesPerGpu = 0 } = gpus;
  if (migProfile === undefined || strategy === "none") return { [gpuResource]: count };
  const resource = strategy === "single" ? gpuResource : `nvidia.com/mig-${migProfile}`;
  return { [resource]: count * migDevicesPerGpu };
}

function isDevicePlugin({ image, command }: Container): boolean {
  const program = command?.[0];
  if (program !== undefined) return posix.basename(program) === "nvidia-device-plugin";
  return posix.basename(image.replace(/[:@].*$/, "")) === "k8s-device-plugin";
}

function mountsSockets(pod: Pod, { volumeMounts = [] }: Container): boolean {
  const sockets = pod.spec.volumes?.find(({ hostPath }) => hostPath?.path.replace(/\/$/, "") === pluginSockets);
  return volumeMounts.some(({ name }) => name === sockets?.name);
}

function settingOf({ env = [], args = [] }: Container, variable: string, flag: string): string | undefined {
  const argument = args.find((arg) => arg.startsWith(`${flag}=`))?.slice(flag.length + 1);
  return argument ?? env.find(({ name }) => name === variable)?.value;
}
