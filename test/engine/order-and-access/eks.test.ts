import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { benchSuite } from "../../bench/bench-suite.js";
import { leftovers } from "../../bench/control-plane/index.js";
import { waitForPods } from "../../bench/nodes/index.js";
import {
  inlineProgram,
  inlineStack,
  type Stack,
  type StateResource,
  type UpdateResult,
} from "../../bench/engine/index.js";
import type { RecordedCall } from "../../bench/providers/aws/call-log.js";
import { openWorld, type World } from "../world.js";
import { callerOf, eksGrants, withoutAccess } from "./grants.js";

const program = (name: string) => fileURLToPath(new URL(`../programs/${name}`, import.meta.url));
const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const [old, next, last] = [role("ci-deployer"), role("release-deployer"), role("night-deployer")];
const well = { exitCode: 0, diagnostics: [] };

// The tests follow each other: one cluster's life.
benchSuite("a private EKS cluster in the user's own network", () => {
  let world: World;
  let stack: Stack;
  /** For programs that fail by themselves. */
  let byCli: Stack;

  beforeAll(async () => {
    world = await openWorld({
      live: true,
      aws: { caller: old, profiles: { ci: old, visitor: role("visitor") } },
    });
    byCli = await world.openStack({ projectDir: program("eks-access"), stack: "dev", inline: false });
    stack = inlineStack(inlineProgram(program("eks-access")), byCli);
    stack.configure({ deployer: old, admin: role("platform-admins"), profile: "ci", release: "1" });
  });
  afterAll(() => world.close());

  const calls = (since = 0, action?: RecordedCall["action"]) =>
    world.aws.calls.slice(since).filter((call) => action === undefined || call.action === action);
  const named = (all: readonly RecordedCall[]) =>
    all.map(({ action, urn }) => `${action} ${urn.split("::").at(-1) ?? ""}`);
  const objects = (since = 0) => world.kubernetes.changes().slice(since);
  const kinds = (since = 0) => [...new Set(objects(since).map(({ kind }) => kind))];
  const marks = () => ({
    aws: world.aws.calls.length,
    requests: world.kubernetes.calls.length,
    objects: objects().length,
  });
  const failure = ({ diagnostics }: UpdateResult) => diagnostics.map(({ message }) => message).join("\n");
  const isBatch = (args: RecordedCall["args"]) => String(args["nodeGroupName"]).startsWith("batch-");
  /** Who asked since then, and nothing that was asked without access. */
  const callers = (since: number) => {
    const requests = world.kubernetes.calls.slice(since).filter(({ status }) => status !== 0);
    expect(withoutAccess(requests, eksGrants(world.aws.calls))).toEqual([]);
    return [...new Set(requests.map((request) => callerOf(request).principal))];
  };

  it("loses no other pool when EC2 has no machine for one", async () => {
    world.aws.failNext("eks/nodeGroup", "InsufficientInstanceCapacity", "no m7i in us-east-1a", isBatch);
    const up = await byCli.up({ flags: ["--continue-on-error"] });
    expect(up.exitCode).not.toBe(0);
    expect(failure(up)).toContain("InsufficientInstanceCapacity: no m7i in us-east-1a");
    const groups = calls(0, "create").filter(({ kind }) => kind === "eks/nodeGroup");
    expect(named(groups.filter(({ error }) => error === undefined)).sort()).toEqual([
      "create ai-etl-on-demand",
      "create ai-system-on-demand",
    ]);
  });

  it("gets exactly the missing pool, and says why the objects cannot follow, when `up` runs outside", async () => {
    const before = marks();
    const up = await byCli.up({ flags: ["--continue-on-error"] });
    expect(up.exitCode).not.toBe(0);
    expect(failure(up)).toMatch(/Kubernetes cluster is unreachable/);
    const made = calls(before.aws);
    expect(named(made.filter(({ kind }) => kind === "eks/nodeGroup"))).toEqual(["create ai-batch-spot"]);
    expect(made.filter(({ action }) => action !== "create")).toEqual([]);
    expect(objects()).toEqual([]);
  });

  it("is completed by an `up` from inside, without anything made twice", async () => {
    const before = marks();
    world.aws.callFrom("vpc");
    const up = await stack.up();
    expect({ exitCode: up.exitCode, diagnostics: up.diagnostics }).toEqual(well);
    expect(named(calls(before.aws))).toEqual([]);
    expect(kinds().sort()).toEqual(["ConfigMap", "PriorityClass", "StorageClass"]);
    expect(callers(before.requests)).toEqual([old]);
  });

  it("takes the pools of another program, and is as it was when they are gone", async () => {
    const { plane } = world.aws.clusters()[0] ?? expect.fail("no cluster");
    const { deployment } = await stack.export();
    const { outputs = {} } = of(deployment.resources, "aws:eks/cluster:Cluster");
    const [identity] = outputs["identities"] as { oidcs: { issuer: string }[] }[];
    const { data: ca } = outputs["certificateAuthority"] as { data: string };
    const cluster = {
      name: outputs["name"],
      endpoint: outputs["endpoint"],
      ca,
      oidcIssuer: identity?.oidcs[0]?.issuer,
    };
    const { subnets } = of(deployment.resources, "pulumi:pulumi:Stack").outputs ?? {};
    const config = { cluster: JSON.stringify(cluster), subnets: JSON.stringify(subnets), deployer: old };
    const added = await world.openStack({ projectDir: program("eks-existing"), stack: "dev", config });

    const state = async () => ({ cloud: world.aws.existing(), objects: await leftovers(plane) });
    await waitForPods(plane);
    const before = await state();
    const { aws, requests } = marks();
    const up = await added.up();
    expect({ exitCode: up.exitCode, diagnostics: up.diagnostics }).toEqual(well);
    expect(kinds()).toEqual(expect.arrayContaining(["DaemonSet", "Deployment"]));
    const again = await added.up();
    expect({ exitCode: again.exitCode, diagnostics: again.diagnostics }).toEqual(well);
    expect(again.summary).toEqual({ same: expect.any(Number) as number });
    const gone = await added.destroy();
    expect({ exitCode: gone.exitCode, diagnostics: gone.diagnostics }).toEqual(well);
    expect(callers(requests)).toEqual([old]);
    expect(calls(aws).filter(({ action }) => action === "update")).toEqual([]);
    // Controllers take away what was the last of it.
    await expect.poll(state, { timeout: 60_000 }).toEqual(before);
  });

  it("locks nobody out while its deployer becomes another role, run by the old one or at once by the new", async () => {
    const before = marks();
    stack.configure({ deployer: next, admin: role("platform-admins"), profile: "ci", release: "2" });
    const byOld = await stack.up();
    expect({ exitCode: byOld.exitCode, diagnostics: byOld.diagnostics }).toEqual(well);
    expect(callers(before.requests)).toEqual([old]);
    expect(kinds(before.objects)).toEqual(["ConfigMap"]);
    const access = calls(before.aws).filter(({ kind }) => kind === "eks/accessEntry");
    expect(access.map(({ action, args }) => [action, args["principalArn"]])).toEqual([
      ["create", next],
      ["delete", old],
    ]);

    const { requests, objects: changes } = marks();
    stack.configure({ deployer: last, admin: role("on-call"), release: "3" });
    const byNew = await stack.up();
    expect({ exitCode: byNew.exitCode, diagnostics: byNew.diagnostics }).toEqual(well);
    expect(callers(requests)).toEqual([last]);
    expect(kinds(changes)).toEqual(["ConfigMap"]);
  });

  it("tells a caller without an access entry that it is not authorized, and changes nothing", async () => {
    const before = marks();
    stack.configure({ deployer: last, admin: role("on-call"), profile: "visitor", release: "4" });
    const up = await byCli.up();
    expect(up.exitCode).not.toBe(0);
    expect(failure(up)).toMatch(/401 .*Unauthorized/);
    expect(calls(before.aws)).toEqual([]);
    expect(objects(before.objects)).toEqual([]);
  });

  it("loses its objects, then its deployer's access; its nodes, then their role's policies", async () => {
    // A destroy reads the state alone, and the last up has left the visitor's credentials there.
    stack.configure({ deployer: last, admin: role("on-call"), release: "4" });
    expect((await stack.up()).exitCode).toBe(0);
    // Of all the orders that the state allows a destroy takes one: it must allow no other.
    const { resources = [] } = (await stack.export()).deployment;
    const rights = resources.filter(({ urn }) => /:RolePolicyAttachment::ai-node-/.test(urn)).map(({ urn }) => urn);
    for (const { dependencies } of resources.filter(({ type }) => type === "aws:eks/nodeGroup:NodeGroup")) {
      expect(dependencies).toEqual(expect.arrayContaining(rights));
    }
    const before = marks();
    const destroyed = await stack.destroy();
    expect({ exitCode: destroyed.exitCode, diagnostics: destroyed.diagnostics }).toEqual(well);
    expect(callers(before.requests)).toEqual([last]);
    expect(objects(before.objects).filter(({ verb }) => verb === "delete").length).toBeGreaterThan(3);
    const deletions = calls(before.aws, "delete");
    const ends = (kind: string) => deletions.filter((call) => call.kind === kind).map(({ end = Infinity }) => end);
    const policies = deletions.filter(
      ({ kind, urn }) => kind === "iam/rolePolicyAttachment" && urn.includes("::ai-node-"),
    );
    expect(ends("eks/nodeGroup")).toHaveLength(3);
    expect(policies).toHaveLength(2);
    expect(Math.max(...ends("eks/nodeGroup"))).toBeLessThan(Math.min(...policies.map(({ start }) => start)));
    expect(world.aws.abandoned).toEqual([]);
    expect(world.aws.existing()).toEqual([]);
  });
});

function of(resources: readonly StateResource[] = [], type: string): StateResource {
  return resources.find((resource) => resource.type === type) ?? expect.fail(`no ${type} in the state`);
}
