import { gkeLike, ownedLike } from "./fixtures.js";
import { type RuleCase, poolCase, servingPool, specCase, tags } from "./rule-case.js";

const withSystemPool = (systemPool: object) => ({ pools: { serving: servingPool }, systemPool, tags });

export const cases: readonly RuleCase[] = [
  poolCase({
    rule: "spec/size-order",
    name: "a min above its max",
    broken: { size: { min: 3, max: 2 } },
    valid: { size: { min: 2, max: 2 } },
    message: "pools.serving.size: has a min above its max, got min 3, max 2 [spec/size-order]",
  }),
  specCase({
    rule: "spec/size-order",
    name: "a system pool with its min above its max",
    broken: withSystemPool({ size: { min: 3, max: 2 } }),
    valid: withSystemPool({ size: { min: 2, max: 3 } }),
    message: "systemPool.size: has a min above its max, got min 3, max 2 [spec/size-order]",
  }),
  poolCase({
    rule: "spec/size-whole",
    name: "half a node",
    broken: { size: { min: 0, max: 1.5 } },
    valid: { size: { min: 0, max: 2 } },
    message: "pools.serving.size.max: must be a whole number, got 1.5 [spec/size-whole]",
  }),
  poolCase({
    rule: "spec/size-whole",
    name: "a size without bound",
    broken: { size: { min: 0, max: Infinity } },
    valid: { size: { min: 0, max: 1000 } },
    message: "pools.serving.size.max: must be a whole number, got Infinity [spec/size-whole]",
  }),
  poolCase({
    rule: "spec/size-negative",
    name: "fewer nodes than none",
    broken: { size: { min: -1, max: 2 } },
    valid: { size: { min: 0, max: 2 } },
    message: "pools.serving.size.min: is negative, got -1; allowed: 0 or more [spec/size-negative]",
  }),
  poolCase({
    rule: "spec/size-zero",
    name: "a pool that never has a node",
    broken: { size: { min: 0, max: 0 } },
    valid: { size: { min: 0, max: 1 } },
    message: "pools.serving.size.max: leaves no node, got 0; allowed: 1 or more [spec/size-zero]",
  }),
  poolCase({
    rule: "spec/size-bound",
    name: "more nodes than a pool can hold",
    broken: { size: { min: 0, max: 1001 } },
    valid: { size: { min: 0, max: 1000 } },
    message:
      "pools.serving.size.max: is more than one pool can hold, got 1001; allowed: up to 1000; " +
      "split it into several pools [spec/size-bound]",
  }),
  specCase({
    rule: "spec/system-pool-min",
    name: "a system pool that scales to zero",
    broken: withSystemPool({ size: { min: 0, max: 2 } }),
    valid: withSystemPool({ size: { min: 1, max: 2 } }),
    message:
      "systemPool.size.min: scales the system pool to zero, got 0; allowed: 1 or more; DNS and the autoscaler run " +
      "there: without a node nothing brings the others up [spec/system-pool-min]",
  }),
  poolCase({
    rule: "spec/capacity-empty",
    name: "an empty list",
    broken: { capacity: [] },
    valid: { capacity: [{ kind: "on-demand" }] },
    message:
      "pools.serving.capacity: names no kind; " +
      'name a kind, or leave the list out for "on-demand" [spec/capacity-empty]',
  }),
  poolCase({
    rule: "spec/capacity-duplicate",
    name: "spot nodes twice",
    broken: {
      capacity: [
        { kind: "spot", maxNodes: 6 },
        { kind: "spot", maxNodes: 2 },
      ],
    },
    valid: {
      capacity: [
        { kind: "spot", maxNodes: 6 },
        { kind: "on-demand", maxNodes: 2 },
      ],
    },
    message:
      'pools.serving.capacity[1].kind: stands in the list already, got "spot"; ' +
      "add its nodes to the first [spec/capacity-duplicate]",
  }),
  poolCase({
    rule: "spec/capacity-max-nodes",
    name: "two kinds of which one has no limit",
    broken: { capacity: [{ kind: "spot", maxNodes: 6 }, { kind: "on-demand" }] },
    valid: {
      capacity: [
        { kind: "spot", maxNodes: 6 },
        { kind: "on-demand", maxNodes: 2 },
      ],
    },
    message:
      "pools.serving.capacity[1].maxNodes: is missing, and no autoscaler caps the sum of several kinds; " +
      "say it for each kind, adding up to size.max [spec/capacity-max-nodes]",
  }),
  poolCase({
    rule: "spec/capacity-whole",
    name: "a kind with no node",
    broken: {
      capacity: [
        { kind: "spot", maxNodes: 8 },
        { kind: "on-demand", maxNodes: 0 },
      ],
    },
    valid: { capacity: [{ kind: "spot", maxNodes: 8 }] },
    message:
      "pools.serving.capacity[1].maxNodes: must be a whole number of nodes, got 0; " +
      "allowed: 1 or more [spec/capacity-whole]",
  }),
  poolCase({
    rule: "spec/capacity-whole",
    name: "half a node of a kind",
    broken: {
      capacity: [
        { kind: "spot", maxNodes: 6.5 },
        { kind: "on-demand", maxNodes: 2 },
      ],
    },
    valid: {
      capacity: [
        { kind: "spot", maxNodes: 6 },
        { kind: "on-demand", maxNodes: 2 },
      ],
    },
    message:
      "pools.serving.capacity[0].maxNodes: must be a whole number of nodes, got 6.5; " +
      "allowed: 1 or more [spec/capacity-whole]",
  }),
  poolCase({
    rule: "spec/capacity-sum",
    name: "kinds that add up to more than the pool",
    broken: {
      capacity: [
        { kind: "spot", maxNodes: 8 },
        { kind: "on-demand", maxNodes: 2 },
      ],
    },
    valid: {
      size: { min: 0, max: 10 },
      capacity: [
        { kind: "spot", maxNodes: 8 },
        { kind: "on-demand", maxNodes: 2 },
      ],
    },
    message:
      "pools.serving.capacity: has maxNodes that do not add up to size.max, got 10; " +
      "allowed: size.max, which is 8 [spec/capacity-sum]",
  }),
  poolCase({
    rule: "spec/capacity-sum",
    name: "one kind with fewer nodes than the pool",
    broken: { capacity: [{ kind: "spot", maxNodes: 6 }] },
    valid: { capacity: [{ kind: "spot" }] },
    message:
      "pools.serving.capacity: has maxNodes that do not add up to size.max, got 6; " +
      "allowed: size.max, which is 8; leave maxNodes out [spec/capacity-sum]",
  }),
  poolCase({
    rule: "spec/capacity-min",
    name: "a min above the nodes of the first kind",
    broken: {
      size: { min: 3, max: 8 },
      capacity: [
        { kind: "on-demand", maxNodes: 2 },
        { kind: "spot", maxNodes: 6 },
      ],
    },
    valid: {
      size: { min: 2, max: 8 },
      capacity: [
        { kind: "on-demand", maxNodes: 2 },
        { kind: "spot", maxNodes: 6 },
      ],
    },
    message:
      "pools.serving.size.min: is more than on-demand may have, to which it belongs, got 3; " +
      "allowed: up to 2 [spec/capacity-min]",
  }),
  poolCase({
    rule: "spec/capacity-min",
    name: "a min above the nodes of the first kind that the target has",
    on: gkeLike,
    broken: {
      size: { min: 3, max: 8 },
      capacity: [
        { kind: "capacity-block", maxNodes: 6 },
        { kind: "on-demand", maxNodes: 2 },
      ],
    },
    valid: {
      size: { min: 2, max: 8 },
      capacity: [
        { kind: "capacity-block", maxNodes: 6 },
        { kind: "on-demand", maxNodes: 2 },
      ],
    },
    message:
      "pools.serving.size.min: is more than on-demand may have, to which it belongs, got 3; " +
      "allowed: up to 2 [spec/capacity-min]",
  }),
  poolCase({
    rule: "spec/capacity-min",
    name: "a pool of fixed size with two kinds",
    broken: {
      size: { min: 8, max: 8 },
      capacity: [
        { kind: "spot", maxNodes: 6 },
        { kind: "on-demand", maxNodes: 2 },
      ],
    },
    valid: { size: { min: 8, max: 8 }, capacity: [{ kind: "spot" }] },
    message:
      "pools.serving.size.min: is more than spot may have, to which it belongs, got 8; " +
      "allowed: up to 6 [spec/capacity-min]",
  }),
  poolCase({
    rule: "spec/capacity-not-yet",
    name: "reserved nodes",
    broken: { capacity: [{ kind: "reserved" }] },
    valid: { capacity: [{ kind: "on-demand" }] },
    message:
      'pools.serving.capacity[0].kind: is not yet supported on eks, got "reserved"; ' +
      "allowed: on-demand, spot [spec/capacity-not-yet]",
  }),
  poolCase({
    rule: "spec/capacity-not-yet",
    name: "a capacity block beside on-demand nodes",
    broken: {
      capacity: [
        { kind: "capacity-block", maxNodes: 6 },
        { kind: "on-demand", maxNodes: 2 },
      ],
    },
    valid: {
      capacity: [
        { kind: "spot", maxNodes: 6 },
        { kind: "on-demand", maxNodes: 2 },
      ],
    },
    message:
      'pools.serving.capacity[0].kind: is not yet supported on eks, got "capacity-block"; ' +
      "allowed: on-demand, spot [spec/capacity-not-yet]",
  }),
  poolCase({
    rule: "spec/capacity-not-yet",
    name: "flex-start nodes",
    on: gkeLike,
    broken: { capacity: [{ kind: "flex-start" }] },
    valid: { capacity: [{ kind: "spot" }] },
    message:
      'pools.serving.capacity[0].kind: is not yet supported on gke, got "flex-start"; ' +
      "allowed: on-demand, spot [spec/capacity-not-yet]",
  }),
  poolCase({
    rule: "spec/capacity-never",
    name: "spot nodes in a machine room",
    on: ownedLike,
    broken: { capacity: [{ kind: "spot" }] },
    valid: {
      capacity: [
        { kind: "spot", maxNodes: 6 },
        { kind: "on-demand", maxNodes: 2 },
      ],
    },
    message:
      'pools.serving.capacity: names no kind that k3s has, got "spot"; allowed: on-demand; ' +
      "add one: a preference is skipped only while another entry is left [spec/capacity-never]",
  }),
  poolCase({
    rule: "spec/capacity-never",
    name: "Google's flex-start on AWS",
    broken: { capacity: [{ kind: "flex-start" }] },
    valid: {
      capacity: [
        { kind: "flex-start", maxNodes: 6 },
        { kind: "spot", maxNodes: 2 },
      ],
    },
    message:
      'pools.serving.capacity: names no kind that eks has, got "flex-start"; allowed: on-demand, spot; ' +
      "add one: a preference is skipped only while another entry is left [spec/capacity-never]",
  }),
];
