import { describe, expect, it } from "vitest";
import { child, inputs, nameOf } from "../plan-cluster.js";
import { attemptStores, ofWorkload, planStores } from "./plan-stores.js";

const plan = await planStores({ grants: [{ access: "read" }, { access: "write", prefix: "team-a/" }] });
const grants = ofWorkload(plan).filter(({ type }) => type === "gcp:storage/bucketIAMMember:BucketIAMMember");

describe("the identity of pods on GKE", () => {
  it("is a service account that only their own ServiceAccount acts as", () => {
    expect(inputs(plan, "ai-models-mlflow-use")).toMatchObject({
      role: "roles/iam.workloadIdentityUser",
      member: "serviceAccount:my-ml-project.svc.id.goog[models/mlflow]",
    });
    const use = child(plan, "ai-models-mlflow-use");
    expect(use.propertyDependencies["serviceAccountId"]?.map(nameOf)).toEqual(["ai-models-mlflow"]);
  });

  it("waits for the cluster, with which a project gets its pool of identities", () => {
    expect(child(plan, "ai-models-mlflow-use").dependencies.map(nameOf)).toContain("ai-cluster");
  });

  it("may do with the bucket what was granted, and nothing else anywhere", () => {
    expect(grants.map(({ inputs: { role } }) => role).sort()).toEqual([
      "roles/storage.objectUser",
      "roles/storage.objectViewer",
    ]);
    for (const grant of grants) {
      expect(grant.propertyDependencies["bucket"]?.map(nameOf)).toEqual(["models-artifacts-bucket"]);
      expect(grant.propertyDependencies["member"]?.map(nameOf)).toEqual(["ai-models-mlflow"]);
    }
    expect(ofWorkload(plan).filter(({ type }) => type.startsWith("gcp:projects/"))).toEqual([]);
  });

  it("is held to a prefix by a condition", () => {
    const [whole, below] = ["roles/storage.objectViewer", "roles/storage.objectUser"].map((role) =>
      grants.find((grant) => grant.inputs["role"] === role),
    );
    expect(whole?.inputs["condition"]).toBeUndefined();
    expect(below?.inputs["condition"]).toMatchObject({ title: "write below a prefix" });
    expect(below?.name).toMatch(/^ai-models-mlflow-models-artifacts-write-[a-z0-9]+$/);
  });

  it("has an account id that Google takes, however long the names, and one for each cluster", async () => {
    const ids = await Promise.all(
      [plan, await planStores({ cluster: "the-cluster-of-all-research" })].map(async (of) =>
        String(ofWorkload(of).find(({ type }) => type === "gcp:serviceaccount/account:Account")?.inputs["accountId"]),
      ),
    );
    expect(ids[0]).toBe("ai-dev-models-mlflow");
    for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/);
    expect(new Set(ids).size).toBe(2);
  });

  it("is asked for once", async () => {
    const { errors } = await attemptStores({ identities: 2 });
    expect(errors).toContain("has an identity already");
  });
});
