import { expectOneOf, gkeClusterType, resourceRule } from "@roadstead/policy";

export const gkeSecretsEncryption = resourceRule({
  name: "gke-secrets-encryption",
  title: "Secrets of a GKE cluster are encrypted with a key of your own",
  severity: "high",
  level: "advisory",
  config: {},
  types: [gkeClusterType],
  reads: [`${gkeClusterType}: databaseEncryption.state`],
  why: "With a key of your own you decide, and can show, who may read them; without one Google does.",
  fix: "Set databaseEncryption with state ENCRYPTED and keyName.",
  references: [{ framework: "CIS GKE 1.9.0", control: "5.3.1" }],
  check: (view) =>
    expectOneOf(view.text("databaseEncryption", "state"), ["ENCRYPTED", "ALL_OBJECTS_ENCRYPTION_ENABLED"], {
      otherwise: "secrets are not encrypted with a key of your own",
      absent: "fail",
    }),
});
