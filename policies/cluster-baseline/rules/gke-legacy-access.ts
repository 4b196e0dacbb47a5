import { allOf, expectFlag, gkeClusterType, resourceRule } from "@roadstead/policy";

export const gkeLegacyAccess = resourceRule({
  name: "gke-legacy-access",
  title: "A GKE cluster takes no legacy way of access",
  severity: "critical",
  level: "mandatory",
  config: {},
  types: [gkeClusterType],
  reads: [`${gkeClusterType}: enableLegacyAbac, masterAuth.clientCertificateConfig.issueClientCertificate`],
  why: "Legacy rights cannot be taken from one person, and a client certificate cannot be revoked.",
  fix: "Leave enableLegacyAbac and issueClientCertificate off.",
  references: [
    { framework: "Checkov", control: "CKV_GCP_7" },
    { framework: "Checkov", control: "CKV_GCP_13" },
  ],
  check: (view) =>
    allOf([
      expectFlag(view.flag("enableLegacyAbac"), false, { otherwise: "legacy rights are on", absent: "pass" }),
      expectFlag(view.flag("masterAuth", "clientCertificateConfig", "issueClientCertificate"), false, {
        otherwise: "the cluster issues a client certificate",
        absent: "pass",
      }),
    ]),
});
