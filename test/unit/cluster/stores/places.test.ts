import * as pulumi from "@pulumi/pulumi";
import type { Database, ObjectStore, WorkloadIdentity } from "@roadstead/cluster";
import { redactMap, SpecError } from "@roadstead/core";
import { describe, expect, it } from "vitest";
import { machineRoom, planStores } from "./declare-stores.js";

const secret = () => pulumi.secret("canary-of-a-secret");
const bucket = () => ({
  endpoint: "https://s3.example.com:9000",
  bucket: "shared",
  prefix: "team-a/",
  accessKeyId: "key-id",
  secretAccessKey: secret(),
});
const known = <T>(output: pulumi.Output<T>): Promise<T> =>
  (output as pulumi.Output<T> & { promise(): Promise<T> }).promise();

describe("an object store that exists already", () => {
  it("gives each workload a prefix of its bucket, the key of the factory, and a way to it", async () => {
    let store: ObjectStore | undefined;
    let access: WorkloadIdentity | undefined;
    const { stores } = await planStores(
      (cluster, owner) => {
        store = cluster.objectStore("models-artifacts", { namespace: "models" }, owner);
        access = cluster.identity("models", "server", [{ store, access: "read" }], owner);
      },
      machineRoom({ stores: { objectStore: bucket() } }),
    );
    expect(store?.prefix).toBe("team-a/models-artifacts/");
    expect(await known(store?.uri ?? expect.fail())).toBe("s3://shared/team-a/models-artifacts");
    expect(store?.egress).toEqual([
      {
        to: [
          { ipBlock: { cidr: "0.0.0.0/0", except: ["169.254.169.254/32"] } },
          { ipBlock: { cidr: "::/0", except: ["fd00:ec2::254/128"] } },
        ],
        ports: [{ protocol: "TCP", port: 9000 }],
      },
    ]);
    expect(access?.env).toContainEqual({
      name: "AWS_SECRET_ACCESS_KEY",
      valueFrom: { secretKeyRef: { name: "server-store-key", key: "AWS_SECRET_ACCESS_KEY" } },
    });
    expect(stores.map(({ name }) => name)).toEqual(["models-namespace", "onprem-models-server-store-key"]);
    expect(JSON.stringify(stores.map(({ inputs }) => redactMap(inputs)))).not.toContain("canary");
  });
});

describe("a database server that exists already", () => {
  const ask =
    (given: (database: Database) => void) =>
    (...[cluster, owner]: Parameters<Parameters<typeof planStores>[0]>) => {
      const dumps = cluster.objectStore("dumps", { namespace: "models" }, owner);
      given(cluster.database("db", { namespace: "models", databases: ["mlflow"], dumps }, owner));
    };

  it("gets databases and logins of each workload's own from its administrator", async () => {
    let database: Database | undefined;
    const { stores } = await planStores(
      ask((made) => (database = made)),
      machineRoom({
        stores: {
          objectStore: bucket(),
          database: { host: "10.1.2.3", port: 6432, user: "admin", password: secret() },
        },
      }),
    );
    expect(stores.map(({ name, type }) => `${type.split(":").at(-1)} ${name}`)).toEqual(
      expect.arrayContaining(["Job db-setup", "Secret db-logins", "RandomPassword db-mlflow-password"]),
    );
    expect(database).toMatchObject({
      port: 6432,
      sslMode: "require",
      logins: { mlflow: { database: "mlflow", user: "mlflow" } },
      egress: [{ to: [{ ipBlock: { cidr: "10.1.2.3/32" } }], ports: [{ protocol: "TCP", port: 6432 }] }],
    });
    expect(JSON.stringify(stores.map(({ inputs }) => redactMap(inputs)))).not.toContain("canary");
  });

  it("is used as it is where the databases are made", async () => {
    let database: Database | undefined;
    const { stores } = await planStores(
      ask((made) => (database = made)),
      machineRoom({
        stores: {
          objectStore: bucket(),
          database: { host: "db", logins: { mlflow: { database: "ml", user: "ml_app", password: secret() } } },
        },
      }),
    );
    expect(stores.map(({ name }) => name)).toEqual(["models-namespace"]);
    expect(database?.logins["mlflow"]).toMatchObject({ database: "ml", user: "ml_app" });
    expect(await pulumi.isSecret(database?.logins["mlflow"]?.password ?? expect.fail())).toBe(true);
  });
});

describe("what a cluster refuses of stores", () => {
  it("is thrown as data before anything is made, and can be asked for", async () => {
    const request = { databases: ["mlflow"], sizeGib: 1 };
    const { stores } = await planStores(
      (cluster, owner) => {
        const dumps = cluster.objectStore("dumps", { namespace: "models" }, owner);
        const rules = cluster.storeProblems({ database: request }).map(({ rule }) => rule);
        expect(rules).toEqual(["cluster/store-size"]);
        expect(() => cluster.database("db", { namespace: "models", dumps, ...request }, owner)).toThrow(SpecError);
        const foreign = { ...dumps };
        expect(() => cluster.identity("models", "server", [{ store: foreign, access: "read" }], owner)).toThrow(
          "[cluster/grant-store]",
        );
      },
      machineRoom({ stores: { objectStore: bucket() } }),
    );
    expect(stores.map(({ name }) => name)).toEqual(["models-namespace"]);
  });
});
