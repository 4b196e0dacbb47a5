import type { GraphResource } from "@roadstead/core";
import { expect } from "vitest";
import { labelOf } from "../cluster-plan.js";
import type { ContractCase } from "../contract-target.js";
import { planStores, standardStores } from "../store-plan.js";

/** What has the data in it: a cloud's bucket or server, a volume or the server with it. */
const dataTypes = [
  "aws:rds/instance:Instance",
  "aws:s3/bucket:Bucket",
  "gcp:sql/databaseInstance:DatabaseInstance",
  "gcp:storage/bucket:Bucket",
  "kubernetes:apps/v1:StatefulSet",
  "kubernetes:core/v1:PersistentVolumeClaim",
];
const isData = ({ type }: GraphResource) => dataTypes.includes(type);
const isJob = ({ type }: GraphResource) => type === "kubernetes:batch/v1:Job";

/** Buckets, databases and identities where every store has its place: the same lines everywhere. */
export const placedStoreCases: readonly ContractCase[] = [
  {
    name: "gives a bucket, an identity and databases for the same arguments",
    async check({ target }) {
      const { stores, store, database } = await standardStores(target);
      expect(stores.filter(isData).length).toBeGreaterThanOrEqual(2);
      expect(["s3", "gs"]).toContain(store.scheme);
      expect(Object.values(database.logins).map((login) => [login.database, login.user])).toEqual([
        ["mlflow", "mlflow"],
        ["mlflow_auth", "mlflow_auth"],
      ]);
      expect(database.sslMode).not.toBe("disable");
      expect([...store.egress, ...database.egress].filter(({ ports }) => ports.length === 0)).toEqual([]);
    },
  },
  {
    name: "keeps the stores of two clusters apart, also for one ServiceAccount of both",
    async check({ target }) {
      const { plan, stores } = await planStores(target, { names: ["ai", "other"] });
      expect(new Set(plan.urns).size).toBe(plan.urns.length);
      const own = (name: string) => stores.filter((store) => store.name.startsWith(`${name}-models-`)).length;
      expect([own("ai"), own("other")]).toEqual([stores.length / 2, stores.length / 2]);
    },
  },
  {
    name: "protects and keeps nothing of stores when the protection is off",
    async check({ target }) {
      const { stores } = await planStores(target, { deletionProtection: false });
      expect(stores.filter(({ protect, retainOnDelete }) => protect || retainOnDelete).map(labelOf)).toEqual([]);
    },
  },
  {
    name: "has stores, databases and rights ready before who uses them",
    async check({ target }) {
      const { plan, stores } = await standardStores(target);
      const before = plan.before(plan.named("ai-models-user"));
      const isNeeded = ({ name }: GraphResource) => /^ai-models-(database-setup$|server)/.test(name);
      const needed = stores.filter((store) => isData(store) || isNeeded(store));
      expect(needed.length).toBeGreaterThanOrEqual(3);
      expect(needed.filter(({ urn }) => !before.has(urn)).map(labelOf)).toEqual([]);
    },
  },
  {
    name: "makes databases and logins by a Job that waits for their server",
    async check({ target }) {
      const { plan, stores } = await standardStores(target);
      const [job, ...others] = stores.filter((store) => isJob(store) && store.name === "ai-models-database-setup");
      if (job === undefined) throw new Error("no Job makes the databases");
      expect(others).toEqual([]);
      const before = plan.before(job);
      const server = stores.filter((store) => isData(store) && store.name.startsWith("ai-models-database"));
      expect(server.length).toBeGreaterThanOrEqual(1);
      expect(server.filter(({ urn }) => !before.has(urn)).map(labelOf)).toEqual([]);
    },
  },
  {
    name: "makes no static key of a cloud",
    async check({ target }) {
      const { stores } = await standardStores(target);
      expect(stores.filter(({ type }) => /accessKey|serviceaccount\/key|hmacKey/i.test(type)).map(labelOf)).toEqual([]);
    },
  },
];
