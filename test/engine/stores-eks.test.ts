import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { benchSuite } from "../bench/bench-suite.js";
import type { Stack, UpdateResult } from "../bench/engine/index.js";
import { openWorld, type World } from "./world.js";

const projectDir = fileURLToPath(new URL("programs/eks-stores", import.meta.url));
const well = { exitCode: 0, diagnostics: [] };

// The tests follow each other: one cluster's life.
benchSuite("the stores of a component on EKS", () => {
  let world: World;
  let stack: Stack;

  beforeAll(async () => {
    world = await openWorld({ live: true });
    stack = await world.openStack({ projectDir, stack: "dev" });
    stack.configure({ deletionProtection: "true" });
  });
  afterAll(() => world.close());

  const outcome = ({ exitCode, diagnostics }: UpdateResult) => ({ exitCode, diagnostics });
  const made = (kind: string) =>
    world.aws.calls.filter((call) => call.kind === kind && call.action === "create" && call.error === undefined);
  const stores = () =>
    world.aws.existing().filter((line) => /^(s3|rds|secrets)|role(Policy)? .*models|securityGroup|aws\/rds/.test(line));

  it("are taken by AWS, with the databases that are made in them", async () => {
    expect(outcome(await stack.up())).toEqual(well);
    const server = "ai-dev-models-database-<hash>";
    expect(stores().map((line) => line.replace(/(database|artifacts|server)-\w{8}/, "$1-<hash>"))).toEqual([
      `cloudwatch/logGroup /aws/rds/instance/${server}/postgresql`,
      `cloudwatch/logGroup /aws/rds/instance/${server}/upgrade`,
      expect.stringMatching(/^ec2\/securityGroup sg-/),
      "iam/role ai-dev-models-server-<hash>",
      "iam/rolePolicy ai-dev-models-server-<hash>:stores",
      `rds/instance ${server}`,
      `rds/parameterGroup ${server}-17`,
      `rds/subnetGroup ${server}`,
      "s3/bucket ai-dev-models-artifacts-<hash>",
      `secretsmanager/secret roadstead/${server}/admin`,
    ]);
  });

  it("give the pods of one ServiceAccount this bucket, and nothing else", () => {
    const [association, ...others] = made("eks/podIdentityAssociation").filter(
      ({ args }) => args["namespace"] === "models",
    );
    expect(others).toEqual([]);
    expect(association?.args).toMatchObject({ serviceAccount: "server", clusterName: "ai-dev" });
    const [policy] = made("iam/rolePolicy").filter(({ args }) => args["name"] === "stores");
    expect(policy?.end).toBeLessThan(association?.start ?? 0);
    const bucket = String(made("s3/bucket")[0]?.args["bucket"]);
    const { Statement } = JSON.parse(String(policy?.args["policy"])) as { Statement: { Resource: string }[] };
    expect([...new Set(Statement.map(({ Resource }) => Resource.replace(/key\/.*/, "key/<id>")))]).toEqual([
      `arn:aws:s3:::${bucket}/*`,
      `arn:aws:s3:::${bucket}`,
      `arn:aws:s3:::${bucket}/shared/*`,
      "arn:aws:kms:us-east-1:111122223333:key/<id>",
    ]);
  });

  it("let only the cluster's nodes reach the database", () => {
    const [group] = made("ec2/securityGroup");
    const [ingress] = group?.args["ingress"] as unknown as { securityGroups: string[] }[];
    expect(ingress?.securityGroups).toEqual([expect.stringMatching(/^sg-/)]);
    expect(group?.args["egress"]).toEqual([]);
  });

  it("show no password, in the state or to whom it is not for", async () => {
    const { resources = [] } = (await stack.export()).deployment;
    const [password = "", ...others] = made("rds/instance").map(({ args }) => String(args["password"]));
    expect(others).toEqual([]);
    expect(password).toMatch(/^[A-Za-z0-9]{32}$/);
    expect(JSON.stringify(resources)).not.toContain(password);
    const told = world.aws.calls.filter(({ args }) => JSON.stringify(args).includes(password));
    expect(told.map(({ kind }) => kind).sort()).toEqual(["rds/instance", "secretsmanager/secretVersion"]);
  });

  it("stay as they are but for what changes, and a machine changes in place", async () => {
    stack.configure({ deletionProtection: "true", instanceClass: "db.m8g.large" });
    const { steps } = await stack.up();
    expect(
      steps.filter(({ op }) => op !== "same").map(({ op, urn }) => `${op} ${urn.split("::").at(-1) ?? ""}`),
    ).toEqual(["update models-database"]);
  });

  it("are kept from a destroy", async () => {
    const before = stores();
    expect((await stack.destroy()).exitCode).not.toBe(0);
    expect(stores().filter((line) => /^(s3|rds|secrets)/.test(line))).toEqual(
      before.filter((line) => /^(s3|rds|secrets)/.test(line)),
    );
  });

  it("go without a trace when nothing protects them", async () => {
    stack.configure({ deletionProtection: "false" });
    expect(outcome(await stack.up())).toEqual(well);
    expect(outcome(await stack.destroy())).toEqual(well);
    expect(world.aws.existing()).toEqual([]);
    expect(world.aws.abandoned).toEqual([]);
  });
});
