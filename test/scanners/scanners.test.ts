import { beforeAll, expect, it } from "vitest";
import { benchSuite } from "../bench/bench-suite.js";
import { checkov } from "./checkov/checkov.js";
import { exceptions } from "./exceptions.js";
import { type CheckResult, findingText } from "./finding.js";
import { type Inventory, takeInventory } from "./inventory/inventory.js";
import { judge } from "./judge.js";
import { kubeScore } from "./kube-score.js";
import { kubeconform, schemaVersions } from "./kubeconform.js";
import { judgeCloudsByOwnRules } from "./own-rules/cloud-rules.js";
import { judgeByOwnRules } from "./own-rules/own-rules.js";
import { type PodVerdict, podSecurity } from "./pod-security.js";
import { privilegedWorkloads } from "./privileged-workloads.js";
import { namespaceProblems, podProblems } from "./pod-security-levels.js";
import { requiredChecks } from "./required-checks.js";

benchSuite("what the library and the examples render", () => {
  let inventory: Inventory;
  let results: readonly CheckResult[];
  let pods: readonly PodVerdict[];
  beforeAll(async () => {
    inventory = await takeInventory();
    const { files, clouds } = inventory;
    const scans = [
      checkov(files, clouds),
      kubeconform(files),
      kubeScore(files),
      judgeByOwnRules(files),
      judgeCloudsByOwnRules(clouds),
    ];
    const [verdicts, ...found] = await Promise.all([podSecurity(files), ...scans]);
    pods = verdicts;
    results = found.flat();
  });

  it("has no finding of any scanner beside the reviewed exceptions", () => {
    expect(judge(results, exceptions).unexplained.map(findingText)).toEqual([]);
  });

  it("needs each exception, of which there are at most 15, each with a reason", () => {
    expect(judge(results, exceptions).stale).toEqual([]);
    expect(exceptions.length).toBeLessThanOrEqual(15);
    for (const { reason } of exceptions) expect(reason).not.toBe("");
  });

  it("passes every check that says something of it, somewhere at least", () => {
    const passing = new Set(results.filter(({ passed }) => passed).map(({ check }) => check));
    expect(requiredChecks.filter((check) => !passing.has(check))).toEqual([]);
  });

  it("is seen by a scanner, object by object and cloud by cloud", () => {
    const seen = new Set(results.filter(({ scanner }) => scanner === "kubeconform").map(({ file }) => file));
    expect(inventory.files.map(({ name }) => name).filter((name) => !seen.has(name))).toEqual([]);
    const versions = new Set(
      results.filter(({ check }) => check === "schema").map(({ message }) => message.split(":")[0]),
    );
    expect([...versions]).toEqual(schemaVersions);
    const scanned = new Set(results.filter(({ scanner }) => scanner === "checkov").map(({ file }) => file));
    expect(inventory.clouds.map(({ name }) => name).filter((name) => !scanned.has(name))).toEqual([]);
    expect(inventory.clouds.length).toBeGreaterThan(10);
    expect(inventory.files.length).toBeGreaterThan(10);
  });

  it("has namespaces that enforce restricted, and gpu-system alone privileged with baseline reported", () => {
    expect(inventory.files.flatMap(namespaceProblems)).toEqual([]);
  });

  it("runs with more rights than its namespace's level only what the list of privileged workloads names", () => {
    expect(podProblems(pods, privilegedWorkloads)).toEqual([]);
    const unused = privilegedWorkloads.filter(({ workload }) => !pods.some((pod) => workload.test(pod.workload)));
    expect(unused.map(({ workload }) => String(workload))).toEqual([]);
  });
});
