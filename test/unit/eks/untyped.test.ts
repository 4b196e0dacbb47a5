import type { ClusterSpec } from "@roadstead/core";
import { type EksConfig, eks } from "@roadstead/eks";
import { describe, expect, it } from "vitest";
import { existingCluster, newCluster, smallSpec } from "./planned-cluster.js";

const { deployer } = newCluster.access;

// What a program without types may hold in the place of parts of the factory.
const parts: readonly (readonly [wrong: string, part: object])[] = [
  ["eks.region", { region: undefined }],
  ["eks.network", { network: undefined }],
  ["eks.network", { network: "shared" }],
  ["eks.network.create.zones", { network: { create: null } }],
  ["eks.network.create.zones", { network: { create: { zones: "us-east-1a" } } }],
  ["eks.network.subnets", { network: {} }],
  ["eks.network.egress", { network: { subnets: [] } }],
  ["eks.network.egress", { network: { subnets: [], egress: "NAT" } }],
  ["eks.network.subnets[0].zone", { network: { subnets: [{ id: "subnet-0" }], egress: "nat" } }],
  ["eks.network.subnets[0].id", { network: { subnets: [null], egress: "nat" } }],
  ["eks.access", { access: null }],
  ["eks.access.admins", { access: { endpoint: "private", deployer } }],
  ["eks.access.endpoint", { access: { admins: [], deployer } }],
  ["eks.access.endpoint.public", { access: { admins: [], deployer, endpoint: {} } }],
  ["eks.access.deployer", { access: {} }],
  ["eks.pools", { pools: [] }],
  ["eks.pools.serving", { pools: { serving: null } }],
  ["eks.pools.serving.zones", { pools: { serving: { zones: "us-east-1a" } } }],
  ["eks.tags", { tags: "owner" }],
  ["eks.auth", { auth: null }],
  ["eks.existing.oidcIssuer", { ...existingCluster, existing: {} }],
  ["eks.existing.name", { ...existingCluster, existing: null }],
  ["eks.autoscaler", { ...existingCluster, autoscaler: undefined }],
  ["eks.network.subnets", { ...existingCluster, network: newCluster.network }],
];

describe("eks with untyped input", () => {
  it.each(parts)("tells that %s is wrong in %j, and throws nothing", (wrong, part) => {
    const problems = eks({ ...newCluster, ...part } as unknown as EksConfig).validate(smallSpec);
    expect(problems.map(({ path }) => path)).toContain(wrong);
  });

  it("tells what is wrong with the spec in the same breath", () => {
    const problems = eks({ region: "us-east-1" } as unknown as EksConfig).validate({ pools: {} } as ClusterSpec);
    expect(problems.map(({ path }) => path)).toEqual(expect.arrayContaining(["eks.network", "tags"]));
  });

  it.each([undefined, null, "lab", {}, { pools: { lab: null } }])("tells problems of the spec %j", (wrong) => {
    expect(eks(newCluster).validate(wrong as unknown as ClusterSpec)).not.toEqual([]);
  });
});
