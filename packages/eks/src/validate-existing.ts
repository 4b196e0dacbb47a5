import { clusterAutoscalerImage, shown } from "@roadstead/core";
import type { ExistingClusterConfig } from "./config.js";
import type { EksProblem } from "./rules.js";

const owners: readonly unknown[] = ["roadstead", "user"];

/** Problems of what is said of a cluster that exists. */
export function existingProblems(config: ExistingClusterConfig<string>): readonly EksProblem[] {
  return [...gpuStackProblems(config), ...(config.autoscaler === "user" ? [] : autoscalerProblems(config))];
}

/** Many clusters have a device plugin, and two on a node advertise its GPUs twice. */
function gpuStackProblems({ existing }: ExistingClusterConfig<string>): readonly EksProblem[] {
  const stack: Partial<typeof existing.gpuStack> | undefined = existing.gpuStack;
  return (["devicePlugin", "metrics"] as const)
    .filter((layer) => !owners.includes(stack?.[layer]))
    .map((layer) => ({
      rule: "eks/existing-gpu-stack" as const,
      path: `eks.existing.gpuStack.${layer}`,
      message: "must say who runs it on the new pools",
      got: shown(stack?.[layer]),
      allowed: ["roadstead", "user"],
      hint: '"user" where the GPU Operator or another plugin runs already',
    }));
}

function autoscalerProblems({ existing }: ExistingClusterConfig<string>): readonly EksProblem[] {
  const { kubernetesVersion, podIdentityAgent } = existing;
  const unknown = kubernetesVersion === undefined || clusterAutoscalerImage(kubernetesVersion) === undefined;
  return [
    ...(unknown
      ? [
          {
            rule: "eks/existing-version" as const,
            path: "eks.existing.kubernetesVersion",
            message: "must be the minor version of the cluster, one that Cluster Autoscaler is known for",
            got: shown(kubernetesVersion),
            hint: 'give it, such as "1.36", or write `autoscaler: "user"`',
          },
        ]
      : []),
    ...(podIdentityAgent
      ? []
      : [
          {
            rule: "eks/existing-pod-identity" as const,
            path: "eks.existing.podIdentityAgent",
            message: "must be true for the autoscaler to get its role",
            got: shown(podIdentityAgent),
            hint: 'install the add-on eks-pod-identity-agent, or write `autoscaler: "user"`',
          },
        ]),
  ];
}
