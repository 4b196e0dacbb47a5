import type { PropertyMap, PropertyValue } from "@roadstead/core";
import { unknownValue } from "@roadstead/core";
import { clusterDeletionProtection } from "../../../policies/cluster-baseline/rules/cluster-deletion-protection.js";
import { eksAccessEntries } from "../../../policies/cluster-baseline/rules/eks-access-entries.js";
import { eksControlPlaneLogs } from "../../../policies/cluster-baseline/rules/eks-control-plane-logs.js";
import { eksPrivateEndpoint } from "../../../policies/cluster-baseline/rules/eks-private-endpoint.js";
import { eksSecretsEncryption } from "../../../policies/cluster-baseline/rules/eks-secrets-encryption.js";
import { gkeControlPlaneLogs } from "../../../policies/cluster-baseline/rules/gke-control-plane-logs.js";
import { gkeLegacyAccess } from "../../../policies/cluster-baseline/rules/gke-legacy-access.js";
import { gkeNodeIdentity } from "../../../policies/cluster-baseline/rules/gke-node-identity.js";
import { gkeOpenEndpoint } from "../../../policies/cluster-baseline/rules/gke-open-endpoint.js";
import { gkePrivateNodes } from "../../../policies/cluster-baseline/rules/gke-private-nodes.js";
import { gkeSecretsEncryption } from "../../../policies/cluster-baseline/rules/gke-secrets-encryption.js";
import { gkeShieldedNodes } from "../../../policies/cluster-baseline/rules/gke-shielded-nodes.js";
import { gkeWorkloadIdentity } from "../../../policies/cluster-baseline/rules/gke-workload-identity.js";
import { gpuSharingTenants } from "../../../policies/cluster-baseline/rules/gpu-sharing-tenants.js";
import { opaqueResources } from "../../../policies/cluster-baseline/rules/opaque-resources.js";
import { ruleCases } from "../rule-cases.js";
import type { SampleResource } from "../sample-graph.js";
import { at } from "../sample-graph.js";

const eks = (inputs: PropertyMap = {}): SampleResource => ({ type: "aws:eks/cluster:Cluster", inputs });
const gke = (inputs: PropertyMap = {}): SampleResource => ({ type: "gcp:container/cluster:Cluster", inputs });
const pool = (path: string, value: PropertyValue): SampleResource => ({
  type: "gcp:container/nodePool:NodePool",
  inputs: at(path, value),
});
const others = { "no such resource": { type: "aws:ec2/vpc:Vpc", inputs: { deletionProtection: unknownValue } } };

ruleCases(eksPrivateEndpoint, {
  pass: { true: eks(at("vpcConfig.endpointPrivateAccess", true)) },
  fail: { "nothing said": eks(), false: eks(at("vpcConfig.endpointPrivateAccess", false)) },
  unknown: { "the network": eks({ vpcConfig: unknownValue }) },
  notApplicable: others,
});
ruleCases(eksSecretsEncryption, {
  pass: { "a key": eks(at("encryptionConfig.provider.keyArn", unknownValue)) },
  fail: { "nothing said": eks() },
  unknown: { "the settings": eks({ encryptionConfig: unknownValue }) },
  notApplicable: others,
});
ruleCases(eksControlPlaneLogs, {
  pass: { "the three": eks({ enabledClusterLogTypes: ["audit", "api", "authenticator"] }) },
  fail: { "nothing said": eks(), "one missing": eks({ enabledClusterLogTypes: ["audit", "api"] }) },
  unknown: {
    "the list": eks({ enabledClusterLogTypes: unknownValue }),
    "one of them": eks({ enabledClusterLogTypes: ["api", unknownValue] }),
  },
  notApplicable: others,
});
ruleCases(eksAccessEntries, {
  pass: { API: eks(at("accessConfig.authenticationMode", "API")) },
  fail: {
    "a ConfigMap": eks(at("accessConfig.authenticationMode", "CONFIG_MAP")),
    "nothing in a state": { resources: [eks()], phase: "state" },
  },
  unknown: { "what AWS decides": eks() },
  notApplicable: others,
});
ruleCases(gkeOpenEndpoint, {
  pass: {
    "named networks": gke(at("masterAuthorizedNetworksConfig.cidrBlocks", [{ cidrBlock: "203.0.113.0/24" }])),
    "a private endpoint": gke(at("privateClusterConfig.enablePrivateEndpoint", true)),
    "no endpoint by address": gke(at("controlPlaneEndpointsConfig.ipEndpointsConfig.enabled", false)),
  },
  fail: {
    "nothing said": gke(),
    everybody: gke(at("masterAuthorizedNetworksConfig.cidrBlocks", [{ cidrBlock: "0.0.0.0/0" }])),
    "everybody in halves": gke(at("masterAuthorizedNetworksConfig.cidrBlocks", [{ cidrBlock: "0.0.0.0/1" }])),
  },
  unknown: {
    "the networks": gke({ masterAuthorizedNetworksConfig: unknownValue }),
    "one of them": gke(at("masterAuthorizedNetworksConfig.cidrBlocks", [{ cidrBlock: unknownValue }])),
    "whether it is private": gke(at("privateClusterConfig.enablePrivateEndpoint", unknownValue)),
  },
  notApplicable: others,
});
ruleCases(gkeSecretsEncryption, {
  pass: { encrypted: gke(at("databaseEncryption.state", "ENCRYPTED")) },
  fail: { "nothing said": gke(), decrypted: gke(at("databaseEncryption.state", "DECRYPTED")) },
  unknown: { "the state": gke({ databaseEncryption: unknownValue }) },
  notApplicable: others,
});
ruleCases(gkeControlPlaneLogs, {
  pass: { "nothing said": gke(), "the system": gke(at("loggingConfig.enableComponents", ["SYSTEM_COMPONENTS"])) },
  fail: { none: gke({ loggingService: "none" }), "an empty list": gke(at("loggingConfig.enableComponents", [])) },
  unknown: { "the list": gke({ loggingConfig: unknownValue }) },
  notApplicable: others,
});
ruleCases(gkeWorkloadIdentity, {
  pass: {
    "a pool": gke(at("workloadIdentityConfig.workloadPool", "p.svc.id.goog")),
    Autopilot: gke({ enableAutopilot: true }),
  },
  fail: { "nothing said": gke() },
  unknown: { "the pool": gke(at("workloadIdentityConfig.workloadPool", unknownValue)) },
  notApplicable: others,
});
ruleCases(gkePrivateNodes, {
  pass: { true: gke(at("privateClusterConfig.enablePrivateNodes", true)) },
  fail: { "nothing said": gke() },
  unknown: { "the settings": gke({ privateClusterConfig: unknownValue }) },
  notApplicable: others,
});
ruleCases(gkeLegacyAccess, {
  pass: { "nothing said": gke() },
  fail: {
    "legacy rights": gke({ enableLegacyAbac: true }),
    "a certificate": gke(at("masterAuth.clientCertificateConfig.issueClientCertificate", true)),
  },
  unknown: { rights: gke({ enableLegacyAbac: unknownValue }) },
  notApplicable: others,
});
ruleCases(gkeNodeIdentity, {
  pass: { "an account": pool("nodeConfig.serviceAccount", "nodes@p.iam.gserviceaccount.com") },
  fail: {
    "nothing said": pool("nodeConfig", {}),
    "the default by its long name": pool("nodeConfig.serviceAccount", "12-compute@developer.gserviceaccount.com"),
  },
  unknown: { "the account": pool("nodeConfig.serviceAccount", unknownValue) },
  notApplicable: others,
});
ruleCases(gkeShieldedNodes, {
  pass: { true: pool("nodeConfig.shieldedInstanceConfig.enableSecureBoot", true) },
  fail: { "nothing said": pool("nodeConfig", {}) },
  unknown: { "the settings": pool("nodeConfig", unknownValue) },
  notApplicable: others,
});
ruleCases(clusterDeletionProtection, {
  pass: {
    true: { resources: [eks({ deletionProtection: true })], stack: "prod" },
    "what the program protects": { resources: [{ ...eks(), more: { protect: true } }], stack: "prod" },
    "GKE's own default": { resources: [gke()], stack: "prod" },
  },
  fail: {
    "nothing said of EKS": { resources: [eks()], stack: "prod" },
    false: { resources: [gke({ deletionProtection: false })], stack: "prod" },
  },
  unknown: {
    "the flag": { resources: [eks({ deletionProtection: unknownValue })], stack: "prod" },
    "the environment": { resources: [eks()], stack: "blue" },
  },
  notApplicable: { "another environment": { resources: [eks()], stack: "dev" } },
});
ruleCases(gpuSharingTenants, {
  pass: {
    "no sharing": pool("nodeConfig.guestAccelerators", [{ type: "nvidia-l4", count: 1 }]),
    "a pool for one tenant": pool("nodeConfig", {
      guestAccelerators: [{ count: 1, gpuSharingConfig: { gpuSharingStrategy: "MPS" } }],
      taints: [{ key: "tenant", value: "a", effect: "NO_SCHEDULE" }],
    }),
  },
  fail: {
    "time slicing": pool("nodeConfig.guestAccelerators", [
      { count: 1, gpuSharingConfig: { gpuSharingStrategy: "TIME_SHARING" } },
    ]),
  },
  unknown: {
    "the GPUs": pool("nodeConfig.guestAccelerators", unknownValue),
    "the strategy": pool("nodeConfig.guestAccelerators", [{ count: 1, gpuSharingConfig: unknownValue }]),
  },
  notApplicable: { "no GPUs": pool("nodeConfig", {}) },
});

const release: SampleResource = { type: "kubernetes:helm.sh/v3:Release", name: "monitoring" };
ruleCases(opaqueResources, {
  pass: { "one that was looked at": { resources: [release], config: { allowed: ["moni*"] } } },
  fail: {
    "a command that makes machines": {
      type: "command:local:Command",
      inputs: { create: "aws --region us-east-1 ec2 run-instances --instance-type p5.48xlarge" },
    },
    "one that resizes a pool": {
      type: "command:remote:Command",
      inputs: { update: "gcloud container node-pools resize gpus --num-nodes 64" },
    },
  },
  unknown: {
    "a release": release,
    "a command": { type: "command:local:Command", inputs: { create: "make deploy" } },
    "a command that is not known": { type: "command:local:Command", inputs: { create: unknownValue } },
  },
  notApplicable: others,
});
