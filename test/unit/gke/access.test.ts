import { isUnknown, withoutSecret } from "@roadstead/core";
import { describe, expect, it } from "vitest";
import { kubeconfigText } from "../../../packages/gke/src/kubeconfig.js";
import { child, config, inputs, planCluster, reachedBy } from "./plan-cluster.js";

describe("the way to the API server", () => {
  it("by DNS is guarded by IAM, and no address of the internet gets in", async () => {
    const plan = await planCluster(reachedBy("dns"));
    expect(inputs(plan, "ai-cluster")).toMatchObject({
      controlPlaneEndpointsConfig: {
        dnsEndpointConfig: { allowExternalTraffic: true, enableK8sTokensViaDns: true, enableK8sCertsViaDns: false },
      },
      privateClusterConfig: { enablePrivateEndpoint: true },
      masterAuthorizedNetworksConfig: { cidrBlocks: [] },
    });
  });

  it("in public is open to the named ranges only", async () => {
    const plan = await planCluster(reachedBy({ public: ["203.0.113.0/24"] }));
    expect(inputs(plan, "ai-cluster")).toMatchObject({
      controlPlaneEndpointsConfig: { dnsEndpointConfig: { allowExternalTraffic: false } },
      privateClusterConfig: { enablePrivateNodes: true, enablePrivateEndpoint: false },
      masterAuthorizedNetworksConfig: {
        cidrBlocks: [{ cidrBlock: "203.0.113.0/24" }],
        gcpPublicCidrsAccessEnabled: false,
      },
    });
  });

  it("in private is open to private addresses, or to the ranges that the factory names", async () => {
    const open = inputs(await planCluster(reachedBy("private")), "ai-cluster");
    expect(open).toMatchObject({
      privateClusterConfig: { enablePrivateEndpoint: true },
      masterAuthorizedNetworksConfig: {
        cidrBlocks: [{ cidrBlock: "10.0.0.0/8" }, { cidrBlock: "172.16.0.0/12" }, { cidrBlock: "192.168.0.0/16" }],
      },
    });
    const access = { ...config.access, endpoint: "private", privateNetworks: ["10.8.0.0/16"] } as const;
    expect(inputs(await planCluster({ ...config, access }), "ai-cluster")).toMatchObject({
      masterAuthorizedNetworksConfig: { cidrBlocks: [{ cidrBlock: "10.8.0.0/16" }] },
    });
  });
});

describe("who gets in", () => {
  it("is the deployer and every admin, each granted once", async () => {
    const { access } = config;
    const plan = await planCluster({ ...config, access: { ...access, admins: [...access.admins, access.deployer] } });
    const members = plan.resources
      .filter(({ name }) => name.startsWith("ai-admin-"))
      .map(({ name }) => inputs(plan, name));
    expect(members).toEqual(
      expect.arrayContaining([
        { project: "my-ml-project", role: "roles/container.admin", member: access.deployer },
        { project: "my-ml-project", role: "roles/container.admin", member: "group:platform@example.com" },
      ]),
    );
    expect(members).toHaveLength(2);
  });

  it("is nobody by our hand where the project's policy belongs to others", async () => {
    const plan = await planCluster({ ...config, iam: { projectGrants: "user" } });
    expect(plan.resources.filter(({ type }) => type === "gcp:projects/iAMMember:IAMMember")).toEqual([]);
  });
});

describe("the kubeconfig", () => {
  it("signs in by the exec plugin and has no token", () => {
    const text = kubeconfigText({ name: "ai-dev", server: "https://203.0.113.9", ca: "Zm9v" });
    expect(JSON.parse(text)).toMatchObject({
      "current-context": "ai-dev",
      clusters: [{ name: "ai-dev", cluster: { server: "https://203.0.113.9", "certificate-authority-data": "Zm9v" } }],
      users: [
        {
          user: {
            exec: {
              apiVersion: "client.authentication.k8s.io/v1beta1",
              command: "gke-gcloud-auth-plugin",
              args: [],
              env: [],
              provideClusterInfo: true,
            },
          },
        },
      ],
    });
  });

  it("has no certificate authority for a DNS endpoint, whose certificate is public", () => {
    const { clusters } = JSON.parse(
      kubeconfigText({ name: "ai-dev", server: "https://gke-1a.us-central1.gke.goog", ca: undefined }),
    ) as { clusters: { cluster: object }[] };
    expect(clusters[0]?.cluster).toEqual({ server: "https://gke-1a.us-central1.gke.goog" });
  });

  it("names whose credentials it uses", () => {
    const facts = { name: "x", server: "https://x", ca: undefined };
    const account = "deploy@my-ml-project.iam.gserviceaccount.com";
    expect(kubeconfigText(facts, { configuration: "work", impersonateServiceAccount: account })).toContain(
      JSON.stringify([
        { name: "CLOUDSDK_ACTIVE_CONFIG_NAME", value: "work" },
        { name: "CLOUDSDK_AUTH_IMPERSONATE_SERVICE_ACCOUNT", value: account },
      ]),
    );
    expect(kubeconfigText(facts, { applicationDefaultCredentials: true })).toContain(
      '"--use_application_default_credentials"',
    );
  });

  it.each(["dns", "private", { public: ["203.0.113.0/24"] }] as const)(
    "is unknown until there is a cluster, with the endpoint %j",
    async (endpoint) => {
      const provider = child(await planCluster(reachedBy(endpoint)), "ai-kubernetes");
      expect(isUnknown(withoutSecret(provider.inputs["kubeconfig"] ?? null))).toBe(true);
      expect(isUnknown(provider.inputs["clusterIdentifier"])).toBe(true);
    },
  );

  it("does not replace the cluster's objects when it changes", async () => {
    const provider = child(await planCluster(), "ai-kubernetes");
    expect(Object.keys(provider.inputs)).toContain("clusterIdentifier");
    expect(Object.keys(provider.inputs)).not.toContain("deleteUnreachable");
    expect(withoutSecret(provider.inputs["enableSecretMutable"] ?? null)).toBe("true");
    expect(withoutSecret(provider.inputs["enableConfigMapMutable"] ?? null)).toBe("true");
  });
});
