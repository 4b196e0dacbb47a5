import { describe, expect, it } from "vitest";
import { redactMap } from "@roadstead/core";
import { existingCluster, newCluster } from "../planned-cluster.js";
import { planStores, plannedStores, type StoresOptions } from "./planned-stores.js";

const type = "aws:rds/instance:Instance";
const { database, declared: plan } = await planStores();
const server = async (options: StoresOptions) => redactMap((await plannedStores(options)).inputs(type));

describe("a database server on EKS", () => {
  it("is in the private subnets, reached by the cluster's nodes on one port and by nobody else", () => {
    expect(redactMap(plan.inputs(type))["publiclyAccessible"]).toBe(false);
    const subnets = plan.one("aws:rds/subnetGroup:SubnetGroup").propertyDependencies["subnetIds"] ?? [];
    expect(subnets.map((urn) => urn.split("::").at(-1)).sort()).toEqual([
      "cloud-private-us-east-1a",
      "cloud-private-us-east-1b",
    ]);
    const group = plan.one("aws:ec2/securityGroup:SecurityGroup");
    expect(redactMap(group.inputs)).toMatchObject({
      ingress: [{ protocol: "tcp", fromPort: 5432, toPort: 5432 }],
      egress: [],
    });
    expect(group.propertyDependencies["ingress"]?.map((urn) => urn.split("::").at(-1))).toEqual(["cloud-cluster"]);
    expect(database?.egress).toEqual([
      { to: [{ ipBlock: { cidr: "10.0.0.0/16" } }], ports: [{ protocol: "TCP", port: 5432 }] },
    ]);
  });

  it("is encrypted at rest and on its way", () => {
    expect(redactMap(plan.inputs(type))).toMatchObject({ storageEncrypted: true, storageType: "gp3" });
    expect(plan.waitsFor(plan.one(type), plan.one("aws:kms/key:Key"))).toBe(true);
    expect(redactMap(plan.inputs("aws:rds/parameterGroup:ParameterGroup"))).toMatchObject({
      family: "postgres17",
      parameters: [{ name: "rds.force_ssl", value: "1" }],
    });
    expect(database?.sslMode).toBe("require");
  });

  it("has backups, a standby and a size as they were asked for", async () => {
    expect(redactMap(plan.inputs(type))).toMatchObject({
      allocatedStorage: 20,
      maxAllocatedStorage: 80,
      backupRetentionPeriod: 7,
      copyTagsToSnapshot: true,
      multiAz: false,
      instanceClass: "db.t4g.medium",
    });
    const rds = { instanceClass: "db.m8g.large" };
    const asked = { backupDays: 35, highAvailability: true, sizeGib: 40 };
    expect(await server({ config: { ...newCluster, stores: { database: { rds } } }, database: asked })).toMatchObject({
      allocatedStorage: 40,
      backupRetentionPeriod: 35,
      multiAz: true,
      ...rds,
    });
  });

  it("waits for log groups that are kept for as long as the cluster's", () => {
    const logs = plan.ofType("aws:cloudwatch/logGroup:LogGroup").filter(({ name }) => name.startsWith("models-"));
    expect(logs.map(({ inputs }) => inputs["retentionInDays"])).toEqual([365, 365]);
    expect(logs.map((log) => plan.waitsFor(plan.one(type), log))).toEqual([true, true]);
    expect(logs.map(({ inputs }) => String(inputs["name"]).replace(/-\w{8}\//, "/"))).toEqual([
      "/aws/rds/instance/cloud-dev-models-database/postgresql",
      "/aws/rds/instance/cloud-dev-models-database/upgrade",
    ]);
  });

  it("has a copy of its administrator's password in Secrets Manager", () => {
    expect(redactMap(plan.inputs("aws:secretsmanager/secret:Secret"))).toMatchObject({ recoveryWindowInDays: 30 });
    const version = plan.one("aws:secretsmanager/secretVersion:SecretVersion");
    const password = plan.one("random:index/randomPassword:RandomPassword", "models-database-admin");
    expect(plan.waitsFor(version, password)).toBe(true);
  });

  it("has its databases and logins made when it is there", () => {
    const job = plan.one("kubernetes:batch/v1:Job", "models-database-setup");
    expect(plan.waitsFor(job, plan.one(type))).toBe(true);
    expect(database?.logins["mlflow"]?.user).toBe("mlflow");
  });

  it("is named as RDS takes it, also in a cluster whose name begins with a digit", async () => {
    const named = await server({ config: { ...newCluster, clusterName: "4th__Cluster" } });
    expect(named["identifier"]).toMatch(/^db-4th-cluster-models-database-\w{8}$/);
    const long = await server({ config: { ...newCluster, clusterName: "c".repeat(100) } });
    expect(long["identifier"]).toMatch(/^c{54}-\w{8}$/);
  });

  it("stands in the VPC that was named of a cluster that exists", async () => {
    const existing = { ...existingCluster.existing, vpcId: "vpc-00000000", nodeSecurityGroupId: "sg-00000000" };
    const stores = await plannedStores({ config: { ...existingCluster, existing } });
    expect(redactMap(stores.inputs("aws:ec2/securityGroup:SecurityGroup"))).toMatchObject({
      vpcId: "vpc-00000000",
      ingress: [{ securityGroups: ["sg-00000000"] }],
    });
    expect(redactMap(stores.inputs(type))["kmsKeyId"]).toBeUndefined();
  });

  it("is not made on a cluster that exists where nobody said the network", async () => {
    const { errors } = await planStores({ config: existingCluster });
    expect(errors.join()).toMatch(/eks\.existing\.nodeSecurityGroupId: must be given .*\n.*eks\.existing\.vpcId/);
  });

  it("is elsewhere where the factory says so, and RDS has no say then", async () => {
    const stores = { database: { inCluster: {} } };
    const elsewhere = await plannedStores({ config: { ...existingCluster, stores } });
    expect(elsewhere.ofType(type)).toEqual([]);
    expect(elsewhere.one("kubernetes:apps/v1:StatefulSet").name).toMatch(/^models-database/);
  });
});
