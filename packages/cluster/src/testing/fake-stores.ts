import * as pulumi from "@pulumi/pulumi";
import type { MakeDatabase } from "../stores/database.js";
import type { StoreProvider } from "../stores/store-provider.js";
import type { FakeTargetConfig } from "./config.js";

/** Stores of a cloud that is not there: they declare nothing. */
export function fakeStores({ storeProblems = [], objectStoreScheme = "s3" }: FakeTargetConfig): StoreProvider {
  return {
    problems: () => storeProblems,
    objectStore: (name) => ({
      scheme: objectStoreScheme,
      bucket: pulumi.output(name),
      prefix: "",
      uri: pulumi.output(`${objectStoreScheme}://${name}`),
      ...(objectStoreScheme === "s3"
        ? { endpoint: pulumi.output("https://s3.invalid"), region: pulumi.output("nowhere-1") }
        : {}),
      egress: [{ to: [{ ipBlock: { cidr: "192.0.2.1/32" } }], ports: [{ protocol: "TCP", port: 443 }] }],
      ready: [],
    }),
    database: (name) => ({
      host: pulumi.output(`${name}.database.invalid`),
      port: 5432,
      sslMode: "require",
      admin: { user: "postgres", password: pulumi.secret("fake"), database: "postgres" },
      egress: [{ to: [{ ipBlock: { cidr: "192.0.2.2/32" } }], ports: [{ protocol: "TCP", port: 5432 }] }],
      ready: [],
    }),
    identity: (_namespace, serviceAccount) => ({
      annotations: { "identity.invalid/name": serviceAccount },
      env: ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"].map((key) => ({
        name: key,
        valueFrom: { secretKeyRef: { name: `${serviceAccount}-store-key`, key } },
      })),
      egress: [{ to: [{ ipBlock: { cidr: "192.0.2.3/32" } }], ports: [{ protocol: "TCP", port: 80 }] }],
      ready: [],
    }),
  };
}

/** A server with databases and logins that nothing has made. */
export function fakeDatabase({ database: makeServer }: StoreProvider): MakeDatabase {
  return (name, args, owner) => {
    const { admin: _, ...server } = makeServer(name, args, owner);
    const logins = args.databases.map((database) => {
      const password = pulumi.secret(`${name}-${database}-password`);
      return [database, { database, user: database, password }] as const;
    });
    return { ...server, logins: Object.fromEntries(logins) };
  };
}
