import * as pulumi from "@pulumi/pulumi";
import type { StoreProvider } from "../stores/store-provider.js";
import type { FakeTargetConfig } from "./config.js";

/**
 * Stores that are nowhere: they declare nothing, and what they give back is plain, so that a test sees in its own
 * component's children what it asked for.
 */
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
    database: (name, { databases }) => ({
      host: pulumi.output(`${name}.database.invalid`),
      port: 5432,
      sslMode: "require",
      logins: Object.fromEntries(
        databases.map((database) => [
          database,
          { database, user: database, password: pulumi.secret(`${name}-${database}-password`) },
        ]),
      ),
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
