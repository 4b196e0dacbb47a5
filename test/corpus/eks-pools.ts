import { eksCase, onEks, onLaunchTemplate, onOverride, onPool } from "./eks-config.js";
import type { RuleCase } from "./rule-case.js";

const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`label-${index}`, "x"]));

const templateMessage = "must be left as it is: EKS cannot give a node group that is there another launch template";
const templateHint = "leave the name, and tell templates apart by tags";

const templateCases: readonly RuleCase[] = [
  eksCase(
    onLaunchTemplate,
    ["eks/launch-template-name", "another name of a launch template"],
    [{ name: "mine" }, { ebsOptimized: "true" }],
    `eks.transform.launchTemplate.name: ${templateMessage}, got "mine"; ${templateHint}`,
  ),
  eksCase(
    onLaunchTemplate,
    ["eks/launch-template-name", "a name of a launch template that is known later"],
    [{ name: Promise.resolve("mine") }, { description: Promise.resolve("ours") }],
    `eks.transform.launchTemplate.name: ${templateMessage}, got an Output; ${templateHint}`,
  ),
  eksCase(
    onLaunchTemplate,
    ["eks/launch-template-name", "the beginning of a name of a launch template"],
    [{ namePrefix: "mine-" }, { name: "ai-serving" }],
    `eks.transform.launchTemplate.namePrefix: ${templateMessage}, got "mine-"; ${templateHint}`,
  ),
];

const overrideCases: readonly RuleCase[] = [
  eksCase(
    onOverride,
    ["eks/pool-zones", "a zone without a subnet"],
    [{ zones: ["us-east-1c"] }, { zones: ["us-east-1b"] }],
    'eks.pools.serving.zones[0]: has no subnet for nodes in the network, got "us-east-1c"; ' +
      "allowed: us-east-1a, us-east-1b",
  ),
  eksCase(
    onOverride,
    ["eks/pool-zones", "no zone"],
    [{ zones: [] }, {}],
    "eks.pools.serving.zones: has no zone; allowed: us-east-1a, us-east-1b; leave it out for all zones",
  ),
  eksCase(
    onEks,
    ["eks/pool-zones", "a zone of the system pool without a subnet"],
    [{ system: { zones: ["us-east-1c"] } }, { system: { zones: ["us-east-1a"] } }],
    'eks.system.zones[0]: has no subnet for nodes in the network, got "us-east-1c"; allowed: us-east-1a, us-east-1b',
  ),
  eksCase(
    onOverride,
    ["eks/replace", "a word that is none of both"],
    [{ replace: "delete-frist" }, { replace: "delete-first" }],
    'eks.pools.serving.replace: must say what a replacement does first, got "delete-frist"; ' +
      'allowed: create-first, delete-first; did you mean "delete-first"?',
  ),
  eksCase(
    onOverride,
    ["eks/release-version", "a version without the day"],
    [{ releaseVersion: "1.36.1" }, { releaseVersion: "1.36.1-20260714" }],
    'eks.pools.serving.releaseVersion: must be the release of an EKS node image, got "1.36.1"; ' +
      'Kubernetes version and day of the image, as in "1.36.1-20260714"',
  ),
  eksCase(
    onOverride,
    ["eks/release-minor", "a release of another Kubernetes version"],
    [{ releaseVersion: "1.35.4-20260714" }, { releaseVersion: "1.36.1-20260714" }],
    'eks.pools.serving.releaseVersion: is not of Kubernetes 1.36, which the cluster is, got "1.35.4-20260714"; ' +
      "take a release that begins with 1.36., or set kubernetesVersion in the spec",
  ),
  eksCase(
    onEks,
    ["eks/ceiling", "a ceiling below the system pool"],
    [{ system: { ceiling: 1 } }, { system: { ceiling: 2 } }],
    "eks.system.ceiling: must be a whole number of nodes, not below the size of the pool, got 1; allowed: 2 or more",
  ),
  ...[7, 8.5].map((ceiling) =>
    eksCase(
      onOverride,
      ["eks/ceiling", `a ceiling of ${ceiling} over 8 nodes`],
      [{ ceiling }, { ceiling: 8 }],
      "eks.pools.serving.ceiling: must be a whole number of nodes, not below the size of the pool, " +
        `got ${ceiling}; allowed: 8 or more`,
    ),
  ),
  eksCase(
    onEks,
    ["eks/ceiling-autoscaler", "a ceiling for an autoscaler that is not ours"],
    [
      { autoscaler: "user", pools: { serving: { ceiling: 16 } } },
      { autoscaler: "cluster-autoscaler", pools: { serving: { ceiling: 16 } } },
    ],
    "eks.pools.serving.ceiling: needs Cluster Autoscaler, which keeps the pool at its size below it, got 16; leave it out",
  ),
];

const poolCases: readonly RuleCase[] = [
  eksCase(
    onPool,
    ["eks/gpu-disk", "a disk of 49 GiB for GPU software"],
    [{ node: { diskGib: 49 } }, { node: { diskGib: 50 } }],
    "pools.serving.node.diskGib: does not hold the images of GPU software, which are 10 to 20 GB each, got 49; " +
      "allowed: 50 or more",
  ),
  eksCase(
    onPool,
    ["eks/taint-key", "two effects of one key"],
    [
      {
        taints: [
          { key: "team", value: "ml", effect: "NoSchedule" },
          { key: "team", value: "ml", effect: "NoExecute" },
        ],
      },
      {
        taints: [
          { key: "team", value: "ml", effect: "NoSchedule" },
          { key: "team-now", value: "ml", effect: "NoExecute" },
        ],
      },
    ],
    'pools.serving.taints[1].key: has a taint already, and the autoscaler can be told of one taint per key, got "team"; ' +
      "use another key",
  ),
  eksCase(
    onPool,
    ["eks/group-tags", "one label too many"],
    [{ labels: many(34) }, { labels: many(33) }],
    "pools.serving: has more labels and taints than the tags of an autoscaling group can say, got 51 tags; " +
      "allowed: up to 50; leave out 1",
  ),
];

export const cases: readonly RuleCase[] = [...templateCases, ...overrideCases, ...poolCases];
