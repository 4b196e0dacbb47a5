import { expectOneOf, notApplicable, resourceRule, unknown } from "@roadstead/policy";

export const storageClassReclaim = resourceRule({
  name: "storage-class-reclaim",
  title: "Volumes outside production go with their claims",
  severity: "low",
  level: "advisory",
  config: {},
  types: ["kubernetes:storage.k8s.io/v1:StorageClass"],
  reads: ["kubernetes:storage.k8s.io/v1:StorageClass: reclaimPolicy"],
  why: "With Retain each deleted claim leaves a volume that nobody sees and everybody pays.",
  fix: "Set reclaimPolicy to Delete, and keep what matters in backups.",
  check(view, { production }) {
    if (production === true) return notApplicable;
    const answer = expectOneOf(view.text("reclaimPolicy"), ["Delete"], {
      otherwise: "volumes outlive their claims",
      absent: "pass",
    });
    return production === undefined && answer.result === "fail" ? unknown("environment", answer.message) : answer;
  },
});
