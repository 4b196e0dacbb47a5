import { expect, it } from "vitest";
import { benchSuite } from "../../bench/bench-suite.js";
import { platform } from "./aws-platform.js";
import { storeCases, withDatabase } from "./aws-store-cases.js";

benchSuite("AWS' stores on the bench", () => {
  it.each(storeCases)("refuse $name, and take the near right call", async ({ says, wrong, near }) => {
    await expect(wrong(await platform())).rejects.toThrow(says);
    await near(await platform());
  });

  it("keep a database under deletion protection, and all that a database stands on", async () => {
    const made = await platform();
    const database = await withDatabase({ deletionProtection: true })(made);
    await expect(made.aws.delete(database)).rejects.toThrow(/Cannot delete protected DB Instance/);
    const subnet = made.subnets[0];
    if (subnet === undefined) throw new Error("a platform without subnets");
    await made.aws.delete(made.cluster);
    await expect(made.aws.delete(subnet)).rejects.toThrow(/subnet .* has dependencies/);
  });

  it("leave a log group behind where nobody made it before the database", async () => {
    const made = await platform();
    const database = await withDatabase({ enabledCloudwatchLogsExports: ["postgresql"] })(made);
    await made.aws.delete(database);
    expect(made.cloud.existing()).toContain("cloudwatch/logGroup /aws/rds/instance/registry/postgresql");
  });

  it("replace a database for another key and update it for another class", async () => {
    const made = await platform();
    const database = await withDatabase({})(made);
    const changes = { instanceClass: "db.m8g.large" };
    expect(await made.aws.update(database, changes)).toMatchObject({ changes: ["instanceClass"], replaces: [] });
    const key = { kmsKeyId: "arn:aws:kms:us-east-1:111122223333:key/2" };
    expect(await made.aws.update(database, key)).toMatchObject({ replaces: ["kmsKeyId"] });
  });
});
