import { afterAll, beforeAll, expect, it } from "vitest";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { benchSuite } from "../../bench/bench-suite.js";
import { adminClient, kubeconfigConnection, KubernetesClient } from "../../bench/control-plane/index.js";
import { waitForPods } from "../../bench/nodes/index.js";
import type { Properties } from "../../bench/providers/test-provider.js";
import { account, adminPolicy, type Made, platform, type Platform } from "./aws-platform.js";

const viewPolicy = adminPolicy.replace("ClusterAdmin", "View");
const [admin, viewer, stranger] = ["admin", "viewer", "stranger"].map((name) => `arn:aws:iam::${account}:role/${name}`);

/** Waits for an answer of the cluster's endpoint to a role, as a kubeconfig's exec plugin signs it in. */
async function statusFor({ outputs }: Made, role = "", path = "/api/v1/nodes"): Promise<number | "no answer"> {
  const args = ["eks", "get-token", "--output", "json", "--cluster-name", "c1", "--region", "us-east-1"];
  const plugin = join(import.meta.dirname, "../../bench/providers/aws/bin/aws");
  const credential = JSON.parse(execFileSync(plugin, [...args, "--role-arn", role], { encoding: "utf8" })) as {
    readonly status: { readonly token: string };
  };
  const authority = (outputs["certificateAuthority"] as { readonly data: string }).data;
  const cluster = { server: String(outputs["endpoint"]), "certificate-authority-data": authority };
  const kubeconfig = JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "c1", cluster }],
    users: [{ name: "user", user: { token: credential.status.token } }],
    contexts: [{ name: "c1", context: { cluster: "c1", user: "user" } }],
    "current-context": "c1",
  });
  const client = new KubernetesClient(await kubeconfigConnection(kubeconfig));
  return client.request({ method: "GET", path }).then(
    ({ status }) => status,
    () => "no answer",
  );
}

benchSuite("An EKS cluster on the bench", () => {
  let made: Platform;
  let subnetIds: readonly string[];

  beforeAll(async () => {
    made = await platform({});
    subnetIds = made.subnets.map(({ id }) => id);
  });

  afterAll(() => made.cloud.close());

  const update = async (vpcConfig: Properties) =>
    (await made.aws.update(made.cluster, { vpcConfig: { subnetIds, ...vpcConfig } })).apply();

  it("lets in who has an access entry, as far as its policies go, and nobody else", async () => {
    const entry = (principalArn = "") => made.aws.create("entry", { clusterName: "c1", principalArn });
    const policy = (principalArn = "", policyArn = "") =>
      made.aws.create("policy", { clusterName: "c1", principalArn, policyArn, accessScope: { type: "cluster" } });
    await entry(admin);
    await entry(viewer);
    await policy(admin, adminPolicy);
    await policy(viewer, viewPolicy);
    expect(await statusFor(made.cluster, admin)).toBe(200);
    // The API server learns of a binding a moment after it was made.
    await expect.poll(() => statusFor(made.cluster, viewer, "/api/v1/pods"), { timeout: 60_000 }).toBe(200);
    expect(await statusFor(made.cluster, viewer)).toBe(403);
    expect(await statusFor(made.cluster, stranger)).toBe(401);
    await made.aws.delete(await entry(stranger));
    expect(await statusFor(made.cluster, stranger)).toBe(401);
  });

  it("answers only addresses that its endpoint is open to", async () => {
    await update({ endpointPublicAccess: true, publicAccessCidrs: ["198.51.100.0/24"] });
    expect(await statusFor(made.cluster, admin)).toBe("no answer");
    await update({ endpointPublicAccess: false, endpointPrivateAccess: true });
    expect(await statusFor(made.cluster, admin)).toBe("no answer");
    await update({ endpointPublicAccess: true, endpointPrivateAccess: true, publicAccessCidrs: ["203.0.113.0/24"] });
    expect(await statusFor(made.cluster, admin)).toBe(200);
  });

  it("shows an add-on degraded whose pods no node takes, and well once one does", async () => {
    const nowhere = JSON.stringify({ nodeSelector: { pool: "system" } });
    const metrics = { clusterName: "c1", addonName: "metrics-server", configurationValues: nowhere };
    await expect(made.aws.create("addon", metrics)).rejects.toThrow(/DEGRADED.*InsufficientNumberOfReplicas/);
    await made.aws.create("group", { ...made.groupArgs, labels: { pool: "system" } });
    const pods = await waitForPods(made.cloud.clusters()[0]?.plane as never, (all) =>
      all.every(({ status }) => status.phase === "Running"),
    );
    expect(new Set(pods.map(({ metadata }) => metadata.labels?.["k8s-app"]))).toEqual(
      new Set(["aws-node", "coredns", "kube-proxy", "metrics-server"]),
    );
  });

  it("changes labels and taints on the nodes that there are, beside those of others", async () => {
    const plane = made.cloud.clusters()[0]?.plane as never;
    const [node] = made.cloud.clusters()[0]?.nodeGroups()[0]?.nodes ?? [];
    const reference = { apiVersion: "v1", kind: "Node", name: node?.name ?? "" };
    const foreign = { key: "team.example.com/drain", value: "yes", effect: "NoSchedule" };
    await adminClient(plane).patch(reference, {
      metadata: { labels: { "team.example.com/owner": "x" } },
      spec: { taints: [foreign], unschedulable: true },
    });
    const group = {
      noun: "group",
      id: "c1:g1",
      inputs: { ...made.groupArgs, region: "us-east-1" },
      outputs: {},
    } as const;
    const taints = [{ key: "gpu", value: "present", effect: "NO_SCHEDULE" }];
    await (await made.aws.update(group, { labels: { pool: "other" }, taints })).apply();
    const found = await adminClient(plane).get(reference);
    expect(found?.metadata.labels).toMatchObject({ pool: "other", "team.example.com/owner": "x" });
    const spec = found?.["spec"] as { readonly taints: readonly unknown[]; readonly unschedulable: boolean };
    expect(spec.unschedulable).toBe(true);
    expect(spec.taints).toEqual(
      expect.arrayContaining([foreign, { key: "gpu", value: "present", effect: "NoSchedule" }]),
    );
  });

  it("says what was left on it, and answers nobody, when it is gone", async () => {
    const plane = made.cloud.clusters()[0]?.plane as never;
    const metadata = { name: "forgotten" };
    await adminClient(plane).create({ apiVersion: "v1", kind: "Namespace", metadata });
    const inputs = { ...made.groupArgs, region: "us-east-1" };
    await made.aws.delete({ noun: "group", id: "c1:g1", inputs, outputs: {} });
    await made.aws.delete(made.cluster);
    expect(made.cloud.abandoned).toContain("c1: v1/Namespace forgotten");
    expect(await statusFor(made.cluster, admin)).toBe("no answer");
    expect(made.cloud.existing().filter((name) => name.startsWith("eks/"))).toEqual([]);
  });
});
