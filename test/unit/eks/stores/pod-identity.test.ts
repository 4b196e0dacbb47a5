import * as aws from "@pulumi/aws/provider.js";
import { describe, expect, it } from "vitest";
import { redactMap } from "@roadstead/core";
import { storeAccessPolicy } from "../../../../packages/eks/src/stores/store-access-policy.js";
import { newCluster } from "../planned-cluster.js";
import { planStores, plannedStores } from "./planned-stores.js";

const plan = await plannedStores();
const name = "cloud-models-mlflow";

interface Statement {
  readonly Action: readonly string[];
  readonly Resource: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

const statements = (...args: Parameters<typeof storeAccessPolicy>) =>
  (JSON.parse(storeAccessPolicy(...args)) as { Statement: readonly Statement[] }).Statement;
const bucket = "models";
const key = "arn:aws:kms:us-east-1:111122223333:key/1";

describe("an identity on EKS", () => {
  it("is a role that the one service account has by Pod Identity, when it has its rights", () => {
    const association = plan.one("aws:eks/podIdentityAssociation:PodIdentityAssociation", name);
    expect(redactMap(association.inputs)).toMatchObject({ namespace: "models", serviceAccount: "mlflow" });
    const role = plan.one("aws:iam/role:Role", name);
    expect(plan.waitsFor(association, role)).toBe(true);
    expect(plan.waitsFor(association, plan.one("aws:iam/rolePolicy:RolePolicy", name))).toBe(true);
    expect(String(role.inputs["assumeRolePolicy"])).toContain('"Service":["pods.eks.amazonaws.com"]');
  });

  it("has no static key anywhere", () => {
    expect(
      plan.all.filter(({ type }) => type.startsWith("aws:iam/accessKey") || type.startsWith("aws:iam/user")),
    ).toEqual([]);
  });

  it("has a path and a boundary where the factory says so", async () => {
    const permissionsBoundary = "arn:aws:iam::111122223333:policy/boundary";
    const iam = { path: "/ml/", permissionsBoundary };
    const bounded = await plannedStores({ config: { ...newCluster, iam } });
    expect(redactMap(bounded.one("aws:iam/role:Role", name).inputs)).toMatchObject(iam);
    expect(bounded.one("aws:iam/role:Role", name).inputs["name"]).not.toBe(
      plan.one("aws:iam/role:Role", name).inputs["name"],
    );
  });

  it("has the user's role where the factory names one, and none is made then", async () => {
    const given = "arn:aws:iam::111122223333:role/models";
    const iam = { workloadRoles: { "models/mlflow": given } };
    const stores = await plannedStores({ config: { ...newCluster, iam } });
    expect(stores.inputs("aws:eks/podIdentityAssociation:PodIdentityAssociation", name)["roleArn"]).toBe(given);
    expect(stores.ofType("aws:iam/role:Role").filter((role) => role.name === name)).toEqual([]);
  });

  it("is refused a second time for one service account", async () => {
    const { errors } = await planStores({ identities: 2 });
    expect(errors.join()).toContain("eks/identity-duplicate");
  });

  it("belongs to the cluster's account, whatever the component's own", async () => {
    const stores = await plannedStores({
      clusterProviders: () => [new aws.Provider("other", { region: "us-east-1" })],
    });
    const own = stores.all.filter(({ type, name: own }) => type.startsWith("aws:") && /^models-|mlflow/.test(own));
    expect(own.length).toBeGreaterThan(10);
    expect(
      own.filter(({ provider }) => provider?.includes("::other::") !== true && !provider?.endsWith("::other")),
    ).toEqual([]);
  });
});

describe("the rights of an identity", () => {
  it("to read are objects and their list below the prefix, and nothing else", () => {
    expect(statements("us-east-1", [{ bucket, prefix: "team-a/", access: "read" }], undefined)).toEqual([
      { Effect: "Allow", Action: ["s3:GetObject"], Resource: "arn:aws:s3:::models/team-a/*" },
      {
        Effect: "Allow",
        Action: ["s3:ListBucket"],
        Resource: "arn:aws:s3:::models",
        Condition: { StringLike: { "s3:prefix": "team-a/*" } },
      },
    ]);
  });

  it("to write take no version away, and leave the bucket itself alone", () => {
    const actions = statements("us-east-1", [{ bucket, prefix: "", access: "write" }], key).flatMap(
      ({ Action }) => Action,
    );
    expect(actions).toEqual([
      ...["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
      ...["s3:ListBucket", "kms:Decrypt", "kms:GenerateDataKey"],
    ]);
  });

  it("use the key through S3 for these buckets alone", () => {
    const found = statements("cn-north-1", [{ bucket, prefix: "", access: "read" }], key).at(-1);
    expect(found).toEqual({
      Effect: "Allow",
      Action: ["kms:Decrypt"],
      Resource: key,
      Condition: {
        StringEquals: { "kms:ViaService": "s3.cn-north-1.amazonaws.com.cn" },
        StringLike: {
          "kms:EncryptionContext:aws:s3:arn": ["arn:aws-cn:s3:::models", "arn:aws-cn:s3:::models/*"],
        },
      },
    });
  });
});
