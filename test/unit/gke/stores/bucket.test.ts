import { shortHash } from "@roadstead/core";
import { describe, expect, it } from "vitest";
import { config } from "../plan-cluster.js";
import { attemptStores, inputsOf, planStores } from "./plan-stores.js";

const type = "gcp:storage/bucket:Bucket";
const plan = await planStores({ objectStore: { noncurrentDays: 14 } });

describe("a bucket on GKE", () => {
  it("is private, whatever the organization's policy (CKV_GCP_28, CKV_GCP_29, CKV_GCP_114)", () => {
    expect(inputsOf(plan, type)).toMatchObject({
      uniformBucketLevelAccess: true,
      publicAccessPrevention: "enforced",
    });
  });

  it("is in the cluster's region", () => {
    expect(inputsOf(plan, type)["location"]).toBe("US-CENTRAL1");
  });

  it("keeps versions for as long as was asked, and what was deleted for good for a week (CKV_GCP_78)", () => {
    expect(inputsOf(plan, type)).toMatchObject({
      versioning: { enabled: true },
      lifecycleRules: [
        { action: { type: "Delete" }, condition: { daysSinceNoncurrentTime: 14, withState: "ARCHIVED" } },
        { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 7 } },
      ],
      softDeletePolicy: { retentionDurationSeconds: 604_800 },
    });
  });

  it("is named after project, cluster and component", () => {
    expect(inputsOf(plan, type)["name"]).toBe("my-ml-project-ai-dev-models-artifacts");
  });

  it.each([
    ["with capital letters", "Models_Artifacts", /^my-ml-project-ai-dev-models-artifacts-[a-z0-9]+$/],
    ["that is too long", "models-artifacts-of-the-whole-of-research-and-of-production", /^my-ml-project-.{20,49}$/],
    [
      "that Google keeps for itself",
      "google-models",
      new RegExp(`^${shortHash(["my-ml-project", "ai-dev", "google-models"])}$`),
    ],
    ["that nearly is one of Google's", "g00gle", /^[a-z0-9]{3,63}$/],
  ])("gets a name that Cloud Storage takes for one %s", async (_, bucket, name) => {
    expect(inputsOf(await planStores({ bucket }), type)["name"]).toMatch(name);
  });

  it.each(["Models", "my.models", "my-google-models", "ab"])("refuses the name %s of a transform", async (name) => {
    const transform = { bucket: <A>(args: A) => ({ ...args, name }) };
    const { errors, plan: refused } = await attemptStores({ own: { ...config, transform } });
    expect(errors).toContain("models-artifacts-bucket");
    expect(refused.resources.some((resource) => resource.type === type)).toBe(false);
  });
});
