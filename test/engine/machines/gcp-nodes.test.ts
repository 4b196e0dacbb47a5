import { describe, expect, it } from "vitest";
import { nodeTemplate } from "../../bench/providers/gcp/node-template.js";
import type { Properties } from "../../bench/providers/test-provider.js";

const zone = "us-central1-a";

const gpuTaint = { key: "nvidia.com/gpu", value: "present", effect: "NoSchedule" };

function node(nodeConfig: Properties, beside = true) {
  return nodeTemplate("pool", { nodeConfig }, zone, beside);
}

function a100s(accelerator: Properties, more: Properties = {}) {
  const guestAccelerators = [{ type: "nvidia-tesla-a100", count: 8, ...accelerator }];
  return node({ machineType: "a2-highgpu-8g", guestAccelerators, ...more });
}

describe("a node of the emulated GKE", () => {
  it.each([
    ["whole GPUs", {}, 8, {}],
    ["partitions", { gpuPartitionSize: "1g.5gb" }, 56, { "gke-gpu-partition-size": "1g.5gb" }],
    [
      "shared GPUs",
      { gpuSharingConfig: { gpuSharingStrategy: "TIME_SHARING", maxSharedClientsPerGpu: 4 } },
      32,
      { "gke-gpu-sharing-strategy": "time-sharing", "gke-max-shared-clients-per-gpu": "4" },
    ],
    [
      "shared partitions",
      {
        gpuPartitionSize: "3g.20gb",
        gpuSharingConfig: { gpuSharingStrategy: "TIME_SHARING", maxSharedClientsPerGpu: 2 },
      },
      32,
      { "gke-gpu-partition-size": "3g.20gb", "gke-max-shared-clients-per-gpu": "2" },
    ],
  ])("advertises %s, and says so in its labels", (_what, accelerator, advertised, labels) => {
    const { advertisedGpus, labels: found } = a100s(accelerator);
    expect(advertisedGpus).toBe(advertised);
    const own = Object.entries(labels).map(([key, value]) => [`cloud.google.com/${key}`, value]);
    expect(found).toMatchObject({
      ...Object.fromEntries(own),
      "cloud.google.com/gke-accelerator": "nvidia-tesla-a100",
      "cloud.google.com/gke-accelerator-count": "8",
    });
  });

  it("advertises no GPUs where the user brings the device plugin", () => {
    const labels = { "gke-no-default-nvidia-gpu-device-plugin": "true" };
    expect(a100s({}, { labels }).advertisedGpus).toBeUndefined();
  });

  it("has GKE's taint for GPUs once, and only beside nodes without GPUs", () => {
    const taints = [{ key: "nvidia.com/gpu", value: "present", effect: "NO_SCHEDULE" }];
    expect(a100s({}).taints).toEqual([gpuTaint]);
    expect(a100s({}, { taints }).taints).toEqual([gpuTaint]);
    const guestAccelerators = [{ type: "nvidia-l4", count: 1 }];
    expect(node({ machineType: "g2-standard-4", guestAccelerators }, false).taints).toEqual([]);
  });

  it("keeps its own labels, whatever the user's say", () => {
    const labels = { "cloud.google.com/gke-nodepool": "other", "example.com/team": "ml" };
    expect(node({ labels, spot: true }).labels).toMatchObject({
      "cloud.google.com/gke-nodepool": "pool",
      "cloud.google.com/gke-spot": "true",
      "example.com/team": "ml",
      "topology.kubernetes.io/region": "us-central1",
    });
  });

  it("is tainted for its Arm processor unless that is turned off", () => {
    const arm = { machineType: "c4a-standard-4" };
    expect(node(arm).taints).toEqual([{ key: "kubernetes.io/arch", value: "arm64", effect: "NoSchedule" }]);
    expect(node({ ...arm, taintConfig: { architectureTaintBehavior: "NONE" } }).taints).toEqual([]);
  });
});
