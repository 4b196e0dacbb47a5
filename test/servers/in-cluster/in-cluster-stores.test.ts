import { afterAll, beforeAll, expect, it } from "vitest";
import { dataOf, findObject } from "../harness/find-object.js";
import { memoryMib } from "../harness/memory.js";
import { memoryLimitMib } from "../harness/memory-limit.js";
import { openPod } from "../harness/rendered-pod.js";
import { type RenderedObject, renderObjects } from "../harness/rendered-objects.js";
import { s3Client, type S3Client } from "../harness/s3.js";
import { openServerRoom } from "../harness/server-room.js";
import { describeServers } from "../harness/servers-missing.js";
import { sql, tableHashes } from "../harness/sql.js";
import { runJobs, startStore, type StoreServer } from "../harness/store-servers.js";
import { shop } from "./shop.js";

describeServers("PostgreSQL and the S3 gateway in the cluster", () => {
  const room = openServerRoom();
  let objects: readonly RenderedObject[];
  let postgres: StoreServer;
  let gateway: StoreServer;
  let options: { readonly dir: string; readonly addresses: ReadonlyMap<string, string> };

  beforeAll(async () => {
    objects = await renderObjects(shop);
    postgres = room.keep(await startStore(objects, /^shop-db$/, room.dir));
    gateway = room.keep(await startStore(objects, /^shop-files$/, room.dir));
    options = { dir: room.dir, addresses: new Map([postgres.address, gateway.address]) };
  });
  afterAll(() => room.close());

  const secret = (name: string, key: string) => dataOf(objects, "Secret", name)?.[key] ?? "";
  const login = (user: string, database = user) => ({
    port: postgres.port,
    user,
    password: secret("shop-db-logins", `login-${user}`),
    database,
  });
  const account = (serviceAccount: string): S3Client =>
    s3Client({
      port: gateway.port,
      bucket: "shop-files",
      accessKeyId: secret(`${serviceAccount}-store-key`, "AWS_ACCESS_KEY_ID"),
      secretAccessKey: secret(`${serviceAccount}-store-key`, "AWS_SECRET_ACCESS_KEY"),
    });

  it("are set up by their Jobs, which may run again", async () => {
    await runJobs(objects, /^shop-/, options);
    await sql(login("orders"), "create table orders (id int primary key, item text)");
    await runJobs(objects, /^shop-/, options);
    expect(await sql(login("orders"), "select count(*) from orders")).toEqual(["0"]);
  });

  it("take each login in its own database only, by TLS and with its password only", async () => {
    await expect(sql(login("audit", "orders"), "select 1")).rejects.toThrow("permission denied for database");
    await expect(sql({ ...login("orders"), sslMode: "disable" }, "select 1")).rejects.toThrow("no encryption");
    await expect(sql({ ...login("orders"), password: "guess" }, "select 1")).rejects.toThrow("authentication failed");
    expect(await sql(login("orders"), "select rolsuper or rolcreatedb from pg_roles where rolname = 'orders'")).toEqual(
      ["f"],
    );
  });

  it("let each identity do what it was granted, below its prefix, and nothing else", async () => {
    const writer = account("writer");
    const reader = account("reader");
    await writer.put("private/one.txt", "one");
    await writer.put("private/two.txt", "two");
    await writer.remove("private/two.txt");
    expect(await writer.list("private/")).toEqual(["one.txt"]);
    expect(await writer.get("private/one.txt")).toBe("one");
    await expect(writer.put("public/one.txt", "one")).rejects.toThrow("AccessDenied");
    await expect(reader.get("private/one.txt")).rejects.toThrow("Access Denied");
    await expect(reader.put("public/one.txt", "one")).rejects.toThrow("AccessDenied");
    await expect(reader.list("private/")).rejects.toThrow("AccessDenied");
    expect(await reader.list("public/")).toEqual([]);
    const stranger = await fetch(`http://127.0.0.1:${gateway.port}/shop-files/private/one.txt`);
    expect(stranger.status).toBe(403);
  });

  it("are dumped, and restored with the same rows over what came since and into an empty database", async () => {
    await sql(
      login("orders"),
      "insert into orders select n, md5(n::text) from generate_series(1, 5000) n",
      "create table refunds (id serial primary key, of_order int references orders, at timestamptz, details jsonb)",
      `insert into refunds (of_order, at, details) select n, now(), '{"why": "ö"}' from generate_series(1, 50) n`,
      "create view large as select * from orders where id > 4000",
    );
    const before = await tableHashes(login("orders"));
    await openPod(findObject(objects, "CronJob", /^shop-db-dump$/), objects, { name: "dump", ...options }).run();
    const dumps = await account("restorer").list("shop-db/orders/");
    expect(dumps).toEqual([expect.stringMatching(/^\d{8}T\d{6}Z-scheduled\.dump$/)]);

    expect(before).toHaveLength(2);
    const rendered = await renderObjects(() => shop({ restored: dumps[0] ?? "" }));
    const restore = () =>
      openPod(findObject(rendered, "Job", /^restore$/), rendered, { name: "restore", ...options }).run();

    // As a newer release of what uses it may have done: a table that holds on to an older one.
    await sql(
      login("orders"),
      "create table returns (of_refund int references refunds)",
      "delete from orders where id > 50",
    );
    await restore();
    expect(await tableHashes(login("orders"))).toEqual(before);

    const admin = { ...login("orders", "postgres"), user: "postgres", password: secret("shop-db-admin", "password") };
    await sql(admin, "drop database orders", "create database orders owner orders");
    await restore();
    expect(await tableHashes(login("orders"))).toEqual(before);
    expect(await sql(login("orders"), "select count(*) from large")).toEqual(["1000"]);
    expect(await sql(login("orders"), "insert into refunds (of_order) values (7) returning id")).toEqual(["51"]);
  });

  it.runIf(process.platform === "linux")("stay below four fifths of their limits", () => {
    for (const { process, container } of [postgres, gateway]) {
      const used = memoryMib(process.pid);
      expect(used).toBeGreaterThan(0);
      expect(used).toBeLessThan(0.8 * memoryLimitMib(container));
    }
  });

  it("have all data still when their pods are replaced", async () => {
    await postgres.process.stop("SIGINT");
    await gateway.process.stop();
    postgres = room.keep(await startStore(objects, /^shop-db$/, room.dir));
    gateway = room.keep(await startStore(objects, /^shop-files$/, room.dir));
    expect(await sql(login("orders"), "select count(*) from orders")).toEqual(["5000"]);
    expect(await account("writer").get("private/one.txt")).toBe("one");
  });
});
