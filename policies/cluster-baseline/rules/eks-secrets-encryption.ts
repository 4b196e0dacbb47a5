import { expectPresent, resourceRule } from "@roadstead/policy";

export const eksSecretsEncryption = resourceRule({
  name: "eks-secrets-encryption",
  title: "Secrets of an EKS cluster are encrypted with a key of your own",
  severity: "high",
  level: "advisory",
  config: {},
  types: ["aws:eks/cluster:Cluster"],
  reads: ["aws:eks/cluster:Cluster: encryptionConfig.provider.keyArn, encryptionConfig.resources"],
  why: "With a key of your own you decide, and can show, who may read them; without one AWS does.",
  fix: 'Set encryptionConfig with provider.keyArn and resources: ["secrets"].',
  references: [
    { framework: "Checkov", control: "CKV_AWS_58" },
    { framework: "CIS EKS 1.8.0", control: "5.3.1" },
  ],
  check: (view) => expectPresent(view.read("encryptionConfig"), "secrets are not encrypted with a key of your own"),
});
