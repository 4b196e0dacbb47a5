import { expectFlag, expectValue, notApplicable, resourceRule } from "@roadstead/policy";

export const kmsRotation = resourceRule({
  name: "kms-rotation",
  title: "Keys are rotated",
  severity: "medium",
  level: "advisory",
  config: {},
  types: ["aws:kms/key:Key", "gcp:kms/cryptoKey:CryptoKey"],
  reads: ["aws:kms/key:Key: enableKeyRotation", "gcp:kms/cryptoKey:CryptoKey: rotationPeriod"],
  why: "What one key has encrypted is what its loss lays open.",
  fix: "Set enableKeyRotation to true, or rotationPeriod to at most 90 days.",
  references: [
    { framework: "Checkov", control: "CKV_AWS_7" },
    { framework: "Checkov", control: "CKV_GCP_43" },
  ],
  check(view) {
    if (view.type.startsWith("gcp:")) {
      return expectValue(view.text("rotationPeriod"), (period) => Number.parseFloat(period) <= 90 * 86_400, {
        otherwise: "the key is not rotated every 90 days",
        absent: "fail",
      });
    }
    const isAsymmetric = view.text("customerMasterKeySpec");
    if (isAsymmetric.state === "known" && isAsymmetric.value !== "SYMMETRIC_DEFAULT") return notApplicable;
    return expectFlag(view.flag("enableKeyRotation"), true, { otherwise: "the key is not rotated", absent: "fail" });
  },
});
