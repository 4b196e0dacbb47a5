import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { benchSuite } from "../../bench/bench-suite.js";
import { leftovers } from "../../bench/control-plane/index.js";
import { waitForPods } from "../../bench/nodes/index.js";
import type { Stack, UpdateResult } from "../../bench/engine/index.js";
import type { RecordedCall } from "../../bench/providers/gcp/index.js";
import { openWorld, type World } from "../world.js";
import { callerOf, gkeGrants, withoutAccess } from "./grants.js";

const program = (name: string) => fileURLToPath(new URL(`../programs/${name}`, import.meta.url));
const account = (name: string) => `${name}@ops-project.iam.gserviceaccount.com`;
const [old, next, last] = ["ci", "release", "night"].map((name) => `serviceAccount:${account(name)}`) as [
  string,
  string,
  string,
];
const clusterType = "gcp:container/cluster:Cluster";
const nodePoolType = "gcp:container/nodePool:NodePool";
const well = { exitCode: 0, diagnostics: [] };
const allSame = { same: expect.any(Number) as number };

// The tests follow each other: one cluster's life.
benchSuite("a private GKE cluster in the user's own network", () => {
  let world: World;
  let stack: Stack;

  beforeAll(async () => {
    // Whoever makes pools for a cluster that exists may give accounts to nodes.
    const grants = [{ role: "roles/iam.serviceAccountUser", member: old }];
    world = await openWorld({ gcp: { caller: old, grants } });
    stack = await world.openStack({ projectDir: program("gke-access"), stack: "dev" });
    stack.configure({ deployer: old, admin: "group:platform@example.com", release: "1" });
  });
  afterAll(() => world.close());

  const calls = (since = 0) => world.gcp.calls.slice(since);
  const named = (all: readonly RecordedCall[]) =>
    all.map(({ action, id }) => `${action} ${id.split("/").at(-1) ?? ""}`);
  const objects = (since = 0) => world.kubernetes.changes().slice(since);
  const kinds = (since = 0) => [...new Set(objects(since).map(({ kind }) => kind))];
  const marks = () => ({ gcp: calls().length, requests: world.kubernetes.calls.length, objects: objects().length });
  const failure = ({ diagnostics }: UpdateResult) => diagnostics.map(({ message }) => message).join("\n");
  const outcome = ({ exitCode, diagnostics }: UpdateResult) => ({ exitCode, diagnostics });
  /** Who asked since then, and nothing that was asked without access. */
  const callers = (since: number) => {
    const requests = world.kubernetes.calls.slice(since).filter(({ status }) => status !== 0);
    expect(withoutAccess(requests, gkeGrants(world.gcp.calls))).toEqual([]);
    return [...new Set(requests.map((request) => callerOf(request).principal))];
  };

  it("loses no other pool when Google has no machine for one", async () => {
    world.gcp.faults.stockout = ({ spot }) => spot;
    const up = await stack.up({ flags: ["--continue-on-error"] });
    expect(up.exitCode).not.toBe(0);
    expect(failure(up)).toContain("ZONE_RESOURCE_POOL_EXHAUSTED");
    const pools = calls().filter(({ type, error }) => type === nodePoolType && error === undefined);
    expect(named(pools).sort()).toEqual([
      expect.stringMatching(/^create etl-od-/),
      expect.stringMatching(/^create system-od-/),
    ]);
  });

  it("gets exactly the missing pool, and says why the objects cannot follow, when `up` runs outside", async () => {
    world.gcp.faults.stockout = undefined;
    const before = marks();
    const up = await stack.up({ flags: ["--continue-on-error"] });
    expect(up.exitCode).not.toBe(0);
    expect(failure(up)).toMatch(/Kubernetes cluster is unreachable/);
    expect(named(calls(before.gcp))).toEqual([expect.stringMatching(/^create batch-spot-/)]);
    expect(objects()).toEqual([]);
  });

  it("is completed by an `up` from inside, without anything made twice", async () => {
    const before = marks();
    world.gcp.callFrom("vpc");
    expect(outcome(await stack.up())).toEqual(well);
    expect(named(calls(before.gcp))).toEqual([]);
    expect(kinds()).toContain("PriorityClass");
    expect(callers(before.requests)).toEqual([old]);
  });

  it("takes the pools of another program, and is as it was when they are gone", async () => {
    const { plane } = world.gcp.clusters()[0] ?? expect.fail("no cluster");
    const made = (await stack.export()).deployment.resources?.find(({ type }) => type === clusterType);
    const { name, endpoint, masterAuth } = made?.outputs ?? {};
    const cluster = { name, endpoint, ca: (masterAuth as { clusterCaCertificate: string }).clusterCaCertificate };
    const config = { cluster: JSON.stringify(cluster) };
    const added = await world.openStack({ projectDir: program("gke-existing"), stack: "dev", config });

    const state = async () => ({ cloud: world.gcp.existing(), objects: await leftovers(plane) });
    await waitForPods(plane);
    const before = await state();
    const { gcp, requests, objects: changes } = marks();
    expect(outcome(await added.up())).toEqual(well);
    expect(kinds(changes)).toContain("ComputeClass");
    const again = await added.up();
    expect(outcome(again)).toEqual(well);
    expect(again.summary).toEqual(allSame);
    expect(outcome(await added.destroy())).toEqual(well);
    expect(callers(requests)).toEqual([old]);
    expect(calls(gcp).filter(({ action }) => action === "update")).toEqual([]);
    // Controllers take away what was the last of it.
    await expect.poll(state, { timeout: 60_000 }).toEqual(before);
  });

  it("locks nobody out while its deployer becomes another account, run by the old one or at once as the new", async () => {
    const before = marks();
    const admin = "user:on-call@example.com";
    stack.configure({ deployer: next, admin, release: "2" });
    expect(outcome(await stack.up())).toEqual(well);
    expect(callers(before.requests)).toEqual([old]);
    expect(kinds(before.objects)).toEqual(["ConfigMap"]);
    const grants = calls(before.gcp).filter(({ inputs }) => inputs["role"] === "roles/container.admin");
    expect(grants.map(({ action }) => action).sort()).toEqual(["create", "create", "delete", "delete"]);

    const { requests, objects: changes } = marks();
    world.gcp.faults.slow = { type: "gcp:projects/iAMMember:IAMMember", milliseconds: 1_500 };
    stack.configure({ deployer: last, admin, impersonate: account("night"), release: "3" });
    expect(outcome(await stack.up())).toEqual(well);
    expect(callers(requests)).toEqual([last]);
    expect(kinds(changes)).toEqual(["ConfigMap"]);
  });

  it("loses its objects, then itself, then its deployer's access", async () => {
    // Of all the orders that the state allows a destroy takes one: it must allow no other.
    const { resources = [] } = (await stack.export()).deployment;
    const grant = resources.find(
      ({ inputs }) => inputs?.["role"] === "roles/container.admin" && inputs["member"] === last,
    );
    expect(resources.find(({ type }) => type === clusterType)?.dependencies).toContain(grant?.urn);
    const before = marks();
    expect(outcome(await stack.destroy())).toEqual(well);
    expect(callers(before.requests)).toEqual([last]);
    expect(objects(before.objects).filter(({ verb }) => verb === "delete").length).toBeGreaterThan(2);
    const deletions = calls(before.gcp);
    const cluster = deletions.filter(({ type }) => type === clusterType);
    const access = deletions.filter(
      ({ inputs }) => inputs["member"] === last && inputs["role"] === "roles/container.admin",
    );
    expect([cluster.length, access.length]).toEqual([1, 1]);
    expect(cluster[0]?.end).toBeLessThan(access[0]?.start ?? 0);
    expect(world.gcp.existing()).toEqual([]);
  });
});
