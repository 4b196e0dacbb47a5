import type { PropertyMap, PropertyValue } from "@roadstead/core";
import { unknownValue } from "@roadstead/core";
import { bucketPublicAccess } from "../../../policies/cluster-baseline/rules/bucket-public-access.js";
import { bucketVersioning } from "../../../policies/cluster-baseline/rules/bucket-versioning.js";
import { clusterAdminBinding } from "../../../policies/cluster-baseline/rules/cluster-admin-binding.js";
import { databaseBackups } from "../../../policies/cluster-baseline/rules/database-backups.js";
import { databaseDeletionProtection } from "../../../policies/cluster-baseline/rules/database-deletion-protection.js";
import { databaseEncryption } from "../../../policies/cluster-baseline/rules/database-encryption.js";
import { databasePublic } from "../../../policies/cluster-baseline/rules/database-public.js";
import { iamWildcards } from "../../../policies/cluster-baseline/rules/iam-wildcards.js";
import { instanceMetadataHops } from "../../../policies/cluster-baseline/rules/instance-metadata-hops.js";
import { instanceMetadataToken } from "../../../policies/cluster-baseline/rules/instance-metadata-token.js";
import { kmsRotation } from "../../../policies/cluster-baseline/rules/kms-rotation.js";
import { namespaceNetworkPolicy } from "../../../policies/cluster-baseline/rules/namespace-network-policy.js";
import { namespacePodSecurity } from "../../../policies/cluster-baseline/rules/namespace-pod-security.js";
import { rbacWildcards } from "../../../policies/cluster-baseline/rules/rbac-wildcards.js";
import { securityGroupOpen } from "../../../policies/cluster-baseline/rules/security-group-open.js";
import { volumeEncryption } from "../../../policies/cluster-baseline/rules/volume-encryption.js";
import { ruleCases } from "../rule-cases.js";
import type { SampleResource } from "../sample-graph.js";
import { at } from "../sample-graph.js";

const of =
  (type: string) =>
  (inputs: PropertyMap = {}, more: Partial<SampleResource> = {}): SampleResource => ({
    type,
    inputs,
    ...more,
  });
const template = of("aws:ec2/launchTemplate:LaunchTemplate");
const rds = of("aws:rds/instance:Instance");
const sql = of("gcp:sql/databaseInstance:DatabaseInstance");
const s3 = of("aws:s3/bucket:Bucket");
const gcs = of("gcp:storage/bucket:Bucket");
const others = { "no such resource": of("aws:ec2/vpc:Vpc")({ encrypted: unknownValue }) };
const metadata = (options: PropertyValue) => template({ metadataOptions: options });

ruleCases(instanceMetadataToken, {
  pass: { required: metadata({ httpTokens: "required" }), "no service": metadata({ httpEndpoint: "disabled" }) },
  fail: {
    optional: metadata({ httpTokens: "optional" }),
    "nothing in a state": { resources: [template()], phase: "state" },
  },
  unknown: { "the options": metadata(unknownValue), "the image's own choice": template() },
  notApplicable: others,
});
ruleCases(instanceMetadataHops, {
  pass: { one: metadata({ httpPutResponseHopLimit: 1 }) },
  fail: { two: metadata({ httpPutResponseHopLimit: 2 }), "two in quotes": metadata({ httpPutResponseHopLimit: "2" }) },
  unknown: { "the number": metadata({ httpPutResponseHopLimit: unknownValue }), "the image's own choice": template() },
  notApplicable: others,
});
ruleCases(volumeEncryption, {
  pass: {
    "a volume": of("aws:ebs/volume:Volume")({ encrypted: true }),
    "a mapping": template({ blockDeviceMappings: [{ ebs: { encrypted: "true" } }] }),
    "a class": of("kubernetes:storage.k8s.io/v1:StorageClass")({
      provisioner: "ebs.csi.aws.com",
      parameters: { encrypted: "true" },
    }),
  },
  fail: {
    "nothing said": of("aws:ebs/volume:Volume")(),
    "one of two mappings": template({ blockDeviceMappings: [{ ebs: { encrypted: true } }, { ebs: {} }] }),
    "the disk of a machine": of("aws:ec2/instance:Instance")({ instanceType: "m5.large" }),
  },
  unknown: {
    "the flag": of("aws:efs/fileSystem:FileSystem")({ encrypted: unknownValue }),
    "the mappings": template({ blockDeviceMappings: unknownValue }),
  },
  notApplicable: { ...others, "another driver": of("kubernetes:storage.k8s.io/v1:StorageClass")({ provisioner: "x" }) },
});
ruleCases(databaseEncryption, {
  pass: { encrypted: rds({ storageEncrypted: true }) },
  fail: { "nothing said": rds(), "a cache": of("aws:elasticache/replicationGroup:ReplicationGroup")() },
  unknown: { "the flag": rds({ storageEncrypted: unknownValue }) },
  notApplicable: others,
});
ruleCases(databasePublic, {
  pass: { "nothing said": rds(), "no address": sql(at("settings.ipConfiguration.ipv4Enabled", false)) },
  fail: { public: rds({ publiclyAccessible: true }), "Cloud SQL's own default": sql() },
  unknown: { "the flag": rds({ publiclyAccessible: unknownValue }) },
  notApplicable: others,
});
ruleCases(databaseBackups, {
  pass: {
    "a week": rds({ backupRetentionPeriod: 7 }),
    "Cloud SQL": sql(at("settings.backupConfiguration.enabled", true)),
  },
  fail: { none: rds({ backupRetentionPeriod: 0 }), "Cloud SQL without": sql() },
  unknown: { "the days": rds({ backupRetentionPeriod: unknownValue }), "what AWS decides": rds() },
  notApplicable: { ...others, "a replica": rds({ replicateSourceDb: "main" }) },
});
ruleCases(databaseDeletionProtection, {
  pass: { true: { resources: [rds({ deletionProtection: true })], stack: "prod" } },
  fail: { "nothing said": { resources: [rds()], stack: "prod" } },
  unknown: {
    "the flag": { resources: [rds({ deletionProtection: unknownValue })], stack: "prod" },
    "the environment": { resources: [rds()], stack: "blue" },
  },
  notApplicable: { "another environment": { resources: [rds()], stack: "dev" } },
});

const block = of("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock");
const closed = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
const data = s3({}, { name: "data" });
ruleCases(bucketPublicAccess, {
  pass: {
    "a block that was made of it": [data, block({ bucket: unknownValue, ...closed }, { from: { bucket: ["data"] } })],
    "a bucket of GCS": gcs({ publicAccessPrevention: "enforced" }),
  },
  fail: {
    "no block": data,
    "half a block": [data, block({ bucket: unknownValue, blockPublicAcls: true }, { from: { bucket: ["data"] } })],
    "a bucket of GCS that inherits": gcs({ publicAccessPrevention: "inherited" }),
  },
  unknown: {
    "whose block it is": [data, block({ bucket: unknownValue, ...closed })],
    "a setting": gcs({ publicAccessPrevention: unknownValue }),
  },
  notApplicable: others,
});
ruleCases(bucketVersioning, {
  pass: {
    "a setting of its own": {
      resources: [
        data,
        of("aws:s3/bucketVersioning:BucketVersioning")(
          { bucket: unknownValue, versioningConfiguration: { status: "Enabled" } },
          { from: { bucket: ["data"] } },
        ),
      ],
      stack: "prod",
    },
    "a bucket of GCS": { resources: [gcs(at("versioning.enabled", true))], stack: "prod" },
  },
  fail: { "nothing said": { resources: [data], stack: "prod" } },
  unknown: {
    "the flag": { resources: [gcs(at("versioning.enabled", unknownValue))], stack: "prod" },
    "the environment": { resources: [data], stack: "blue" },
  },
  notApplicable: { "another environment": data },
});

const policy = (document: PropertyValue) => of("aws:iam/policy:Policy")({ policy: document });
ruleCases(iamWildcards, {
  pass: { "named actions": policy('{"Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}]}') },
  fail: {
    "a star": policy('{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}'),
    "a star among others": policy('{"Statement":[{"Effect":"Allow","Action":["s3:*","*"],"Resource":"*"}]}'),
    "an object": policy({ Statement: [{ Effect: "Allow", Action: "*" }] }),
  },
  unknown: { "the text": policy(unknownValue), "what is no JSON": policy("{") },
  notApplicable: others,
});
ruleCases(kmsRotation, {
  pass: {
    on: of("aws:kms/key:Key")({ enableKeyRotation: true }),
    "90 days": of("gcp:kms/cryptoKey:CryptoKey")({ rotationPeriod: "7776000s" }),
  },
  fail: {
    "nothing said": of("aws:kms/key:Key")(),
    "a year": of("gcp:kms/cryptoKey:CryptoKey")({ rotationPeriod: "31536000s" }),
  },
  unknown: { "the flag": of("aws:kms/key:Key")({ enableKeyRotation: unknownValue }) },
  notApplicable: { ...others, "a key pair": of("aws:kms/key:Key")({ customerMasterKeySpec: "RSA_2048" }) },
});

const namespace = of("kubernetes:core/v1:Namespace");
const labels = (level: PropertyValue) =>
  namespace(at("metadata.labels", { "pod-security.kubernetes.io/enforce": level }));
ruleCases(namespacePodSecurity, {
  pass: { restricted: labels("restricted") },
  fail: { "nothing said": namespace(), privileged: labels("privileged") },
  unknown: { "the labels": namespace(at("metadata.labels", unknownValue)), "the level": labels(unknownValue) },
  notApplicable: { ...others, "the system": namespace(at("metadata.name", "kube-system")) },
});
const netpol = of("kubernetes:networking.k8s.io/v1:NetworkPolicy");
const jobs = namespace(at("metadata.name", "jobs"), { name: "jobs" });
ruleCases(namespaceNetworkPolicy, {
  pass: {
    "a policy by name": [jobs, netpol(at("metadata.namespace", "jobs"))],
    "a policy that was made of it": [
      jobs,
      netpol(at("metadata.namespace", unknownValue), { from: { metadata: ["jobs"] } }),
    ],
  },
  fail: { none: jobs, "one elsewhere": [jobs, netpol(at("metadata.namespace", "web"))] },
  unknown: { "where the policy is": [jobs, netpol(at("metadata.namespace", unknownValue))] },
  notApplicable: { ...others, "the system": namespace(at("metadata.name", "kube-system")) },
});
const binding = of("kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding");
ruleCases(clusterAdminBinding, {
  pass: { "another role": binding(at("roleRef.name", "view")) },
  fail: { "cluster-admin": binding(at("roleRef.name", "cluster-admin")) },
  unknown: { "the role": binding(at("roleRef.name", unknownValue)), none: binding() },
  notApplicable: others,
});
const role = of("kubernetes:rbac.authorization.k8s.io/v1:ClusterRole");
ruleCases(rbacWildcards, {
  pass: { names: role({ rules: [{ verbs: ["get"], resources: ["pods"] }] }), "no rules": role() },
  fail: { "a star": role({ rules: [{ verbs: ["get", "*"], resources: ["pods"] }] }) },
  unknown: { "the rules": role({ rules: unknownValue }), "a verb": role({ rules: [{ verbs: [unknownValue] }] }) },
  notApplicable: others,
});
const group = (rule: PropertyValue) => of("aws:ec2/securityGroup:SecurityGroup")({ ingress: [rule] });
ruleCases(securityGroupOpen, {
  pass: {
    "a network of yours": group({ fromPort: 22, toPort: 22, cidrBlocks: ["10.0.0.0/8"] }),
    "the web": group({ fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] }),
  },
  fail: {
    SSH: group({ fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] }),
    "a span with SSH in it": group({ fromPort: 0, toPort: 1024, ipv6CidrBlocks: ["::/0"] }),
    "all protocols": group({ fromPort: 0, toPort: 0, protocol: "-1", cidrBlocks: ["0.0.0.0/0"] }),
    "a rule of its own": of("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")({
      cidrIpv4: "0.0.0.0/0",
      fromPort: 22,
      toPort: 22,
    }),
    "a firewall": of("gcp:compute/firewall:Firewall")({
      sourceRanges: ["0.0.0.0/0"],
      allows: [{ protocol: "tcp", ports: ["20-25"] }],
    }),
  },
  unknown: {
    "the rules": of("aws:ec2/securityGroup:SecurityGroup")({ ingress: unknownValue }),
    "a network": group({ fromPort: 22, toPort: 22, cidrBlocks: [unknownValue] }),
    "a port": group({ fromPort: unknownValue, toPort: 22, cidrBlocks: ["0.0.0.0/0"] }),
  },
  notApplicable: {
    ...others,
    "a rule for the way out": of("aws:ec2/securityGroupRule:SecurityGroupRule")({
      type: "egress",
      cidrBlocks: ["0.0.0.0/0"],
    }),
  },
});
