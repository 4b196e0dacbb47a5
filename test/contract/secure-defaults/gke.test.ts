import { beforeAll, describe, expect, it } from "vitest";
import { type ClusterPlan, labelOf, planCluster, plainInputs } from "../cluster-plan.js";
import { type KnownResource, revealed, runWithKnownOutputs } from "../known-outputs.js";
import { defaultClusters } from "./default-clusters.js";

let plan: ClusterPlan;
let known: readonly KnownResource[];
beforeAll(async () => {
  plan = await planCluster(defaultClusters.gke);
  known = await runWithKnownOutputs(defaultClusters.gke);
});

/** The checks of single arguments are beside the target's own tests; here is what only the whole shows. */
describe("GKE, where the factory says nothing", () => {
  it("gives nobody a basic role, and the nodes no right to change anything (CKV_GCP_42, CKV_GCP_46, CKV_GCP_49, CKV_GCP_117)", () => {
    const grants = known
      .filter(({ urn }) => urn.includes("$gcp:projects/iAMMember:IAMMember::"))
      .map(({ inputs }) => [inputs["member"], inputs["role"]] as const);
    const nodes = "serviceAccount:ai-node-service-account@project.example.com";
    expect(
      grants
        .filter(([member]) => member === nodes)
        .map(([, role]) => role)
        .sort(),
    ).toEqual([
      "roles/artifactregistry.reader",
      "roles/container.defaultNodeServiceAccount",
      // Image streaming reads images on the project's quota; the role changes nothing either.
      "roles/serviceusage.serviceUsageConsumer",
    ]);
    // The deployer makes Kubernetes objects of every kind, and GKE grants that on projects only.
    expect(grants.filter(([member]) => member !== nodes)).toEqual([
      ["serviceAccount:ci@example.com", "roles/container.admin"],
    ]);
  });

  it("lets only GKE's own agent use the key of the Secrets (CKV_GCP_112)", () => {
    const grants = plan.ofType("gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember");
    expect(grants.map((grant) => [plainInputs(grant)["role"], grant.propertyDependencies["member"]])).toEqual([
      ["roles/cloudkms.cryptoKeyEncrypterDecrypter", [plan.named("ai-gke-service-agent").urn]],
    ]);
  });

  it("protects the key of the Secrets with the cluster, and rotates it within 90 days (CKV_GCP_43, CKV_GCP_82)", () => {
    const protectedOnes = plan.children.filter(({ protect }) => protect).map(labelOf);
    expect(protectedOnes.sort()).toEqual([
      "container.Cluster ai-cluster",
      "index.RandomId ai-deletion-guard",
      "kms.CryptoKey ai-secrets-key",
    ]);
    const [key] = plan.ofType("gcp:kms/cryptoKey:CryptoKey");
    expect(Number.parseInt(String(key?.inputs["rotationPeriod"]), 10)).toBeLessThanOrEqual(90 * 24 * 3600);
  });

  it("makes no firewall rule and no address: nothing is opened that Google has closed", () => {
    expect(plan.children.filter(({ type }) => /[Ff]irewall|\/address:|globalAddress/.test(type)).map(labelOf)).toEqual(
      [],
    );
  });

  it("has no node with the project's default service account, also not in the throw-away pool", () => {
    const account = plan.named("ai-node-service-account").urn;
    const [cluster] = plan.ofType("gcp:container/cluster:Cluster");
    const holders = [cluster, ...plan.ofType("gcp:container/nodePool:NodePool")];
    expect(holders.length).toBeGreaterThan(1);
    for (const holder of holders) expect(holder?.propertyDependencies["nodeConfig"]).toContain(account);
  });

  it("keeps the kubeconfig secret wherever it stands", () => {
    const holders = known.filter((resource) => JSON.stringify(revealed(resource).all).includes("current-context"));
    expect(holders.map(({ urn }) => urn.split("::").at(-1)).sort()).toEqual(["ai", "ai-kubernetes"]);
    expect(JSON.stringify(holders.map((resource) => revealed(resource).plain))).not.toContain("current-context");
  });
});
