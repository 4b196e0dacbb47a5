import { beforeAll, expect, it } from "vitest";
import { benchSuite } from "../../bench/bench-suite.js";
import { checkov } from "../checkov/checkov.js";
import { exceptions } from "../exceptions.js";
import type { CheckResult } from "../finding.js";
import type { CloudProgram } from "../inventory/cloud-programs.js";
import { richInventory } from "../inventory/inventory.js";
import { type NamespaceFile, namespaceFile } from "../inventory/namespace-files.js";
import { judge } from "../judge.js";
import { kubeScore } from "../kube-score.js";
import { kubeconform } from "../kubeconform.js";
import { judgeCloudsByOwnRules } from "../own-rules/cloud-rules.js";
import { judgeByOwnRules } from "../own-rules/own-rules.js";
import { podProblems } from "../pod-security-levels.js";
import { podSecurity } from "../pod-security.js";
import { privilegedWorkloads } from "../privileged-workloads.js";
import { awsFaults, gcpFaults, moreAwsFaults, withFaults } from "./cloud-faults.js";
import { autoscalerFaults, gpuSystemFaults, type ObjectFault, unreadableFaults } from "./object-faults.js";

const objectFaults = [...gpuSystemFaults, ...autoscalerFaults, ...unreadableFaults];
const gpuSystem = "rich-on-k3s.ai-kubernetes.gpu-system";
/** A faulty program has the name of the good one, for the exceptions that hold in some programs only. */
const faultyClouds = [
  { name: "rich on eks", faults: awsFaults },
  { name: "rich on eks", faults: moreAwsFaults },
  { name: "rich on gke", faults: gcpFaults },
];
const autoscaler = "rich-on-eks.ai-kubernetes.cluster-autoscaler";

benchSuite("the scanners, given what is wrong,", () => {
  let unexplained: readonly CheckResult[];
  let podsNotAllowed: readonly string[];
  beforeAll(async () => {
    const { files, clouds } = await richInventory();
    const faulty = [
      ...gpuSystemFaults.map((fault) => faultyFile(fileNamed(files, gpuSystem), fault)),
      ...autoscalerFaults.map((fault) => faultyFile(fileNamed(files, autoscaler), fault)),
    ];
    const programs = faultyClouds.map(({ name, faults }) => ({
      name,
      resources: withFaults(cloudNamed(clouds, name), faults),
    }));
    const unreadable = unreadableFaults.map((fault) => faultyFile(fileNamed(files, gpuSystem), fault));
    const scans = [
      checkov(faulty, programs),
      kubeconform([...faulty, ...unreadable]),
      kubeScore(faulty),
      judgeByOwnRules(faulty),
      judgeCloudsByOwnRules(programs),
    ];
    const [pods, ...found] = await Promise.all([podSecurity(faulty), ...scans]);
    unexplained = judge(found.flat(), exceptions).unexplained;
    podsNotAllowed = podProblems(pods, privilegedWorkloads);
  });

  it.each(objectFaults.map((fault) => ({ ...fault, ids: fault.caughtBy.join(", ") })))(
    "find $name in an object ($ids)",
    ({ name, caughtBy }) => {
      const found = new Set(unexplained.filter(({ file }) => file === name).map(({ check }) => check));
      expect(caughtBy.filter((check) => !found.has(check))).toEqual([]);
    },
  );

  it.each(faultyClouds.flatMap(({ faults }) => faults))("find $name in the cloud ($check)", ({ check, type }) => {
    const cloud = type.startsWith("aws:") ? "rich on eks" : "rich on gke";
    expect(unexplained.filter((finding) => finding.file === cloud).map((finding) => finding.check)).toContain(check);
  });

  it.each([
    ["a privileged container", "privileged"],
    ["the host's processes", "host namespaces"],
    ["SYS_ADMIN without MIG", "non-default capabilities SYS_ADMIN"],
  ])("say that %s is more than Pod Security's list allows", (fault, rule) => {
    const told = podsNotAllowed.filter((problem) => problem.includes(`device-plugin-serving in ${fault} breaks`));
    expect(told.join()).toContain(rule);
  });

  it("say that root outside of gpu-system is not restricted", () => {
    const told = podsNotAllowed.filter((problem) => problem.startsWith("Deployment ") && problem.includes(" in root "));
    expect(told.join()).toContain("is not restricted: runAsNonRoot != true");
  });
});

function faultyFile(file: NamespaceFile, { name, change }: ObjectFault): NamespaceFile {
  return namespaceFile(name, change(file.objects));
}

function fileNamed(files: readonly NamespaceFile[], name: string): NamespaceFile {
  const file = files.find((own) => own.name === name);
  if (file === undefined) throw new Error(`no ${name} among ${files.map((own) => own.name).join(", ")}`);
  return file;
}

function cloudNamed(clouds: readonly CloudProgram[], name: string) {
  return clouds.find((cloud) => cloud.name === name)?.resources ?? [];
}
