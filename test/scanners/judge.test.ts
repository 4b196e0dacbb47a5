import { describe, expect, it } from "vitest";
import type { ScannerException } from "./exceptions.js";
import type { CheckResult } from "./finding.js";
import { judge } from "./judge.js";

const probe: CheckResult = {
  scanner: "checkov",
  check: "CKV_K8S_8",
  target: "DaemonSet gpu-system/device-plugin-lab",
  file: "k3s",
  passed: false,
  message: "no liveness probe",
};
const exception: ScannerException = {
  checks: ["CKV_K8S_8"],
  target: /^DaemonSet gpu-system\/device-plugin-/,
  reason: "no port",
};

describe("findings and exceptions", () => {
  it("leave nothing unexplained or stale where they match", () => {
    expect(judge([probe], [exception])).toEqual({ unexplained: [], stale: [] });
  });

  it.each<[string, Partial<CheckResult>]>([
    ["check", { check: "CKV_K8S_9" }],
    ["object", { target: "DaemonSet gpu-system/dcgm-exporter-lab" }],
  ])("do not match by another %s", (_, other) => {
    const finding = { ...probe, ...other };
    expect(judge([probe, finding], [exception]).unexplained).toEqual([finding]);
  });

  it("match in the programs only that the exception names", () => {
    expect(judge([probe], [{ ...exception, file: /^eks$/ }]).unexplained).toEqual([probe]);
  });

  it("make an exception stale that explains nothing, check by check", () => {
    const stale = judge([probe], [{ ...exception, checks: ["CKV_K8S_8", "CKV_K8S_9"] }]).stale;
    expect(stale).toEqual(["CKV_K8S_9 of /^DaemonSet gpu-system\\/device-plugin-/"]);
    expect(judge([{ ...probe, passed: true }], [exception]).stale).toHaveLength(1);
  });
});
