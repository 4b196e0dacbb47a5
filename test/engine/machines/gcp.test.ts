import { get } from "node:https";
import { afterAll, expect, it } from "vitest";
import { gcpMachineTypes } from "@roadstead/core";
import { benchSuite } from "../../bench/bench-suite.js";
import { accessToken, gcpCloud } from "../../bench/providers/gcp/index.js";
import { gcpGpus, gcpMachine } from "../../bench/providers/gcp/machine-types.js";
import { type Properties, UNKNOWN, type Value } from "../../bench/providers/test-provider.js";
import { caller, changed, Project, projectId, region, type Right, right, types } from "./gcp-requests.js";

const gpu = (accelerator: Properties) => ({
  "nodeConfig.guestAccelerators": [{ type: "nvidia-tesla-a100", count: 1, ...accelerator }],
});
const sharing = (strategy: string, clients: number, more: Properties = {}) =>
  gpu({ gpuSharingConfig: { gpuSharingStrategy: strategy, maxSharedClientsPerGpu: clients }, ...more });

/** What is changed, what Google says of it, and a near change that it takes. */
const refusals: readonly (readonly [
  kind: Right,
  wrong: Readonly<Record<string, Value>>,
  says: string,
  near: Readonly<Record<string, Value>>,
])[] = [
  ["nodePool", { "autoscaling.maxNodeCount": 2 }, "together", { "autoscaling.totalMaxNodeCount": 2 }],
  ["nodePool", { "autoscaling.totalMinNodeCount": 5 }, "above", { "autoscaling.totalMinNodeCount": 4 }],
  ["nodePool", { "autoscaling.totalMaxNodeCount": 0 }, "above 0", { "autoscaling.totalMaxNodeCount": 1 }],
  ["nodePool", { "autoscaling.locationPolicy": "SPREAD" }, "one of", { "autoscaling.locationPolicy": "BALANCED" }],
  ["nodePool", { nodeCount: 1 }, "autoscaling", { initialNodeCount: 1 }],
  ["nodePool", { name: "a".repeat(41) }, "up to 40", { name: "a".repeat(40) }],
  ["nodePool", { name: "Gpu" }, "up to 40", { name: "gpu-2" }],
  ["nodePool", { "nodeConfig.machineTypes": "a2" }, "no field", { "nodeConfig.machineType": "a2-highgpu-1g" }],
  ["nodePool", { "nodeConfig.machineType": "a2-highgpu-3g" }, "not known", {}],
  [
    "nodePool",
    { "nodeConfig.machineType": "a2-highgpu-2g" },
    "has 2",
    { "nodeConfig.machineType": "a2-highgpu-2g", ...gpu({ count: 2 }) },
  ],
  [
    "nodePool",
    { "nodeConfig.machineType": "n1-standard-8" },
    "cannot be attached",
    { "nodeConfig.machineType": "n1-standard-8", ...gpu({ type: "nvidia-tesla-t4" }) },
  ],
  [
    "nodePool",
    { "nodeConfig.machineType": "n1-standard-8", ...gpu({ type: "nvidia-tesla-t4", count: 3 }) },
    "1, 2, 4",
    { "nodeConfig.machineType": "n1-standard-8", ...gpu({ type: "nvidia-tesla-t4", count: 4 }) },
  ],
  ["nodePool", { "nodeConfig.machineType": "n2-standard-8", ...gpu({ type: "nvidia-tesla-t4" }) }, "N1", {}],
  ["nodePool", { "nodeConfig.guestAccelerators": [] }, "must say", {}],
  ["nodePool", gpu({ gpuPartitionSize: "1g.10gb" }), "1g.5gb, 2g.10gb", gpu({ gpuPartitionSize: "2g.10gb" })],
  ["nodePool", sharing("TIME_SHARING", 49), "2 to 48", sharing("TIME_SHARING", 48)],
  ["nodePool", sharing("TIME_SHARING", 1), "2 to 48", sharing("MPS", 2)],
  ["nodePool", sharing("SLICING", 2), "one of", sharing("TIME_SHARING", 2)],
  [
    "nodePool",
    sharing("MPS", 2, { gpuPartitionSize: "1g.5gb" }),
    "MPS",
    sharing("TIME_SHARING", 2, { gpuPartitionSize: "1g.5gb" }),
  ],
  ["nodePool", { "nodeConfig.spot": true, "nodeConfig.preemptible": true }, "together", { "nodeConfig.spot": true }],
  ["nodePool", { "nodeConfig.spot": "true" }, "boolean", { "nodeConfig.spot": false }],
  [
    "nodePool",
    { "nodeConfig.taints": [{ key: "a", value: "b", effect: "NoSchedule" }] },
    "NO_SCHEDULE",
    { "nodeConfig.taints": [{ key: "a", value: "b", effect: "NO_EXECUTE" }] },
  ],
  [
    "nodePool",
    { "nodeConfig.labels": { "node.kubernetes.io/pool": "x" } },
    "reserved",
    { "nodeConfig.labels": { "example.com/pool": "x" } },
  ],
  [
    "nodePool",
    { "nodeConfig.ephemeralStorageLocalSsdConfig": { localSsdCount: 3 } },
    "local SSDs",
    { "nodeConfig.ephemeralStorageLocalSsdConfig": { localSsdCount: 2 } },
  ],
  [
    "nodePool",
    { "nodeConfig.kubeletConfig": { insecureKubeletReadonlyPortEnabled: false } },
    '"FALSE"',
    { "nodeConfig.kubeletConfig": { insecureKubeletReadonlyPortEnabled: "FALSE" } },
  ],
  [
    "nodePool",
    { upgradeSettings: { maxSurge: 0, maxUnavailable: 0 } },
    "both be 0",
    { upgradeSettings: { maxSurge: 0, maxUnavailable: 1 } },
  ],
  ["cluster", { name: "b".repeat(41) }, "up to 40", { name: "b".repeat(40) }],
  [
    "cluster",
    { masterAuthorizedNetworksConfig: { cidrBlocks: [{ cidrBlock: "203.0.113.7/24" }] } },
    "block of addresses",
    {},
  ],
  [
    "cluster",
    { "privateClusterConfig.enablePrivateEndpoint": true },
    "public range",
    {
      "privateClusterConfig.enablePrivateEndpoint": true,
      masterAuthorizedNetworksConfig: { cidrBlocks: [{ cidrBlock: "10.0.0.0/8" }] },
    },
  ],
  [
    "cluster",
    { "privateClusterConfig.masterIpv4CidrBlock": "172.16.0.0/24" },
    "/28",
    { "privateClusterConfig.masterIpv4CidrBlock": "172.16.0.0/28" },
  ],
  [
    "cluster",
    { "controlPlaneEndpointsConfig.dnsEndpointConfig": { enableK8sTokensViaDns: true } },
    "allowExternalTraffic",
    { "controlPlaneEndpointsConfig.dnsEndpointConfig": { enableK8sTokensViaDns: true, allowExternalTraffic: true } },
  ],
  [
    "cluster",
    { "workloadIdentityConfig.workloadPool": "other.svc.id.goog" },
    "svc.id.goog",
    { "workloadIdentityConfig.workloadPool": `${projectId}.svc.id.goog` },
  ],
  ["cluster", { initialNodeCount: 0 }, "greater than zero", { initialNodeCount: 2 }],
  ["cluster", { nodeLocations: ["us-central1-a"] }, "not in", { nodeLocations: [`${region}-c`] }],
  ["cluster", { "releaseChannel.channel": "FAST" }, "one of", { "releaseChannel.channel": "RAPID" }],
  [
    "cluster",
    { datapathProvider: "ADVANCED_DATAPATH", "networkPolicy.enabled": true },
    "Dataplane V2",
    { datapathProvider: "ADVANCED_DATAPATH", "networkPolicy.enabled": false },
  ],
  ["cluster", { resourceLabels: labels(65) }, "more than 64", { resourceLabels: labels(64) }],
  ["cluster", { resourceLabels: { Team: "ml" } }, "lower-case", { resourceLabels: { team: "ml" } }],
  ["cluster", { endpoint: "10.0.0.2" }, "Google Cloud only", {}],
  ["network", { name: "Bench" }, "must match", { name: "bench-2" }],
  ["subnetwork", { ipCidrRange: "10.4.0.0/20" }, "overlaps", { ipCidrRange: "10.3.0.0/20" }],
  ["subnetwork", { ipCidrRange: "10.0.0.1/20" }, "block of addresses", {}],
  [
    "nat",
    { sourceSubnetworkIpRangesToNat: "LIST_OF_SUBNETWORKS" },
    "LIST_OF_SUBNETWORKS",
    {
      sourceSubnetworkIpRangesToNat: "LIST_OF_SUBNETWORKS",
      subnetworks: [{ name: "bench", sourceIpRangesToNats: ["ALL_IP_RANGES"] }],
    },
  ],
  ["account", { accountId: "nodes" }, "6 to 30", { accountId: "nodes-1" }],
  ["account", { accountId: "n".repeat(31) }, "6 to 30", { accountId: "n".repeat(30) }],
  ["member", { member: "ci@example.com" }, "IAM member", { member: "serviceAccount:ci@example.com" }],
  ["member", { role: "container.admin" }, "name of a role", { role: `projects/${projectId}/roles/own` }],
  ["cryptoKey", { rotationPeriod: "90d" }, "seconds", { rotationPeriod: "7776000s" }],
  ["cryptoKey", { purpose: "ENCRYPT" }, "one of", { purpose: "ENCRYPT_DECRYPT" }],
];

benchSuite("the emulator of Google Cloud refuses by itself", () => {
  const cloud = gcpCloud({ project: projectId, caller });
  const provider = cloud.provider();
  const failures = async (kind: Right, change: Readonly<Record<string, Value>>) => {
    const urn = `urn:pulumi:s::p::${types[kind]}::it`;
    const news = changed(right[kind], change);
    const result = await provider.check({ urn, type: types[kind], olds: {}, news, randomSeed: Buffer.alloc(32) });
    return (result.failures ?? []).map(({ property, reason }) => `${property}: ${reason}`).join("\n");
  };

  it.each(refusals)("%s with %j, but not near it", async (kind, wrong, says, near) => {
    expect(await failures(kind, wrong)).toContain(says);
    expect(await failures(kind, near)).toBe("");
  });

  it("nothing that is not known yet", async () => {
    const unknown = { "nodeConfig.machineType": UNKNOWN, "nodeConfig.guestAccelerators": UNKNOWN, cluster: UNKNOWN };
    expect(await failures("nodePool", unknown)).toBe("");
  });

  it("a resource without what it needs", async () => {
    const news = { project: projectId, role: "roles/viewer" };
    const urn = `urn:pulumi:s::p::${types.member}::it`;
    const { failures: found } = await provider.check({
      urn,
      type: types.member,
      olds: {},
      news,
      randomSeed: Buffer.alloc(32),
    });
    expect(found).toEqual([{ property: "member", reason: "Missing required property" }]);
  });
});

benchSuite("the emulator of Google Cloud knows its machines", () => {
  // Slices of a GPU, which GKE does not offer.
  const slices = ["g4-standard-6", "g4-standard-12", "g4-standard-24"];

  it("every one of the library's catalog, as the catalog has it", () => {
    const rows = gcpMachineTypes.filter(({ name }) => !slices.includes(name));
    expect(rows.length).toBeGreaterThan(100);
    const differing = rows.filter((row) => {
      const machine = gcpMachine(row.name);
      const attached = machine?.gpus === undefined && row.gpu !== undefined;
      const count = attached ? row.gpu?.count : machine?.gpus?.count;
      const type = attached ? row.gkeAccelerator : machine?.gpus?.type;
      return (
        machine?.vcpu !== row.vcpu ||
        machine.memoryMib !== row.memoryGib * 1024 ||
        count !== row.gpu?.count ||
        type !== row.gkeAccelerator ||
        (type !== undefined && gcpGpus[type] === undefined)
      );
    });
    expect(differing.map(({ name }) => name)).toEqual([]);
  });
});

benchSuite("the emulator of Google Cloud refuses by what the project has", () => {
  const cloud = gcpCloud({ project: projectId, caller });
  const project = new Project(cloud);
  const { create, remove, replaced } = project;
  const agent = async () => String((await create("identity", {})).outputs["member"]);

  afterAll(() => cloud.close());

  it("a grant to an account that does not exist", async () => {
    const nodes = `serviceAccount:bench-nodes@${projectId}.iam.gserviceaccount.com`;
    const grant = () => create("member", { role: "roles/container.defaultNodeServiceAccount", member: nodes });
    await expect(grant()).rejects.toThrow("does not exist");
    await create("account", {});
    await grant();
  });

  it("a name that was given already", async () => {
    await create("network", {});
    await expect(create("network", {})).rejects.toThrow("409");
    await expect(create("account", {})).rejects.toThrow("409");
  });

  it("a subnetwork in the addresses of another, and a router in no network", async () => {
    await create("subnetwork", {});
    await expect(create("subnetwork", { name: "other" })).rejects.toThrow("overlaps");
    await expect(create("router", { network: `projects/${projectId}/global/networks/none` })).rejects.toThrow(
      "not found",
    );
    await expect(create("nat", {})).rejects.toThrow("the router");
    await create("router", {});
    await create("nat", {});
    await expect(remove("router")).rejects.toThrow("already being used");
    await expect(remove("network")).rejects.toThrow("already being used");
  });

  it("a cluster of a caller without a role, then without its account, then without its key", async () => {
    await expect(create("cluster", {})).rejects.toThrow("container.clusters.create");
    await create("member", {});
    await expect(create("cluster", {})).rejects.toThrow("CryptoKey");
    await create("keyRing", {});
    await create("cryptoKey", {});
    await expect(create("cluster", {})).rejects.toThrow("service agent");
    const use = { role: "roles/cloudkms.cryptoKeyEncrypterDecrypter", member: await agent() };
    await create("cryptoKeyMember", { cryptoKeyId: project.idOf("cryptoKey"), ...use });
    await expect(create("cluster", {})).rejects.toThrow("iam.serviceAccounts.actAs");
    const actAs = { role: "roles/iam.serviceAccountUser", member: caller };
    await create("accountMember", { serviceAccountId: project.idOf("account"), ...actAs });
  });

  it("a cluster in the wrong place", async () => {
    const range = { "ipAllocationPolicy.clusterSecondaryRangeName": "none" };
    await expect(create("cluster", range)).rejects.toThrow('no secondary range named "none"');
    await expect(create("cluster", { "privateClusterConfig.masterIpv4CidrBlock": "10.0.0.0/28" })).rejects.toThrow(
      "overlaps",
    );
    await expect(create("cluster", { minMasterVersion: "1.20" })).rejects.toThrow("not offered");
    await create("keyRing", { name: "elsewhere", location: "us-central1" });
    const elsewhere = `projects/${projectId}/locations/us-central1/keyRings/elsewhere`;
    await create("cryptoKey", { keyRing: elsewhere, name: "far" });
    const farKey = { "databaseEncryption.keyName": `${elsewhere}/cryptoKeys/far` };
    await expect(create("cluster", farKey)).rejects.toThrow("it must be in the cluster's region");
  });

  it("a node pool that is there, in a cluster that is not, or with changed beginnings", async () => {
    await expect(create("nodePool", {})).rejects.toThrow("was not found");
    await create("cluster", {});
    await create("nodePool", {});
    await expect(create("nodePool", {})).rejects.toThrow("409");
    expect(await replaced("nodePool", { initialNodeCount: 1 })).toEqual(["initialNodeCount"]);
    expect(await replaced("nodePool", { "autoscaling.totalMaxNodeCount": 8 })).toEqual([]);
    expect(await replaced("nodePool", gpu({ gpuPartitionSize: "2g.10gb" }))).toEqual([
      "nodeConfig.guestAccelerators[0].gpuPartitionSize",
    ]);
  });

  it("nodes that it has no machines for", async () => {
    cloud.faults.stockout = ({ machineType, zone }) => machineType === "a2-highgpu-1g" && zone.endsWith("-b");
    const soldOut = create("nodePool", { name: "sold-out", initialNodeCount: 1 });
    await expect(soldOut).rejects.toThrow("ZONE_RESOURCE_POOL_EXHAUSTED");
    cloud.faults.stockout = undefined;
    expect(cloud.clusters()[0]?.nodeGroups()).toEqual([{ name: "gpu", min: 0, max: 4, nodes: [] }]);
  });

  it("signing in where the caller's packets do not get to, or where nothing is granted", async () => {
    const { plane } = cloud.clusters()[0] ?? expect.fail("no cluster");
    const outputs = await project.outputsOf("cluster");
    const endpoints = outputs["controlPlaneEndpointsConfig"] as { dnsEndpointConfig: { endpoint: string } };
    const ask = (address: string, who: string) => namespaces(`https://${address}`, plane.caPem, accessToken(who));
    expect(await ask(String(outputs["endpoint"]), caller)).toBe(200);
    expect(await ask(String(outputs["endpoint"]), "user:stranger@example.com")).toBe(401);
    await expect(ask(endpoints.dnsEndpointConfig.endpoint, caller)).rejects.toThrow();
    await create("member", { role: "roles/viewer", member: "user:reader@example.com" });
    await create("member", { role: "roles/artifactregistry.reader", member: "user:other@example.com" });
    expect(await ask(String(outputs["endpoint"]), "user:reader@example.com")).toBe(200);
    expect(await ask(String(outputs["endpoint"]), "user:other@example.com")).toBe(403);
    await project.update("cluster", {
      masterAuthorizedNetworksConfig: { cidrBlocks: [{ cidrBlock: "198.51.100.0/24" }] },
    });
    await expect(ask(String(outputs["endpoint"]), caller)).rejects.toThrow();
  });

  it("steps of versions that GKE does not take", async () => {
    await expect(project.update("cluster", { minMasterVersion: "1.33" })).rejects.toThrow("earlier minor version");
    await expect(project.update("cluster", { minMasterVersion: "1.36" })).resolves.toMatchObject({
      masterVersion: expect.stringMatching(/^1\.36\./) as unknown,
    });
  });

  it("what is taken away too early", async () => {
    const upgraded = { minMasterVersion: "1.36" };
    await expect(remove("cluster")).rejects.toThrow("is still there");
    await expect(remove("account")).rejects.toThrow("still run as");
    await remove("nodePool");
    await expect(remove("cryptoKey")).rejects.toThrow("still encrypts");
    await expect(remove("subnetwork")).rejects.toThrow("already being used");
    await project.update("cluster", { deletionProtection: true, ...upgraded });
    await expect(remove("cluster")).rejects.toThrow("deletion_protection");
    await project.update("cluster", upgraded);
    await remove("cluster");
    expect(cloud.clusters()).toEqual([]);
  });

  it("a key's name a second time", async () => {
    await remove("cryptoKey");
    await remove("keyRing");
    await expect(create("keyRing", {})).rejects.toThrow("already exists");
    await create("keyRing", { name: "ring-2" });
  });
});

/** Status of the answer to somebody who asks for the namespaces. */
function namespaces(server: string, ca: string, token: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const options = { ca, agent: false, headers: { authorization: `Bearer ${token}` } };
    get(`${server}/api/v1/namespaces`, options, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on("error", reject);
  });
}

function labels(count: number): Properties {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`label-${index}`, "x"]));
}
