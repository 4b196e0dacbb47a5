import type { JsonValue } from "@roadstead/core";
import type { CloudResource } from "../terraform/terraform-plan.js";
import { withValue } from "./with-value.js";

/** One input of a cloud resource made wrong, and the check that must say so. */
export interface CloudFault {
  readonly check: string;
  readonly name: string;
  readonly type: string;
  /** Of several resources of the type, the one with this name. @default the first */
  readonly resource?: string;
  /** Inputs by path; undefined takes one out. */
  readonly inputs: Readonly<Record<string, JsonValue | undefined>>;
}

const everything = document([{ Effect: "Allow", Action: ["*"], Resource: "*" }]);
const wholeAccount = document([
  { Effect: "Allow", Principal: { AWS: "arn:aws:iam::444455556666:root" }, Action: ["sts:AssumeRole"] },
]);
const anyone = document([{ Effect: "Allow", Principal: { AWS: "*" }, Action: ["sts:AssumeRole"] }]);

function document(statements: JsonValue): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

function aws(check: string, name: string, type: string, inputs: CloudFault["inputs"], resource?: string): CloudFault {
  return { check, name, type: `aws:${type}`, inputs, ...(resource === undefined ? {} : { resource }) };
}

function gcp(check: string, name: string, type: string, inputs: CloudFault["inputs"], resource?: string): CloudFault {
  return { check, name, type: `gcp:${type}`, inputs, ...(resource === undefined ? {} : { resource }) };
}

const eksCluster = "eks/cluster:Cluster";
const template = "ec2/launchTemplate:LaunchTemplate";
const gkeCluster = "container/cluster:Cluster";
const nodePool = "container/nodePool:NodePool";
const grant = "projects/iAMMember:IAMMember";

/** No two of one list touch the same input, so that a program carries them all at once. */
export const awsFaults: readonly CloudFault[] = [
  aws("CKV_AWS_37", "logs of three kinds only", eksCluster, { enabledClusterLogTypes: ["api", "audit", "scheduler"] }),
  aws("CKV_AWS_38", "an API server open to the world", eksCluster, { "vpcConfig.publicAccessCidrs": ["0.0.0.0/0"] }),
  aws("CKV_AWS_39", "a public endpoint", eksCluster, { "vpcConfig.endpointPublicAccess": true }),
  aws("CKV_AWS_58", "secrets without a key", eksCluster, { encryptionConfig: undefined }),
  aws("CKV_AWS_100", "SSH to nodes from anywhere", "eks/nodeGroup:NodeGroup", { remoteAccess: { ec2SshKey: "key" } }),
  aws("CKV_AWS_79", "metadata without a session", template, { "metadataOptions.httpTokens": "optional" }),
  aws("CKV_AWS_341", "metadata for pods", template, { "metadataOptions.httpPutResponseHopLimit": 2 }),
  aws("CKV_AWS_88", "nodes with public addresses", template, {
    networkInterfaces: [{ associatePublicIpAddress: "true" }],
  }),
  aws("encrypted-disks", "disks that nobody encrypts", template, {
    "blockDeviceMappings[0].ebs.encrypted": "false",
  }),
  aws("CKV_AWS_46", "a key in user data", template, {
    userData:
      "export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAAAAA AWS_SECRET_ACCESS_KEY=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",
  }),
  aws("CKV_AWS_7", "a key that never turns", "kms/key:Key", { enableKeyRotation: false }, "ai-secrets"),
  aws("CKV_AWS_227", "a key turned off", "kms/key:Key", { isEnabled: false }, "ai-secrets"),
  aws(
    "CKV_AWS_33",
    "a key for anyone",
    "kms/key:Key",
    {
      policy: document([{ Effect: "Allow", Principal: "*", Action: ["kms:*"], Resource: "*" }]),
    },
    "ai-secrets",
  ),
  aws("CKV_AWS_158", "logs without a key", "cloudwatch/logGroup:LogGroup", { kmsKeyId: undefined }),
  aws("CKV_AWS_338", "logs for a month", "cloudwatch/logGroup:LogGroup", { retentionInDays: 30 }),
  aws("CKV_AWS_130", "public addresses by default", "ec2/subnet:Subnet", { mapPublicIpOnLaunch: true }),
  aws("CKV2_AWS_11", "a VPC without flow logs", "ec2/flowLog:FlowLog", { vpcId: "vpc-0a" }),
  aws("CKV2_AWS_12", "an open default security group", "ec2/defaultSecurityGroup:DefaultSecurityGroup", {
    ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
  }),
  aws("CKV_AWS_60", "a role for anyone", "iam/role:Role", { assumeRolePolicy: anyone }),
  aws("CKV_AWS_62", "full rights in a policy", "iam/rolePolicy:RolePolicy", { policy: everything }),
  aws("CKV_AWS_290", "writes without constraints", "iam/rolePolicy:RolePolicy", { policy: everything }),
  aws("CKV_AWS_355", "every resource", "iam/rolePolicy:RolePolicy", { policy: everything }),
  aws("CKV_AWS_274", "AWS' full-rights policy", "iam/rolePolicyAttachment:RolePolicyAttachment", {
    policyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
  }),
  aws(
    "CKV2_AWS_56",
    "full rights to IAM",
    "iam/rolePolicyAttachment:RolePolicyAttachment",
    {
      policyArn: "arn:aws:iam::aws:policy/IAMFullAccess",
    },
    "ai-node-AmazonEKSWorkerNodePolicy",
  ),
];

/** Of what another fault has changed already. */
export const moreAwsFaults: readonly CloudFault[] = [
  aws("CKV2_AWS_64", "a key without a policy", "kms/key:Key", { policy: undefined }),
  aws("CKV_AWS_61", "a role for all of an account", "iam/role:Role", { assumeRolePolicy: wholeAccount }),
  aws("CKV_AWS_63", "every action", "iam/rolePolicy:RolePolicy", { policy: everything }),
  aws("CKV_AWS_286", "a way to more rights", "iam/rolePolicy:RolePolicy", { policy: everything }),
];

export const gcpFaults: readonly CloudFault[] = [
  gcp("CKV_GCP_1", "no logs", gkeCluster, { loggingService: "none" }),
  gcp("CKV_GCP_8", "no metrics", gkeCluster, { monitoringService: "none" }),
  gcp("CKV_GCP_7", "legacy authorization", gkeCluster, { enableLegacyAbac: true }),
  gcp("CKV_GCP_12", "no network policy", gkeCluster, { datapathProvider: "LEGACY_DATAPATH" }),
  gcp("CKV_GCP_13", "client certificates", gkeCluster, {
    "masterAuth.clientCertificateConfig.issueClientCertificate": true,
  }),
  gcp("CKV_GCP_18", "a control plane open to the world", gkeCluster, {
    masterAuthorizedNetworksConfig: { cidrBlocks: [{ cidrBlock: "0.0.0.0/0" }] },
  }),
  gcp("CKV_GCP_21", "no labels", gkeCluster, { resourceLabels: undefined }),
  gcp("CKV_GCP_23", "routes instead of alias addresses", gkeCluster, { ipAllocationPolicy: undefined }),
  gcp("CKV_GCP_25", "nodes with public addresses", gkeCluster, { privateClusterConfig: undefined }),
  gcp("CKV_GCP_61", "traffic in a node unseen", gkeCluster, { enableIntranodeVisibility: false }),
  gcp("CKV_GCP_65", "no group for RBAC", gkeCluster, { authenticatorGroupsConfig: undefined }),
  gcp("CKV_GCP_66", "images that nobody admits", gkeCluster, { binaryAuthorization: undefined }),
  gcp("CKV_GCP_70", "no release channel", gkeCluster, { releaseChannel: undefined }),
  gcp("CKV_GCP_71", "nodes that are not shielded", gkeCluster, { enableShieldedNodes: false }),
  gcp("CKV_GCP_123", "nodes that only a new cluster takes away", gkeCluster, {
    nodePools: [{ name: "default" }],
    removeDefaultNodePool: false,
  }),
  gcp("CKV_GCP_9", "no repair", nodePool, { "management.autoRepair": false }),
  gcp("CKV_GCP_10", "no upgrades", nodePool, { "management.autoUpgrade": false }),
  gcp("CKV_GCP_68", "no secure boot", nodePool, { "nodeConfig.shieldedInstanceConfig.enableSecureBoot": false }),
  gcp("CKV_GCP_72", "no integrity monitoring", nodePool, {
    "nodeConfig.shieldedInstanceConfig.enableIntegrityMonitoring": false,
  }),
  gcp("CKV_GCP_69", "metadata of the node for pods", nodePool, {
    "nodeConfig.workloadMetadataConfig.mode": "GCE_METADATA",
  }),
  gcp("CKV_GCP_43", "a key that never turns", "kms/cryptoKey:CryptoKey", { rotationPeriod: undefined }),
  gcp("CKV_GCP_26", "no flow logs", "compute/subnetwork:Subnetwork", { logConfig: undefined }),
  gcp("CKV_GCP_74", "Google's APIs by the internet", "compute/subnetwork:Subnetwork", {
    privateIpGoogleAccess: false,
  }),
  gcp("CKV_GCP_117", "a basic role", grant, { role: "roles/owner" }),
  gcp("CKV_GCP_112", "a key for everyone", "kms/cryptoKeyIAMMember:CryptoKeyIAMMember", { member: "allUsers" }),
];

/** The resources with every fault in place. */
export function withFaults(
  resources: readonly CloudResource[],
  faults: readonly CloudFault[],
): readonly CloudResource[] {
  return faults.reduce<readonly CloudResource[]>((before, { name, type, resource, inputs }) => {
    const chosen = before.find((own) => own.type === type && (resource ?? own.name) === own.name);
    if (chosen === undefined) throw new Error(`no ${type} ${resource ?? ""} to give ${name}`);
    return before.map((own) => (own === chosen ? faulty(own, inputs) : own));
  }, resources);
}

function faulty(resource: CloudResource, inputs: CloudFault["inputs"]): CloudResource {
  return Object.entries(inputs).reduce((before, [path, value]) => {
    const input = path.split(".")[0] ?? "";
    const { [input]: _, ...dependencies } = before.propertyDependencies;
    const changed = withValue(before.inputs, path, value);
    // An input that is taken out or written down refers to nothing any more.
    const isWhole = path === input;
    return { ...before, inputs: changed, ...(isWhole ? { propertyDependencies: dependencies } : {}) };
  }, resource);
}
