import { describe, expect, it } from "vitest";
import { redactMap } from "@roadstead/core";
import { existingCluster, newCluster } from "../planned-cluster.js";
import { plannedStores } from "./planned-stores.js";

const plan = await plannedStores();
const inputs = (type: string, of = plan) => redactMap(of.one(`aws:s3/${type}`, "models-artifacts").inputs);
const bucketType = "bucket:Bucket";
const encryptionType = "bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";

describe("a bucket on EKS", () => {
  it("is closed to the public, and has no ACLs", () => {
    expect(inputs("bucketPublicAccessBlock:BucketPublicAccessBlock")).toMatchObject({
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    expect(inputs("bucketOwnershipControls:BucketOwnershipControls")["rule"]).toEqual({
      objectOwnership: "BucketOwnerEnforced",
    });
  });

  it("is encrypted with the cluster's key, and needs one call to KMS for many objects", () => {
    expect(inputs(encryptionType)["rules"]).toMatchObject([
      { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" }, bucketKeyEnabled: true },
    ]);
    const key = plan.one("aws:kms/key:Key");
    expect(plan.waitsFor(plan.one(`aws:s3/${encryptionType}`), key)).toBe(true);
  });

  it("is encrypted with a key of S3 on a cluster that exists, unless the factory has one", async () => {
    const existing = { ...existingCluster.existing, vpcId: "vpc-00000000", nodeSecurityGroupId: "sg-00000000" };
    const config = { ...existingCluster, existing };
    const kmsKey = "arn:aws:kms:us-east-1:111122223333:key/1";
    const [without, given] = [
      await plannedStores({ config }),
      await plannedStores({ config: { ...config, encryption: { kmsKey } } }),
    ];
    expect(inputs(encryptionType, without)["rules"]).toEqual([
      { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } },
    ]);
    expect(inputs(encryptionType, given)["rules"]).toMatchObject([
      { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKey } },
    ]);
  });

  it("keeps what was overwritten for as long as was asked, and unfinished uploads for a week", async () => {
    expect(inputs("bucketVersioning:BucketVersioning")["versioningConfiguration"]).toEqual({ status: "Enabled" });
    const lifecycle = "bucketLifecycleConfiguration:BucketLifecycleConfiguration";
    expect(inputs(lifecycle)["rules"]).toMatchObject([
      { noncurrentVersionExpiration: { noncurrentDays: 30 }, expiration: { expiredObjectDeleteMarker: true } },
      { abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } },
    ]);
    const short = await plannedStores({ objectStore: { noncurrentDays: 3 } });
    expect(inputs(lifecycle, short)["rules"]).toMatchObject([
      { noncurrentVersionExpiration: { noncurrentDays: 3 } },
      {},
    ]);
  });

  it("is named by cluster, component and account, with what S3 refuses left out", async () => {
    expect(inputs(bucketType)["bucket"]).toMatch(/^cloud-dev-models-artifacts-[a-z0-9]{8}$/);
    const odd = await plannedStores({ config: { ...newCluster, clusterName: `Research_${"x".repeat(80)}` } });
    expect(inputs(bucketType, odd)["bucket"]).toMatch(/^research-x{45}-[a-z0-9]{8}$/);
    const other = { ...newCluster.access, deployer: "arn:aws:iam::444455556666:role/deployer" };
    const elsewhere = await plannedStores({ config: { ...newCluster, access: other } });
    expect(inputs(bucketType, elsewhere)["bucket"]).not.toBe(inputs(bucketType)["bucket"]);
  });

  it("is changed by the factory's transform", async () => {
    const transform = { bucket: (args: object) => ({ ...args, forceDestroy: true }) };
    const changed = await plannedStores({ config: { ...newCluster, transform } });
    expect(inputs(bucketType, changed)["forceDestroy"]).toBe(true);
  });
});
