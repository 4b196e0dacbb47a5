import * as pulumi from "@pulumi/pulumi";
import { type GpuBinding, gpuBinding, withGpu } from "@roadstead/cluster";
import { SpecError } from "@roadstead/core";
import { describe, expect, it } from "vitest";
import { gpuPool, timeSlicing } from "./layouts.js";

const pool = gpuPool("training", {
  taints: [{ key: "team", value: "research", effect: "NoExecute" }],
  runtimeClassName: "nvidia",
});
const gpu = gpuBinding([pool], "training");
const pod = { containers: [{ name: "main", image: "image:1" }] };
const asked = { limits: { "nvidia.com/gpu": "2" }, requests: { "nvidia.com/gpu": "2" } };

describe("withGpu", () => {
  it("gives the first container GPUs and the pod a place on the pool's nodes", () => {
    expect(withGpu(pod, gpu, 2)).toEqual({
      containers: [{ name: "main", image: "image:1", resources: asked }],
      nodeSelector: { "roadstead.dev/pool": "training" },
      tolerations: [
        { key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" },
        { key: "team", operator: "Equal", value: "research", effect: "NoExecute" },
      ],
      runtimeClassName: "nvidia",
    });
  });

  it("gives another container the GPUs when named", () => {
    const containers = [{ name: "proxy" }, { name: "main" }];
    expect(withGpu({ containers }, gpu, 2, { container: "main" }).containers).toEqual([
      { name: "proxy" },
      { name: "main", resources: asked },
    ]);
  });

  it("keeps what the pod spec says already", () => {
    const result = withGpu(
      {
        containers: [{ name: "main", resources: { limits: { memory: "1Gi" }, requests: { cpu: "1" }, claims: [] } }],
        nodeSelector: { zone: "a" },
        tolerations: [{ key: "spot", operator: "Exists" }],
        serviceAccountName: "me",
      },
      gpu,
      2,
    );
    expect(result.containers).toEqual([
      {
        name: "main",
        resources: {
          limits: { memory: "1Gi", "nvidia.com/gpu": "2" },
          requests: { cpu: "1", "nvidia.com/gpu": "2" },
          claims: [],
        },
      },
    ]);
    expect(result.nodeSelector).toEqual({ zone: "a", "roadstead.dev/pool": "training" });
    expect(result.tolerations).toHaveLength(3);
    expect(result.serviceAccountName).toBe("me");
  });

  it("adds no toleration twice, also where the operator is left to Kubernetes' default", () => {
    const tolerations = [{ key: "team", value: "research", effect: "NoExecute" }];
    expect(withGpu({ ...pod, tolerations }, gpu, 1).tolerations).toEqual([
      ...tolerations,
      { key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" },
    ]);
  });

  it("applied twice is the same as once", () => {
    const once = withGpu(pod, gpu, 2);
    expect(withGpu(once, gpu, 2)).toEqual(once);
  });

  it("changes nothing of what it was given", () => {
    const frozen = Object.freeze({
      ...pod,
      nodeSelector: Object.freeze({ zone: "a" }),
      tolerations: Object.freeze([]),
    });
    const before = JSON.stringify(frozen);
    withGpu(frozen as unknown as typeof pod, gpu, 1);
    expect(JSON.stringify(frozen)).toBe(before);
  });

  it("leaves Outputs as they are", () => {
    const image = pulumi.output("image:1");
    const sidecar = pulumi.output({ name: "proxy" });
    const zone = pulumi.output("a");
    const toleration = pulumi.output({ key: "spot", operator: "Exists" });
    const result = withGpu(
      {
        containers: [{ name: "main", image, resources: { limits: { memory: pulumi.output("1Gi") } } }, sidecar],
        nodeSelector: { zone },
        tolerations: [toleration],
      },
      gpu,
      1,
    );
    const [main, second] = result.containers as { image?: unknown }[];
    expect(main?.image).toBe(image);
    expect(second).toBe(sidecar);
    expect((result.nodeSelector as Record<string, unknown>)["zone"]).toBe(zone);
    expect((result.tolerations as unknown[])[0]).toBe(toleration);
  });

  it("sets no runtime class and no host namespace where the pool needs none", () => {
    const plain = withGpu(pod, gpuBinding([gpuPool("a")], "a"), 1);
    expect(plain).not.toHaveProperty("runtimeClassName");
    expect(plain).not.toHaveProperty("hostIPC");
    expect(withGpu({ ...pod, runtimeClassName: "other" }, gpuBinding([gpuPool("a")], "a"), 1).runtimeClassName).toBe(
      "other",
    );
    const withHostIpc: GpuBinding = { ...gpu, hostIPC: true };
    expect(withGpu(pod, withHostIpc, 1).hostIPC).toBe(true);
  });

  it("gives one share of a shared GPU and no more", () => {
    const shared = gpuBinding([gpuPool("a", { sharing: timeSlicing })], "a");
    expect(withGpu(pod, shared, 1).containers).toHaveLength(1);
    expect(() => withGpu(pod, shared, 2)).toThrow(
      "count: must be a whole number of GPUs that one pod can use, got 2; allowed: 1 [cluster/pod-gpu-count]",
    );
  });

  it("tells everything that is wrong at once", () => {
    const wrong = {
      containers: [],
      nodeSelector: { "roadstead.dev/pool": "other" },
      tolerations: pulumi.output([]),
      runtimeClassName: "gvisor",
    };
    const problems = (() => {
      try {
        return withGpu(wrong, gpu, 0) && [];
      } catch (error) {
        return error instanceof SpecError ? error.problems.map(({ rule }) => rule) : expect.fail(String(error));
      }
    })();
    expect(problems).toEqual([
      "cluster/pod-gpu-count",
      "cluster/pod-container",
      "cluster/pod-node-selector",
      "cluster/pod-runtime-class",
      "cluster/pod-plain",
    ]);
  });
});
