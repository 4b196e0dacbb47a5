import type { ControlPlane, KubernetesClient } from "../control-plane/index.js";
import { type DevicePluginMeaning, parseDevicePluginConfigs } from "../device-plugin-parser.js";
import { devicePluginConfig, devicePluginContainer, devicesOf } from "./device-plugin.js";
import { hardwareOf, type NodeHardware } from "./fake-node.js";
import { nodesClient } from "./nodes-client.js";
import type { Container, Node, Pod } from "./objects.js";
import { waitForPods } from "./wait-for-pods.js";

/** A device plugin that runs on a node, and what it read. */
interface Plugin {
  readonly pod: Pod;
  readonly container: Container;
  readonly config: { readonly text: string } | { readonly error: string };
}

/**
 * Stands in for kubelets and device plugins: the GPUs of a node are advertised as the device plugin that runs on it was
 * configured to, and no longer when it is gone. A plugin that would give up crash-loops here too. Waits first until the
 * pods are where they belong; does nothing to a node that is right already.
 */
export async function advertiseGpus(plane: ControlPlane): Promise<void> {
  const client = nodesClient(plane);
  const pods = await waitForPods(plane);
  const nodes = (await client.list("v1", "Node")) as Node[];
  const running = pods.filter(({ status, metadata }) => status.phase === "Running" && !metadata.deletionTimestamp);
  const plugins = await Promise.all(running.map((pod) => readPlugin(client, pod)));
  const meanings = meaningsOf(plugins.filter((plugin) => plugin !== undefined));
  for (const node of nodes) {
    const hardware = hardwareOf(node);
    if (hardware === undefined) continue;
    const here = meanings.filter(({ pod }) => pod.spec.nodeName === node.metadata.name);
    await advertise(client, node, await startPlugins(client, hardware, here));
    for (const { meaning } of here) {
      if (meaning instanceof Error) continue;
      const onNode = running.filter(({ spec }) => spec.nodeName === node.metadata.name);
      await refuseGreed(client, onNode, meaning);
    }
  }
}

async function readPlugin(client: KubernetesClient, pod: Pod): Promise<Plugin | undefined> {
  const container = devicePluginContainer(pod);
  if (container === undefined) return undefined;
  try {
    return { pod, container, config: { text: await devicePluginConfig(client, pod, container) } };
  } catch (error) {
    return { pod, container, config: { error: String(error) } };
  }
}

interface StartedPlugin extends Plugin {
  readonly meaning: DevicePluginMeaning | Error;
}

/** Asks NVIDIA's parser once for all. */
function meaningsOf(plugins: readonly Plugin[]): StartedPlugin[] {
  const texts = [...new Set(plugins.flatMap(({ config }) => ("text" in config ? [config.text] : [])))];
  const parsed = texts.length === 0 ? [] : parseDevicePluginConfigs(texts);
  return plugins.map((plugin) => {
    if ("error" in plugin.config) return { ...plugin, meaning: new Error(plugin.config.error) };
    const meaning = parsed[texts.indexOf(plugin.config.text)];
    if (meaning === undefined) throw new Error("NVIDIA's parser did not answer for every config");
    return { ...plugin, meaning: meaning.error === undefined ? meaning : new Error(meaning.error) };
  });
}

/** What the plugins of one node advertise together: a kubelet takes the last one's word for a resource. */
async function startPlugins(
  client: KubernetesClient,
  { gpus }: NodeHardware,
  plugins: readonly StartedPlugin[],
): Promise<Record<string, number>> {
  let devices = {};
  for (const { pod, container, meaning } of plugins) {
    try {
      if (meaning instanceof Error) throw meaning;
      devices = { ...devices, ...devicesOf(gpus, meaning) };
    } catch (error) {
      await crashLoop(client, pod, container, error instanceof Error ? error.message : String(error));
    }
  }
  return devices;
}

async function advertise(client: KubernetesClient, node: Node, devices: Record<string, number>): Promise<void> {
  const before = Object.fromEntries(
    Object.entries(node.status.capacity ?? {}).filter(([resource]) => resource.startsWith("nvidia.com/")),
  );
  const after = Object.fromEntries(Object.entries(devices).map(([resource, count]) => [resource, String(count)]));
  const gone = Object.fromEntries(Object.keys(before).map((resource) => [resource, null]));
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  const resources = { ...gone, ...after };
  const reference = { apiVersion: "v1", kind: "Node", name: node.metadata.name };
  const body = { status: { capacity: resources, allocatable: resources } };
  await client.patch(reference, body, { subresource: "status", fieldManager: "kubelet" });
}

async function crashLoop(
  client: KubernetesClient,
  pod: Pod,
  { name, image }: Container,
  message: string,
): Promise<void> {
  const state = { waiting: { reason: "CrashLoopBackOff", message } };
  const lastState = { terminated: { exitCode: 1, reason: "Error", message } };
  const containerStatuses = [{ name, image, imageID: image, ready: false, restartCount: 1, state, lastState }];
  const conditions = ["Ready", "ContainersReady"].map((type) => ({
    type,
    status: "False",
    reason: "ContainersNotReady",
  }));
  await patchStatus(client, pod, { containerStatuses, conditions });
}

/** A share is no more than a share: where the plugin refuses a second one, the kubelet does not start the pod. */
async function refuseGreed(
  client: KubernetesClient,
  pods: readonly Pod[],
  { config }: DevicePluginMeaning,
): Promise<void> {
  const { failRequestsGreaterThanOne, resources = [] } = config.sharing.timeSlicing;
  if (failRequestsGreaterThanOne !== true) return;
  for (const pod of pods) {
    const limits = pod.spec.containers.map((container) => container.resources?.limits ?? {});
    const greedy = resources.some(({ name, rename }) => limits.some((limit) => Number(limit[rename ?? name] ?? 0) > 1));
    if (!greedy) continue;
    const message = "Allocate failed due to requests for more than one shared device";
    await patchStatus(client, pod, { phase: "Failed", reason: "UnexpectedAdmissionError", message });
  }
}

async function patchStatus(client: KubernetesClient, { metadata }: Pod, status: object): Promise<void> {
  const { name, namespace = "default" } = metadata;
  const reference = { apiVersion: "v1", kind: "Pod", name, namespace };
  await client.patch(
    reference,
    { status },
    { subresource: "status", type: "strategic-merge", fieldManager: "kubelet" },
  );
}
