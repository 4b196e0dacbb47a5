import { afterAll, beforeAll, expect, it } from "vitest";
import { benchSuite } from "../../bench/bench-suite.js";
import type { Stack, UpdateResult } from "../../bench/engine/index.js";
import { exampleDir } from "../../examples/example-program.js";
import { openWorld, type World } from "../world.js";
import { callerOf, eksGrants, withoutAccess } from "./grants.js";

const places = {
  "dev-dev": { account: "111122223333", region: "us-east-1" },
  "prod-dev": { account: "444455556666", region: "us-west-2" },
} as const;
const clusters = Object.keys(places) as (keyof typeof places)[];

const deployerOf = (cluster: keyof typeof places) => `arn:aws:iam::${places[cluster].account}:role/ci-deployer`;

benchSuite("two clusters in two accounts", () => {
  let world: World;
  let stack: Stack;
  let up: UpdateResult;

  beforeAll(async () => {
    world = await openWorld({ live: true, aws: { callerAddress: "vpc" } });
    world.aws.slowDown("eks/accessPolicyAssociation", 1_500);
    stack = await world.openStack({ projectDir: exampleDir("two-accounts"), stack: "dev" });
    up = await stack.up();
  });
  afterAll(() => world.close());

  it("go up", () => {
    expect({ exitCode: up.exitCode, diagnostics: up.diagnostics }).toEqual({ exitCode: 0, diagnostics: [] });
  });

  it("are asked of their own accounts, each in its region", () => {
    const { calls } = world.aws;
    for (const cluster of clusters) {
      const ofCluster = calls.filter(({ urn }) => new RegExp(`::${cluster.replace("-dev", "")}(-|$)`).test(urn));
      expect(ofCluster.length).toBeGreaterThan(50);
      const { account, region } = places[cluster];
      const elsewhere = ofCluster.filter(
        ({ place, kind }) => place.account !== account || (!kind.startsWith("iam/") && place.region !== region),
      );
      expect(elsewhere.map(({ urn }) => urn)).toEqual([]);
    }
    expect(calls.filter(({ action }) => action !== "create")).toEqual([]);
  });

  it("are each reached with the role of their own account's deployer", async () => {
    const resources = (await stack.export()).deployment.resources ?? [];
    const made = resources.filter(({ type }) => type === "aws:eks/cluster:Cluster");
    expect(made.map(({ id }) => id).sort()).toEqual(clusters);
    for (const { id, outputs = {} } of made) {
      const cluster = id as keyof typeof places;
      const requests = world.kubernetes.calls.filter(({ server }) => server === outputs["endpoint"]);
      expect(requests.length).toBeGreaterThan(10);
      const callers = new Set(requests.map((request) => JSON.stringify(callerOf(request))));
      const { region } = places[cluster];
      expect([...callers]).toEqual([JSON.stringify({ cluster, region, principal: deployerOf(cluster) })]);
    }
    expect(withoutAccess(world.kubernetes.calls, eksGrants(world.aws.calls))).toEqual([]);
  });
});
