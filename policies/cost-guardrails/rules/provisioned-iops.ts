import { allOf, count, expectAtMost, resourceRule } from "@roadstead/policy";

export const provisionedIops = resourceRule({
  name: "provisioned-iops",
  title: "Volumes have no more provisioned IOPS and throughput than they may",
  severity: "low",
  level: "advisory",
  config: {
    maxIops: count(3000, "IOPS", "Most IOPS of a volume"),
    maxThroughputMibps: count(250, "MiB/s", "Most throughput of a volume"),
  },
  types: ["aws:ebs/volume:Volume", "kubernetes:storage.k8s.io/v1:StorageClass"],
  reads: [
    "aws:ebs/volume:Volume: iops, throughput",
    "kubernetes:storage.k8s.io/v1:StorageClass: parameters.iops, parameters.throughput",
  ],
  why: "They are billed by the month whether they are used or not.",
  fix: "Lower iops and throughput: gp3 has 3000 and 125 MiB/s for nothing.",
  check(view, { config }) {
    const at = view.type.startsWith("kubernetes:") ? ["parameters"] : [];
    const otherwise = "the volume has more than it may";
    return allOf([
      expectAtMost(view.number(...at, "iops"), config.maxIops, "IOPS", { otherwise, absent: "pass" }),
      expectAtMost(view.number(...at, "throughput"), config.maxThroughputMibps, "MiB/s", { otherwise, absent: "pass" }),
    ]);
  },
});
