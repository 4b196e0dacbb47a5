import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { benchSuite } from "../bench/bench-suite.js";
import { hostProviders, openStack, type ProviderHost, type Stack } from "../bench/engine/index.js";
import { echoProvider } from "../bench/providers/echo/index.js";
import type { Properties } from "../bench/providers/test-provider.js";
import { benchRun } from "../bench/run.js";

const pack = fileURLToPath(new URL("../../policies/cluster-baseline", import.meta.url));
const program = fileURLToPath(new URL("programs/endpoint", import.meta.url));

const otherRules = [
  "eks-access-entries",
  "eks-control-plane-logs",
  "eks-private-endpoint",
  "eks-secrets-encryption",
  "cluster-deletion-protection",
];

let host: ProviderHost;
let made: string[] = [];
let guardrails = "";
/** What the cloud says of the office's address. */
let office = "";

benchSuite("the pack cluster-baseline in the real engine", () => {
  beforeAll(async () => {
    const outputs = (type: string): Properties => (type === "aws:ec2/eip:Eip" ? { publicIp: office } : {});
    const onChange = (verb: string, urn: string) => made.push(`${verb} ${urn.split("::").at(-1) ?? ""}`);
    guardrails = join(benchRun().dir, "guardrails.yaml");
    // What other rules have to say of the same cluster is not looked at here.
    const rules = Object.fromEntries(otherRules.map((name) => [name, { level: "disabled" }]));
    writeFileSync(guardrails, JSON.stringify({ version: 1, rules }));
    host = await hostProviders({ aws: () => echoProvider({ outputs, onChange }) });
  });
  afterAll(() => host.close());
  beforeEach(() => {
    made = [];
  });

  it("fails the preview and the update of a cluster that is open to the internet, and nothing is made", async () => {
    await withNetworks(["203.0.113.0/24", "0.0.0.0/0"], async (stack) => {
      for (const run of [await stack.preview(), await stack.up()]) {
        expect(run.exitCode).not.toBe(0);
        expect(run.policyViolations).toEqual([violation("eks-open-endpoint", "mandatory", "has 0.0.0.0/0")]);
        expect(run.policyViolations[0]?.message).toContain("Name your own networks in vpcConfig.publicAccessCidrs");
      }
    });
    expect(made).toEqual([]);
  });

  it("lets a cluster through that names its networks, in the preview and in the update after it", async () => {
    await withNetworks(["203.0.113.0/24"], async (stack) => {
      const up = await stack.up({ flags: ["--skip-preview=false"] });
      expect(up).toMatchObject({ exitCode: 0, policyViolations: [] });
    });
    expect(made).toEqual(["create research"]);
  });

  it("says at the preview what it cannot tell yet, and tells it at the update", async () => {
    office = "203.0.113.7/32";
    await withNetworks(["office"], async (stack) => {
      const preview = await stack.preview();
      expect(preview.exitCode).toBe(0);
      expect(preview.policyViolations).toEqual([
        violation("eks-open-endpoint-advice", "advisory", "vpcConfig.publicAccessCidrs is not known yet"),
      ]);
      expect(await stack.up()).toMatchObject({ exitCode: 0, policyViolations: [] });
    });
    expect(made).toEqual(["create office", "create research"]);
  });

  it("fails a preview that cannot tell, where that is mandatory", async () => {
    const levels = join(benchRun().dir, "unknown-is-mandatory.json");
    writeFileSync(levels, JSON.stringify({ "eks-open-endpoint-advice": "mandatory" }));
    await withNetworks(["office"], async (stack) => {
      const preview = await stack.preview({ flags: ["--policy-pack-config", levels] });
      expect(preview.exitCode).not.toBe(0);
      expect(preview.policyViolations).toEqual([
        violation("eks-open-endpoint-advice", "mandatory", "is not known yet"),
      ]);
    });
  });

  it("lets nothing be made without guardrails, and says so once", async () => {
    const without = async (stack: Stack): Promise<void> => {
      const up = await stack.up();
      expect(up.exitCode).not.toBe(0);
      expect(up.policyViolations).toHaveLength(1);
      expect(up.policyViolations[0]?.message).toContain("There are no guardrails, so nothing may be made");
    };
    await withNetworks(["203.0.113.0/24"], without, { ROADSTEAD_GUARDRAILS: "" });
    expect(made).toEqual([]);
  });

  it("makes no cluster that turns out to be open only when its networks are known", async () => {
    office = "0.0.0.0/0";
    await withNetworks(["office"], async (stack) => {
      const up = await stack.up();
      expect(up.exitCode).not.toBe(0);
      expect(up.policyViolations).toEqual([violation("eks-open-endpoint", "mandatory", "has 0.0.0.0/0")]);
    });
    expect(made).toEqual(["create office"]);
  });
});

async function withNetworks(
  networks: readonly string[],
  use: (stack: Stack) => Promise<void>,
  env: Readonly<Record<string, string>> = { ROADSTEAD_GUARDRAILS: guardrails },
): Promise<void> {
  const stack = await openStack({
    projectDir: program,
    stack: "test",
    config: { networks: JSON.stringify(networks) },
    env: { ...host.env, ...env },
    policyPacks: [pack],
  });
  await use(stack).finally(() => stack.remove());
}

const violation = (policy: string, enforcement: string, message: string) => ({
  pack: "cluster-baseline",
  policy,
  enforcement,
  message: expect.stringContaining(message) as unknown,
  urn: expect.stringContaining("aws:eks/cluster:Cluster::research") as unknown,
});
