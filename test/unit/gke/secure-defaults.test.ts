import { describe, expect, it } from "vitest";
import { config, inputs, planCluster } from "./plan-cluster.js";

/*
 * What scanners look for, by Checkov's id, decided here by default. CKV_GCP_65 (Google Groups in RBAC) needs a
 * group in the user's own domain, so it is the factory's `access.securityGroup`; CKV_GCP_24 is about Pod Security
 * Policies, which Kubernetes no longer has.
 */
const plan = await planCluster();
const cluster = inputs(plan, "ai-cluster");
const pools = plan.resources.filter(({ type }) => type === "gcp:container/nodePool:NodePool").map(({ name }) => name);

describe("a cluster on GKE by default", () => {
  const settings: Readonly<Record<string, object>> = {
    "CKV_GCP_1 sends logs of the control plane": {
      loggingConfig: {
        enableComponents: ["SYSTEM_COMPONENTS", "WORKLOADS", "APISERVER", "CONTROLLER_MANAGER", "SCHEDULER"],
      },
    },
    "CKV_GCP_7 has no legacy authorization": { enableLegacyAbac: false },
    "CKV_GCP_8 sends metrics": { monitoringConfig: { managedPrometheus: { enabled: true } } },
    "CKV_GCP_12 enforces network policies by Dataplane V2": {
      datapathProvider: "ADVANCED_DATAPATH",
      networkPolicy: { enabled: false },
      addonsConfig: { networkPolicyConfig: { disabled: true } },
    },
    "CKV_GCP_13 issues no client certificate": {
      masterAuth: { clientCertificateConfig: { issueClientCertificate: false } },
    },
    "CKV_GCP_18, CKV_GCP_20 lets no address of the internet in": {
      privateClusterConfig: { enablePrivateEndpoint: true },
      masterAuthorizedNetworksConfig: { cidrBlocks: [], gcpPublicCidrsAccessEnabled: false },
    },
    "CKV_GCP_21 carries the tags as labels": {
      resourceLabels: { owner: "ml-platform", "cost-center": "4711", environment: "dev" },
    },
    "CKV_GCP_23 is VPC-native": {
      networkingMode: "VPC_NATIVE",
      ipAllocationPolicy: { clusterSecondaryRangeName: "pods", servicesSecondaryRangeName: "services" },
    },
    "CKV_GCP_25, CKV_GCP_64 has private nodes": { privateClusterConfig: { enablePrivateNodes: true } },
    "CKV_GCP_61 shows traffic within a node to flow logs": { enableIntranodeVisibility: true },
    "CKV_GCP_66 enforces binary authorization": {
      binaryAuthorization: { evaluationMode: "PROJECT_SINGLETON_POLICY_ENFORCE" },
    },
    "CKV_GCP_67 is of a version without legacy metadata": { minMasterVersion: "1.36" },
    "CKV_GCP_70 follows a release channel": { releaseChannel: { channel: "REGULAR" } },
    "CKV_GCP_71 shields its nodes": { enableShieldedNodes: true },
    "CKV2_GCP_19 has no alpha features": { enableKubernetesAlpha: false },
    "encrypts Secrets with a key": { databaseEncryption: { state: "ENCRYPTED" } },
    "is protected from deletion": { deletionProtection: true },
    "binds nothing to everybody": {
      rbacBindingConfig: {
        enableInsecureBindingSystemAuthenticated: false,
        enableInsecureBindingSystemUnauthenticated: false,
      },
      anonymousAuthenticationConfig: { mode: "LIMITED" },
    },
    "opens no read-only port of kubelets": {
      nodePoolDefaults: { nodeConfigDefaults: { insecureKubeletReadonlyPortEnabled: "FALSE" } },
    },
    "gives pods identities of their own": { workloadIdentityConfig: { workloadPool: "my-ml-project.svc.id.goog" } },
    "has no gateway until one is asked for": { gatewayApiConfig: { channel: "CHANNEL_DISABLED" } },
    "checks its configuration": { securityPostureConfig: { mode: "BASIC" } },
  };

  it.each(Object.entries(settings))("%s", (_what, expected) => expect(cluster).toMatchObject(expected));

  it("CKV_GCP_123 has no node pools within the cluster resource", () => {
    expect(Object.keys(cluster)).not.toContain("nodePools");
    expect(cluster).toMatchObject({ removeDefaultNodePool: true, initialNodeCount: 1 });
  });

  it("CKV_GCP_69 hardens even the throw-away nodes that it starts with", () => {
    expect(cluster["nodeConfig"]).toMatchObject({
      workloadMetadataConfig: { mode: "GKE_METADATA" },
      shieldedInstanceConfig: { enableSecureBoot: true, enableIntegrityMonitoring: true },
      imageType: "COS_CONTAINERD",
      metadata: { "disable-legacy-endpoints": "true" },
      serviceAccount: "<unknown:nodeConfig.serviceAccount>",
    });
  });

  it("takes Google Groups in RBAC where the factory names the group (CKV_GCP_65)", async () => {
    const access = { ...config.access, securityGroup: "gke-security-groups@example.com" };
    expect(inputs(await planCluster({ ...config, access }), "ai-cluster")).toMatchObject({
      authenticatorGroupsConfig: { securityGroup: "gke-security-groups@example.com" },
    });
  });
});

describe.each(pools)("the node pool %s by default", (name) => {
  const settings: Readonly<Record<string, object>> = {
    "CKV_GCP_9 repairs nodes": { management: { autoRepair: true } },
    "CKV_GCP_10 upgrades nodes": { management: { autoUpgrade: true } },
    "CKV_GCP_22 runs Container-Optimized OS": { nodeConfig: { imageType: "COS_CONTAINERD" } },
    "CKV_GCP_68 boots securely": { nodeConfig: { shieldedInstanceConfig: { enableSecureBoot: true } } },
    "CKV_GCP_69 hides the node's identity from pods": {
      nodeConfig: { workloadMetadataConfig: { mode: "GKE_METADATA" } },
    },
    "CKV_GCP_72 watches its own integrity": {
      nodeConfig: { shieldedInstanceConfig: { enableIntegrityMonitoring: true } },
    },
    "has no public addresses": { networkConfig: { enablePrivateNodes: true } },
    "opens no read-only port": { nodeConfig: { kubeletConfig: { insecureKubeletReadonlyPortEnabled: "FALSE" } } },
    "waits for disruption budgets when it goes": {
      nodeDrainConfigs: [{ respectPdbDuringNodePoolDeletion: true }],
    },
  };

  it.each(Object.entries(settings))("%s", (_what, expected) => expect(inputs(plan, name)).toMatchObject(expected));
});

describe("what stands around the cluster by default", () => {
  it("CKV_GCP_43 rotates the key of the Secrets every 90 days at most", () => {
    expect(inputs(plan, "ai-secrets-key")["rotationPeriod"]).toBe(`${90 * 24 * 3600}s`);
  });

  it("CKV_GCP_26, CKV_GCP_74 logs flows and reaches Google's APIs without public addresses", () => {
    expect(inputs(plan, "ai-subnetwork")).toMatchObject({ privateIpGoogleAccess: true });
    expect(Object.keys(inputs(plan, "ai-subnetwork"))).toContain("logConfig");
  });

  it("CKV_GCP_41, CKV_GCP_49 grants nodes what they and image streaming want, and nothing else", () => {
    const roles = plan.resources
      .filter(({ type, name }) => type === "gcp:projects/iAMMember:IAMMember" && name.startsWith("ai-node-"))
      .map(({ name }) => inputs(plan, name)["role"])
      .sort();
    expect(roles).toEqual([
      "roles/artifactregistry.reader",
      "roles/container.defaultNodeServiceAccount",
      "roles/serviceusage.serviceUsageConsumer",
    ]);
  });
});
