import { describe, expect, it } from "vitest";
import { cpuSpec } from "../planned-cluster.js";
import { plannedStores } from "./planned-stores.js";

const isData = /^aws:s3\/|^aws:rds\/instance:|^aws:secretsmanager\/secret:|^random:index\/randomPassword:/;
/** Passwords of logins are made the same way on every target. */
const isLogin = /-mlflow-password$/;
const isStore = /^aws:(s3|rds|secretsmanager|ec2\/securityGroup)|^aws:cloudwatch|randomPassword/;

async function ofStores(options: Parameters<typeof plannedStores>[0] = {}) {
  return (await plannedStores(options)).all.filter(
    ({ type, name }) => isStore.test(type) && name.startsWith("models-") && !isLogin.test(name),
  );
}

describe("the stores of a component on EKS", () => {
  it("have names that are public API", async () => {
    const plan = await plannedStores();
    const lines = plan.all
      .filter(({ parent }) => parent?.endsWith("::models") === true)
      .map(({ type, name }) => `${type} ${name}`);
    await expect(`${lines.sort().join("\n")}\n`).toMatchFileSnapshot("../../../golden/eks/stores.txt");
  });

  it("are protected, and kept when the program no longer has them", async () => {
    const stores = await ofStores();
    const open = stores.filter(({ type, protect }) => isData.test(type) && !protect);
    expect(open.map(({ name }) => name)).toEqual([]);
    expect(stores.filter(({ type, retainOnDelete }) => !/random/.test(type) && !retainOnDelete)).toEqual([]);
  });

  it("leave nothing behind when the protection is off", async () => {
    const stores = await ofStores({ of: { ...cpuSpec, deletionProtection: false } });
    expect(stores.filter(({ protect, retainOnDelete }) => protect || retainOnDelete)).toEqual([]);
    const inputs = (type: string) => stores.find((store) => store.type === type)?.inputs;
    expect(inputs("aws:s3/bucket:Bucket")).toMatchObject({ forceDestroy: true });
    expect(inputs("aws:rds/instance:Instance")).toMatchObject({
      deletionProtection: false,
      skipFinalSnapshot: true,
      deleteAutomatedBackups: true,
    });
    expect(inputs("aws:secretsmanager/secret:Secret")).toMatchObject({ recoveryWindowInDays: 0 });
  });

  it("can be protected on their own", async () => {
    const of = { ...cpuSpec, deletionProtection: false };
    const stores = await ofStores({ of, database: { deletionProtection: true } });
    const kinds = stores.filter(({ protect }) => protect).map(({ type }) => type.split(":")[2]);
    expect(kinds.sort()).toEqual(["Instance", "RandomPassword", "Secret"]);
  });
});
