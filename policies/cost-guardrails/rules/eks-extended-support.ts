import { kubernetesVersions } from "@roadstead/core";
import { count, daysBetween, fail, known, pass, resourceRule, unknown } from "@roadstead/policy";

export const eksExtendedSupport = resourceRule({
  name: "eks-extended-support",
  title: "An EKS cluster is not in extended support",
  severity: "medium",
  level: "mandatory",
  config: { warnDays: count(0, "days", "How long before its standard support ends a version no longer passes") },
  types: ["aws:eks/cluster:Cluster"],
  reads: ["aws:eks/cluster:Cluster: version, upgradePolicy.supportType"],
  why: "The control plane then costs six times as much: 0.60 instead of 0.10 USD an hour.",
  fix: "Upgrade the version, and set upgradePolicy.supportType to STANDARD so that AWS upgrades instead of billing.",
  check(view, { asOf, config }) {
    const support = view.text("upgradePolicy", "supportType");
    if (known(support) === "STANDARD") return pass;
    const version = view.settled.text("version");
    if (version.state !== "known") return unknown(version, "the cluster may be in extended support");
    const row = kubernetesVersions.find(({ minor }) => minor === version.value);
    const end = row?.eks?.standardSupportEnds;
    if (end === undefined) return unknown(version.path, `nobody here knows the support of ${version.value}`);
    const left = daysBetween(asOf, end);
    if (left > config.warnDays) return { result: "pass", value: version.value };
    const ended = left <= 0 ? "ended" : "ends";
    return fail(`standard support of ${version.value} ${ended} on ${end}`, {
      path: version.path,
      value: version.value,
    });
  },
});
