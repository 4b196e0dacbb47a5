import { type GpuBinding, type GpuToleration, withGpu } from "@roadstead/cluster";
import { SpecError } from "@roadstead/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,6}[a-z0-9]$/);
const effect = fc.constantFrom("NoSchedule", "PreferNoSchedule", "NoExecute");

const toleration: fc.Arbitrary<GpuToleration> = fc.oneof(
  fc.record({ key: word, operator: fc.constant("Exists" as const), effect }),
  fc.record({ key: word, operator: fc.constant("Equal" as const), value: word, effect }),
);

const binding: fc.Arbitrary<GpuBinding> = fc.record(
  {
    resourceName: fc.constant("nvidia.com/gpu"),
    maxPerPod: fc.integer({ min: 1, max: 16 }),
    nodeSelector: word.map((pool) => ({ "roadstead.dev/pool": pool })),
    tolerations: fc.uniqueArray(toleration, { maxLength: 4, selector: (it) => JSON.stringify(it) }),
    podSecurity: fc.constant("restricted" as const),
    runtimeClassName: fc.constant("nvidia"),
  },
  { requiredKeys: ["resourceName", "maxPerPod", "nodeSelector", "tolerations", "podSecurity"] },
);

const quantities = fc.dictionary(fc.constantFrom("cpu", "memory", "ephemeral-storage"), fc.constantFrom("1", "2Gi"));
const container = fc.record(
  { name: word, image: word, resources: fc.record({ limits: quantities, requests: quantities }, { requiredKeys: [] }) },
  { requiredKeys: ["name"] },
);
const podSpec = fc.record(
  {
    containers: fc.uniqueArray(container, { minLength: 1, maxLength: 3, selector: (it) => it.name }),
    nodeSelector: fc.dictionary(word, word),
    tolerations: fc.array(toleration, { maxLength: 4 }),
    serviceAccountName: word,
  },
  { requiredKeys: ["containers"] },
);

/** A binding, a pod, a count that the binding allows, and the container that gets it. */
const request = fc
  .tuple(binding, podSpec)
  .chain(([gpu, pod]) =>
    fc.tuple(
      fc.constant(gpu),
      fc.constant(pod),
      fc.integer({ min: 1, max: gpu.maxPerPod }),
      fc.integer({ min: 0, max: pod.containers.length - 1 }),
    ),
  );

interface PlainContainer {
  readonly name: string;
  readonly resources?: { readonly limits?: Record<string, string>; readonly requests?: Record<string, string> };
}

describe("withGpu, for any pod, binding and count", () => {
  it("asks for the GPUs in one container and leaves the others alone", () => {
    fc.assert(
      fc.property(request, ([gpu, pod, count, index]) => {
        const name = pod.containers[index]?.name ?? "";
        const result = withGpu(pod, gpu, count, { container: name });
        const containers = result.containers as readonly PlainContainer[];
        expect(containers.map((it) => it.name)).toEqual(pod.containers.map((it) => it.name));
        for (const [position, it] of containers.entries()) {
          if (position !== index) {
            expect(it).toEqual(pod.containers[position]);
            continue;
          }
          const { limits = {}, requests = {} } = pod.containers[position]?.resources ?? {};
          expect(it.resources?.limits).toEqual({ ...limits, [gpu.resourceName]: String(count) });
          expect(it.resources?.requests).toEqual({ ...requests, [gpu.resourceName]: String(count) });
        }
      }),
    );
  });

  it("tolerates all that it tolerated before and all taints of the pool, the new ones once", () => {
    fc.assert(
      fc.property(request, ([gpu, pod, count]) => {
        const own = pod.tolerations ?? [];
        const after = withGpu(pod, gpu, count).tolerations as readonly GpuToleration[];
        expect(after.slice(0, own.length)).toEqual(own);
        const added = after.slice(own.length).map((it) => JSON.stringify(it));
        expect(new Set(added).size).toBe(added.length);
        for (const wanted of gpu.tolerations) expect(after).toContainEqual(wanted);
        expect(after.length).toBeLessThanOrEqual(own.length + gpu.tolerations.length);
      }),
    );
  });

  it("selects the pool's nodes beside what it selected before", () => {
    fc.assert(
      fc.property(request, ([gpu, pod, count]) => {
        expect(withGpu(pod, gpu, count).nodeSelector).toEqual({ ...pod.nodeSelector, ...gpu.nodeSelector });
      }),
    );
  });

  it("changes nothing when applied again, and nothing of what it was given", () => {
    fc.assert(
      fc.property(request, ([gpu, pod, count]) => {
        const before = JSON.stringify([gpu, pod]);
        const once = withGpu(pod, gpu, count);
        expect(withGpu(once, gpu, count)).toEqual(once);
        expect(JSON.stringify([gpu, pod])).toBe(before);
      }),
    );
  });

  it("refuses every count that one pod cannot use", () => {
    const count = fc.oneof(fc.integer(), fc.double());
    fc.assert(
      fc.property(binding, podSpec, count, (gpu, pod, asked) => {
        fc.pre(!(Number.isInteger(asked) && asked >= 1 && asked <= gpu.maxPerPod));
        expect(() => withGpu(pod, gpu, asked)).toThrow(SpecError);
      }),
    );
  });
});
