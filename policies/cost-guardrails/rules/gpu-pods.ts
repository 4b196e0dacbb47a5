import type { Answer } from "@roadstead/policy";
import {
  allOf,
  containersOf,
  count,
  expectPresent,
  fail,
  flag,
  gpuResource,
  known,
  notApplicable,
  pass,
  podTypes,
  resourceRule,
  unknown,
} from "@roadstead/policy";

const jobs: Readonly<Record<string, readonly string[]>> = {
  "kubernetes:batch/v1:Job": ["spec"],
  "kubernetes:batch/v1:CronJob": ["spec", "jobTemplate", "spec"],
};

export const gpuPods = resourceRule({
  name: "gpu-pods",
  title: "Pods ask for few GPUs, and jobs with GPUs end",
  severity: "high",
  level: "mandatory",
  config: {
    maxGpusPerPod: count(8, "GPUs", "Most GPUs of one pod"),
    deadline: flag(true, "Ask jobs with GPUs for a deadline and a time to live"),
  },
  types: podTypes,
  reads: [
    'kubernetes: pods\' containers[].resources.limits["nvidia.com/gpu"]',
    "kubernetes:batch/v1:Job: spec.activeDeadlineSeconds, spec.ttlSecondsAfterFinished",
  ],
  why: "A job that hangs holds its GPUs until somebody looks.",
  fix: "Set activeDeadlineSeconds and ttlSecondsAfterFinished on the job, and fewer GPUs on the pod.",
  check(view, { config }) {
    const containers = containersOf(view);
    if (containers.state !== "known") return unknown(containers, "the pod may ask for GPUs");
    const asked = containers.value.map((container) => {
      const limit = container.number("resources", "limits", gpuResource);
      return limit.state === "absent" ? container.number("resources", "requests", gpuResource) : limit;
    });
    const total = asked.reduce((sum, one) => sum + (known(one) ?? 0), 0);
    const doubt = asked.find(({ state }) => state === "unknown");
    if (total === 0) return doubt === undefined ? notApplicable : unknown(doubt, "the pod may ask for too many GPUs");
    const few: Answer =
      total > config.maxGpusPerPod
        ? fail(`a pod asks for ${total} GPUs`, { value: `${total} GPUs`, limit: `${config.maxGpusPerPod} GPUs` })
        : doubt === undefined
          ? pass
          : unknown(doubt, "the pod may ask for too many GPUs");
    const at = jobs[view.type];
    if (!config.deadline || at === undefined) return few;
    return allOf([
      few,
      expectPresent(view.read(...at, "activeDeadlineSeconds"), "a job with GPUs need not end"),
      expectPresent(view.read(...at, "ttlSecondsAfterFinished"), "a job with GPUs stays when it has ended"),
    ]);
  },
});
