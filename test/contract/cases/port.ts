import { AiCluster, InvalidClusterError } from "@roadstead/cluster";
import { sortProblems } from "@roadstead/core";
import { planProgram } from "@roadstead/plan";
import { expect } from "vitest";
import type { ContractCase } from "../contract-target.js";
import { brokenRules, brokenSpec, standardPools, standardSpec } from "../standard-spec.js";

/** The port itself: what a target says of a spec before it makes anything. */
export const portCases: readonly ContractCase[] = [
  {
    name: "knows its own name, and its capabilities have it too",
    check({ target }) {
      const made = target.make(standardPools);
      expect(made.name).toBe(target.name);
      expect(made.capabilities.target).toBe(target.name);
    },
  },
  {
    name: "has as overrides exactly the pools that its factory mentions",
    check({ target }) {
      expect(target.make(standardPools).overrides).toEqual(standardPools);
      expect(target.make(["lab"]).overrides).toEqual(["lab"]);
    },
  },
  {
    name: "refuses a factory that mentions a pool which the spec lacks, and names the pool that was meant",
    check({ target }) {
      const problems = target.make([...standardPools, "servings"]).validate(standardSpec);
      expect(problems).toEqual([
        expect.objectContaining({ rule: "spec/unknown-override", hint: 'did you mean "serving"?' }),
      ]);
    },
  },
  {
    name: "finds nothing wrong with the standard spec",
    check({ target }) {
      expect(target.make(standardPools).validate(standardSpec)).toEqual([]);
    },
  },
  {
    name: "reports all faults of a broken spec at once, sorted by path",
    check({ target }) {
      const problems = target.make(Object.keys(brokenSpec.pools)).validate(brokenSpec);
      expect(problems.map(({ rule }) => rule)).toEqual(expect.arrayContaining([...brokenRules]));
      expect(problems).toEqual(sortProblems(problems));
    },
  },
  {
    name: "makes nothing of a broken spec: the plan has the component, its problems and no child",
    async check({ target }) {
      const plan = await planProgram(() => {
        new AiCluster("ai", { spec: brokenSpec, target: target.make(Object.keys(brokenSpec.pools)) });
      });
      expect(plan.exit.code).toBe(1);
      expect(plan.problems.map(({ rule }) => rule)).toEqual(expect.arrayContaining([...brokenRules]));
      const types = plan.resources.map(({ type }) => type);
      expect(types).toEqual(["pulumi:pulumi:Stack", "roadstead:index:AiCluster"]);
    },
  },
  {
    name: "throws the problems as an error that carries them and shows no stack",
    async check({ target }) {
      const thrown: unknown[] = [];
      await planProgram(() => {
        try {
          new AiCluster("ai", { spec: brokenSpec, target: target.make(Object.keys(brokenSpec.pools)) });
        } catch (error) {
          thrown.push(error);
        }
      });
      expect(thrown).toEqual([expect.any(InvalidClusterError)]);
      expect(thrown[0]).toMatchObject({ hideStack: true });
      expect((thrown[0] as InvalidClusterError).problems.length).toBeGreaterThanOrEqual(brokenRules.length);
    },
  },
];
