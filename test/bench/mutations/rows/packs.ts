import type { Mutation } from "../mutation.js";

const testFile = "test/engine/packs.test.ts";
const rule = "policies/cluster-baseline/rules/eks-open-endpoint.ts";
const index = "packages/policy/src/engine/engine-policies.ts";

export const packs: readonly Mutation[] = [
  {
    group: "packs",
    name: "a program whose cluster is closed",
    file: "test/engine/programs/endpoint/index.mjs",
    find: "endpointPublicAccess: true",
    replace: "endpointPublicAccess: false",
    testFile,
    testName: "fails the preview and the update",
  },
  {
    group: "packs",
    name: "a rule that takes every network for narrow",
    file: rule,
    find: "widest = { ipv4: 8,",
    replace: "widest = { ipv4: 0,",
    testFile,
    testName: "fails the preview and the update",
  },
  {
    group: "packs",
    name: "a rule that passes what it does not know",
    file: rule,
    find: 'return unread ? unknown(addresses, "the API endpoint may be open to the internet") : pass',
    replace: "return pass",
    testFile,
    testName: "says at the preview what it cannot tell yet",
  },
  {
    group: "packs",
    name: "a mandatory rule that only advises",
    file: index,
    find: '? ("mandatory" as const)',
    replace: '? ("advisory" as const)',
    testFile,
    testName: "makes no cluster that turns out to be open",
  },
  {
    group: "packs",
    name: "a pack that fails what it does not know",
    file: index,
    find: "if (result.blocking === blocking) report",
    replace: 'if ((result.result !== "pass") === blocking) report',
    testFile,
    testName: "says at the preview what it cannot tell yet",
  },
];
