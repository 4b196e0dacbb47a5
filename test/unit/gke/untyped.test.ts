import type { ClusterSpec } from "@roadstead/core";
import { gke, type GkeConfig } from "@roadstead/gke";
import { describe, expect, it } from "vitest";
import { config, spec } from "./plan-cluster.js";

const existing = {
  name: "research",
  endpoint: "203.0.113.9",
  ca: "Y2E=",
  clusterId: "research",
  zones: ["us-central1-a"],
  gpuStack: "provider",
};

// What a program without types may hold in the place of parts of the factory.
const parts: readonly (readonly [wrong: string, part: object])[] = [
  ["gke.project", { project: undefined }],
  ["gke.location", { location: 7 }],
  ["gke.network", { network: undefined }],
  ["gke.network", { network: "shared" }],
  ["gke.network.create.zones", { network: { create: {} } }],
  ["gke.network.create.zones", { network: { create: null } }],
  ["gke.network.egress", { network: {} }],
  ["gke.access", { access: null }],
  ["gke.access.admins", { access: { endpoint: "dns" } }],
  ["gke.access.endpoint", { access: {} }],
  ["gke.pools", { pools: [] }],
  ["gke.pools.serving.zones", { pools: { serving: { zones: "us-central1-a" } } }],
  ["gke.auth", { auth: null }],
  ["gke.encryption.kmsKey", { encryption: {} }],
  ["gke.iam.projectGrants", { iam: { projectGrants: "none" } }],
  ["gke.network.create.nat", { network: { create: { zones: ["us-central1-a"], nat: "none" } } }],
  ["gke.maintenance.days", { maintenance: {} }],
  ["gke.tags", { tags: "owner" }],
  ["gke.stores", { stores: "cloud" }],
  ["gke.stores.database", { stores: { database: "cloudSql" } }],
  ["gke.stores.database.cloudSql", { stores: { database: { cloudSql: true } } }],
  ["gke.stores.database.cloudSql.tier", { stores: { database: { cloudSql: { tier: 2 } } } }],
  ["gke.stores.database.cloudSql.flags", { stores: { database: { cloudSql: { flags: { max_connections: 200 } } } } }],
  ["gke.stores.database.cloudSql.endpoint.network", { stores: { database: { cloudSql: { endpoint: {} } } } }],
  ["gke.existing.endpoint", { existing: {}, network: undefined, access: undefined }],
  ["gke.existing.zones", { existing: { ...existing, zones: "us-central1-a" }, network: undefined, access: undefined }],
  ["gke.network", { existing }],
];

describe("gke with untyped input", () => {
  it.each(parts)("tells that %s is wrong in %j, and throws nothing", (wrong, part) => {
    const problems = gke({ ...config, ...part } as unknown as GkeConfig).validate(spec);
    expect(problems.map(({ path }) => path)).toContain(wrong);
  });

  it.each([undefined, null, "lab", {}, { pools: { lab: null } }])("tells problems of the spec %j", (wrong) => {
    expect(gke(config).validate(wrong as unknown as ClusterSpec)).not.toEqual([]);
  });
});
