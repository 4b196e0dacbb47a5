import type { KubernetesObject } from "../../../control-plane/index.js";

/*
 * Fields as https://docs.cloud.google.com/kubernetes-engine/docs/reference/crds/computeclass documents them. What lies
 * below rarely used ones is left open; a field that the page does not name is refused by the API server.
 */
const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;
const atLeast = (minimum: number) => ({ type: "integer", minimum }) as const;
const open = { type: "object", "x-kubernetes-preserve-unknown-fields": true } as const;
const object = (properties: Record<string, unknown>, required: readonly string[] = []) => ({
  type: "object",
  properties,
  ...(required.length === 0 ? {} : { required }),
});
const listOf = (items: unknown) => ({ type: "array", items });

const priority = object({
  capacityCheckWaitTimeSeconds: atLeast(0),
  flexStart: object({ enabled: flag, nodeRecycling: object({ leadTimeSeconds: atLeast(0) }) }),
  gpu: object({
    type: text,
    count: atLeast(0),
    driverVersion: text,
    gpuSharing: open,
  }),
  location: object({ zones: listOf(text), locationPolicy: { type: "string", enum: ["ANY", "BALANCED"] } }),
  machineFamily: text,
  machineType: text,
  maxPodsPerNode: atLeast(8),
  maxRunDurationSeconds: atLeast(1),
  minCores: atLeast(0),
  minCpuPlatform: text,
  minMemoryGb: atLeast(0),
  nodeSystemConfig: open,
  nodepools: listOf(text),
  placement: object({ policyName: text }),
  podFamily: text,
  reservations: open,
  spot: flag,
  storage: object({
    bootDiskKMSKey: text,
    bootDiskSize: atLeast(10),
    bootDiskType: text,
    localSSDCount: atLeast(0),
    secondaryBootDisks: listOf(open),
  }),
  tpu: object({ type: text, count: atLeast(0), topology: text }),
});

const spec = {
  ...object({
    activeMigration: object({ ensureAllDaemonSetPodsRunning: flag, optimizeRulePriority: flag }),
    allocationStrategyDefaults: open,
    autopilot: object({ enabled: flag }),
    autoscalingPolicy: object({
      consolidationDelayMinutes: { type: "integer", minimum: 1, maximum: 1440 },
      consolidationThreshold: { type: "integer", minimum: 0, maximum: 100 },
      gpuConsolidationThreshold: { type: "integer", minimum: 0, maximum: 100 },
    }),
    buffers: listOf(open),
    description: text,
    nodePoolAutoCreation: object({ enabled: flag, shieldedInstanceConfig: open }, ["enabled"]),
    nodePoolConfig: open,
    nodePoolGroup: open,
    priorities: {
      ...listOf({
        ...priority,
        "x-kubernetes-validations": [
          {
            // A rule names node pools that exist, or says what new ones must be.
            rule: "!has(self.nodepools) || !(has(self.machineFamily) || has(self.machineType) || has(self.gpu) || has(self.spot))",
            message: "nodepools cannot be used together with properties of machines",
          },
        ],
      }),
      maxItems: 100,
    },
    priorityDefaults: open,
    whenUnsatisfiable: { type: "string", enum: ["ScaleUpAnyway", "DoNotScaleUp"], default: "DoNotScaleUp" },
  }),
};

export const computeClassDefinition: KubernetesObject = {
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  metadata: { name: "computeclasses.cloud.google.com" },
  spec: {
    group: "cloud.google.com",
    scope: "Cluster",
    names: { kind: "ComputeClass", listKind: "ComputeClassList", plural: "computeclasses", singular: "computeclass" },
    versions: [
      {
        name: "v1",
        served: true,
        storage: true,
        subresources: { status: {} },
        schema: {
          openAPIV3Schema: {
            type: "object",
            required: ["spec"],
            properties: { apiVersion: text, kind: text, metadata: { type: "object" }, spec, status: open },
          },
        },
      },
    ],
  },
};
