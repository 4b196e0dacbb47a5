import {
  awsMachineTypes,
  awsRefusedGpus,
  type Capabilities,
  clusterAutoscalerImage,
  type GroupLayout,
  kubernetesVersions,
} from "@roadstead/core";
import type { EksConfig } from "./config.js";

/** What EKS can do; less of it on a cluster that exists already. */
export function eksCapabilities(config: Pick<EksConfig<string>, "existing" | "autoscaler">): Capabilities {
  const scaled = config.autoscaler !== "user";
  return {
    target: "eks",
    machineTypes: awsMachineTypes,
    refusedGpus: awsRefusedGpus,
    capacityKinds: {
      "on-demand": "yes",
      spot: "yes",
      reserved: "not-yet",
      "capacity-block": "not-yet",
      "flex-start": "never",
    },
    sharing: { exclusive: "yes", "time-slicing": "yes", mig: "yes", mps: "not-yet" },
    ...(scaled ? { capacityOrder: "priority expander of Cluster Autoscaler" } : {}),
    systemPool: config.existing === undefined,
    ...(config.existing === undefined
      ? {
          kubernetesVersions: offeredVersions(scaled),
          kubernetesSupportedBy: "eks" as const,
        }
      : {}),
    interconnect: "not-yet",
  };
}

/** EKS' own spelling of the capacity kinds that it has. */
export const capacityTypes: Readonly<Partial<Record<GroupLayout["capacity"], string>>> = {
  "on-demand": "ON_DEMAND",
  spot: "SPOT",
};

/** The minors that EKS offers, and, where Cluster Autoscaler is made, those that it is released for. */
function offeredVersions(scaled: boolean): readonly string[] {
  return kubernetesVersions
    .filter(({ eks, minor }) => eks !== undefined && (!scaled || clusterAutoscalerImage(minor) !== undefined))
    .map(({ minor }) => minor);
}
