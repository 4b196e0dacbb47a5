import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { benchSuite } from "../bench/bench-suite.js";
import { adminClient, type KubernetesClient } from "../bench/control-plane/index.js";
import type { Stack, UpdateResult } from "../bench/engine/index.js";
import { changeList } from "./day-two/change-list.js";
import { type MachineRoom, openMachineRoom } from "./machine-room.js";
import { openWorld, type World } from "./world.js";

const projectDir = fileURLToPath(new URL("programs/model-registry", import.meta.url));
const golden = (name: string): string =>
  fileURLToPath(new URL(`../golden/day-two/model-registry-${name}.txt`, import.meta.url));

const well = { exitCode: 0, diagnostics: [] };
const canaries = { databasePassword: "canaryOfTheDatabase", storeKey: "canaryOfTheStore" };

// The tests follow each other: one registry's life.
benchSuite("a model registry on a real API server", () => {
  let room: MachineRoom;
  let world: World;
  let stack: Stack;
  let client: KubernetesClient;

  const up = async (version: string, more: Readonly<Record<string, string>> = {}): Promise<UpdateResult> => {
    stack.configure({ version, ...more });
    const result = await stack.up();
    expect({ exitCode: result.exitCode, diagnostics: result.diagnostics }).toEqual(well);
    return result;
  };

  /** Pods of a role, and their phases. */
  const podsOf = async (role: string): Promise<readonly string[]> => {
    const labelSelector = `app.kubernetes.io/component=${role}`;
    const pods = await client.list("v1", "Pod", { namespace: "models", labelSelector });
    return pods.map(({ status }) => `${role} ${(status as { readonly phase: string }).phase}`);
  };

  beforeAll(async () => {
    room = await openMachineRoom([{ name: "cpu-1" }], false);
    client = adminClient(room.plane);
    world = await openWorld();
    stack = await world.openStack({
      projectDir,
      stack: "dev",
      config: { kubeconfig: room.kubeconfig, ...canaries },
      secretConfig: ["kubeconfig", ...Object.keys(canaries)],
    });
  });
  afterAll(async () => {
    await world.close();
    await room.close();
  });

  it("is admitted, each object of it, and its pods run", async () => {
    await up("3.16.0");
    const roles = await Promise.all(["dump", "server", "users"].map(podsOf));
    expect(roles.flat()).toEqual(["dump Succeeded", "server Running", "users Succeeded"]);
  });

  it("is unchanged by a second run", async () => {
    const { steps } = await up("3.16.0");
    expect(changeList(steps)).toBe("nothing\n");
  });

  it("has a new version after a dump of the old one, in one run", async () => {
    const { steps } = await up("3.17.2");
    await expect(changeList(steps)).toMatchFileSnapshot(golden("version"));
    const ended = (name: string) => steps.find(({ urn, op }) => urn.endsWith(`::${name}`) && op !== "same")?.ended ?? 0;
    const server = steps.find(({ urn }) => urn.endsWith("Deployment::models-server"));
    expect(ended("models-dump-before-upgrade")).toBeLessThanOrEqual(server?.started ?? 0);
  });

  it("stops its servers before a dump is put back, and goes on from there with the older version", async () => {
    const { steps } = await up("3.16.0", { dump: "20261124T024700Z-before-3.17.2.dump" });
    await expect(changeList(steps)).toMatchFileSnapshot(golden("restore"));
    const step = (name: string) => steps.find(({ urn, op }) => urn.endsWith(`::${name}`) && op !== "same");
    expect(step("models-server")?.ended ?? Infinity).toBeLessThanOrEqual(step("models-restore-tracking")?.started ?? 0);
    await expect.poll(() => podsOf("server"), { timeout: 60_000 }).toEqual([]);
    await up("3.16.0");
    await expect.poll(() => podsOf("server"), { timeout: 60_000 }).toEqual(["server Running"]);
  });

  it("shows no secret, in the state or in names", async () => {
    const state = JSON.stringify((await stack.export()).deployment);
    const secrets = await client.list("v1", "Secret", { namespace: "models" });
    const made = secrets.flatMap(({ data = {} }) =>
      Object.entries(data as Readonly<Record<string, string>>)
        .map(([key, value]) => ({ key, value: Buffer.from(value, "base64").toString() }))
        // Names of users and of hosts are shorter.
        .filter(({ value }) => value.length >= 32),
    );
    expect(made.map(({ key }) => key)).toEqual(expect.arrayContaining(["webhook-encryption-key", "flask-secret-key"]));
    expect(made.filter(({ value }) => urlSafe(state).includes(urlSafe(value))).map(({ key }) => key)).toEqual([]);
    for (const canary of Object.values(canaries)) expect(state).not.toContain(canary);
  });

  it("is destroyed down to what others own", async () => {
    const { exitCode, diagnostics } = await stack.destroy();
    expect({ exitCode, diagnostics }).toEqual(well);
    expect(await room.leftovers()).toEqual([]);
  });
});

/** In one of the two alphabets of Base64: a key may lie there in the other. */
function urlSafe(text: string): string {
  return text.replaceAll("+", "-").replaceAll("/", "_");
}
