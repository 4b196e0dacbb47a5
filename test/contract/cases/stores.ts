import * as pulumi from "@pulumi/pulumi";
import { AiCluster, type ClusterHandle } from "@roadstead/cluster";
import { type GraphResource, SpecError } from "@roadstead/core";
import { planProgram } from "@roadstead/plan";
import { expect } from "vitest";
import type { ContractCase } from "../contract-target.js";
import { standardPools, standardSpec } from "../standard-spec.js";
import { planStores } from "../store-plan.js";

// What keeps a store's data, on any target.
const isData = ({ type }: GraphResource) =>
  /:(Bucket|BucketV2|PersistentVolumeClaim|DatabaseInstance)$|:rds\/instance:Instance$/.test(type);

/** Stores where nobody asks for them, and where they have no place. */
export const storeCases: readonly ContractCase[] = [
  {
    name: "makes no store that nobody asks for",
    async check({ standard }) {
      const { children } = await standard();
      expect(children.filter(isData).map(({ urn }) => urn)).toEqual([]);
    },
  },
  {
    name: "throws what it lacks of stores as it tells it beforehand, and then makes nothing",
    async check({ target }) {
      const request = { databases: ["mlflow"], sizeGib: 1 };
      const plan = await planProgram(() => {
        const cluster: ClusterHandle = new AiCluster("ai", { spec: standardSpec, target: target.make(standardPools) });
        const parent = new pulumi.ComponentResource("test:index:Workload", "models");
        const rules = cluster.storeProblems({ database: request }).map(({ rule }) => rule);
        expect(rules).toContain("cluster/store-size");
        const ask = () => {
          const dumps = cluster.objectStore("models-artifacts", { namespace: "models", sizeGib: 1 }, { parent });
          cluster.database("models-database", { namespace: "models", dumps, ...request }, { parent });
        };
        expect(ask).toThrow(SpecError);
      });
      expect(plan.exit).toMatchObject({ code: 0 });
      expect(plan.resources.filter(({ urn }) => urn.includes("test:index:Workload$"))).toEqual([]);
    },
  },
  {
    name: "keeps the data of stores from `destroy` while the cluster is protected",
    async check({ target }) {
      const data = (await planStores(target)).stores.filter(isData);
      expect(data).toHaveLength(2);
      const lost = data.filter(({ protect, retainOnDelete }) => !protect || !retainOnDelete);
      expect(lost.map(({ urn }) => urn)).toEqual([]);
    },
  },
];
