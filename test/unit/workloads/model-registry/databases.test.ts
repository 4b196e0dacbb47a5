import * as pulumi from "@pulumi/pulumi";
import type { Database } from "@roadstead/cluster";
import { describe, expect, it } from "vitest";
import { registryDatabase } from "../../../../packages/workloads/src/model-registry/databases.js";

const login = (database: string) => ({ database, user: "ml@shop", password: pulumi.secret("p:/@%") });
const database = (host: string): Database => ({
  host: pulumi.output(host),
  port: 5432,
  sslMode: "require",
  logins: { mlflow: login("ml"), mlflow_auth: login("ml_auth") },
  egress: [],
  ready: [],
});
const uriOf = (host: string): Promise<string> =>
  (registryDatabase(database(host)).trackingUri as pulumi.Output<string> & { promise(): Promise<string> }).promise();

describe("the address of a registry's database", () => {
  it("names the driver, and holds a login of any characters", async () => {
    expect(await uriOf("db.example.com")).toBe(
      "postgresql+psycopg2://ml%40shop:p%3A%2F%40%25@db.example.com:5432/ml?sslmode=require",
    );
  });

  it("has an IPv6 address in brackets, behind which the port is", async () => {
    expect(await uriOf("fd00::5")).toContain("@[fd00::5]:5432/");
  });
});
