import type { ScannerException } from "./exceptions.js";
import type { CheckResult } from "./finding.js";

export interface Judgement {
  /** Findings that no exception explains. */
  readonly unexplained: readonly CheckResult[];
  /** `CKV_K8S_8 of /…/`: what an exception names and no scanner finds. */
  readonly stale: readonly string[];
}

/** Holds findings against the exceptions, in both directions. */
export function judge(results: readonly CheckResult[], exceptions: readonly ScannerException[]): Judgement {
  const findings = results.filter(({ passed }) => !passed);
  const explains = ({ checks, target, file }: ScannerException, finding: CheckResult) =>
    checks.includes(finding.check) && target.test(finding.target) && file?.test(finding.file) !== false;
  return {
    unexplained: findings.filter((finding) => !exceptions.some((exception) => explains(exception, finding))),
    stale: exceptions.flatMap((exception) =>
      exception.checks
        .filter((check) => !findings.some((finding) => finding.check === check && explains(exception, finding)))
        .map((check) => `${check} of ${exception.target}`),
    ),
  };
}
