import { eksLike, gkeLike } from "./fixtures.js";
import { type RuleCase, servingPool, specCase, tags } from "./rule-case.js";

const version = (kubernetesVersion: string) => ({ kubernetesVersion, pools: { serving: servingPool }, tags });
const metrics = (gpuMetrics: object) => ({ gpuMetrics, pools: { serving: servingPool }, tags });

export const cases: readonly RuleCase[] = [
  specCase({
    rule: "spec/kubernetes-version",
    name: "a patch version",
    broken: version("1.36.2"),
    valid: version("1.36"),
    message: 'kubernetesVersion: must be major and minor, got "1.36.2"; write it as "1.36" [spec/kubernetes-version]',
  }),
  specCase({
    rule: "spec/kubernetes-version",
    name: "the latest version",
    broken: version("latest"),
    valid: version("1.36"),
    message: 'kubernetesVersion: must be major and minor, got "latest"; write it as "1.36" [spec/kubernetes-version]',
  }),
  specCase({
    rule: "spec/kubernetes-version",
    name: "a version with a v",
    broken: version("v1.35"),
    valid: version("1.35"),
    message: 'kubernetesVersion: must be major and minor, got "v1.35"; write it as "1.35" [spec/kubernetes-version]',
  }),
  specCase({
    rule: "spec/kubernetes-version-unknown",
    name: "a version that nobody supports any more",
    broken: version("1.29"),
    valid: version("1.36"),
    message:
      'kubernetesVersion: is not a version of the table, got "1.29"; ' +
      "allowed: 1.32, 1.33, 1.34, 1.35, 1.36, 1.37 [spec/kubernetes-version-unknown]",
  }),
  specCase({
    rule: "spec/kubernetes-version-not-offered",
    name: "a version that the target does not offer yet",
    on: { ...gkeLike, kubernetesVersions: ["1.35", "1.36"] },
    broken: version("1.37"),
    valid: version("1.36"),
    message:
      'kubernetesVersion: is not offered by gke, got "1.37"; allowed: 1.35, 1.36 [spec/kubernetes-version-not-offered]',
  }),
  specCase({
    rule: "spec/kubernetes-version-not-offered",
    name: "a version that the target has given up",
    on: { ...eksLike, kubernetesVersions: ["1.35", "1.36"] },
    broken: version("1.32"),
    valid: version("1.35"),
    message:
      'kubernetesVersion: is not offered by eks, got "1.32"; allowed: 1.35, 1.36 [spec/kubernetes-version-not-offered]',
  }),
  specCase({
    rule: "spec/metrics-conflict",
    name: "a ServiceMonitor without metrics",
    broken: metrics({ enabled: false, serviceMonitor: true }),
    valid: metrics({ enabled: true, serviceMonitor: true }),
    message:
      "gpuMetrics.serviceMonitor: asks for a monitor of metrics that are turned off; " +
      "leave out enabled: false, or serviceMonitor [spec/metrics-conflict]",
  }),
];
