import type { PolicyName } from "./forecast-report.js";

/** What people call the policies. */
export const policyTitles: Readonly<Record<PolicyName, string>> = {
  configured: "As configured",
  "static-peak": "Static, for the peak",
  "static-p99": "Static, for the 99th percentile",
  "static-reserved": "Static, reserved",
  "hpa-cluster-autoscaler": "HPA, Cluster Autoscaler",
  karpenter: "HPA, Karpenter",
  knative: "Knative",
  "keda-zero": "KEDA to zero",
  tuned: "Tuned",
  "tuned-spot": "Tuned, with spot",
  hybrid: "Paid-for floor, cloud burst",
  clairvoyant: "Clairvoyant (bound)",
};
