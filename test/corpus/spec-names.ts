import { type RuleCase, poolCase, servingPool, specCase, tags } from "./rule-case.js";

const named = (name: string) => ({ pools: { [name]: servingPool }, tags });
const tagged = (additional: Readonly<Record<string, string>>) => ({
  pools: { serving: servingPool },
  tags: { ...tags, additional },
});
const numbered = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag-${index}`, "x"]));
const longKey = (length: number) => `example.com/${"k".repeat(length - "example.com/".length)}`;
const nameHint = "a lower-case letter first, then lower-case letters, digits and -, not - at the end";
const keyHint =
  "letters, digits, - _ . with a letter or digit at both ends; before it, if at all, a DNS name and a slash";
const valueHint = "at most 63 letters, digits, - _ . with a letter or digit at both ends";

export const cases: readonly RuleCase[] = [
  specCase({
    rule: "spec/pool-name",
    name: "a name with an upper-case letter",
    broken: named("gpuPool"),
    valid: named("gpu-pool"),
    message: `pools.gpuPool: is not a pool name, got "gpuPool"; ${nameHint} [spec/pool-name]`,
  }),
  specCase({
    rule: "spec/pool-name",
    name: "a name that starts with a digit",
    broken: named("4xl4"),
    valid: named("l4x4"),
    message: `pools["4xl4"]: is not a pool name, got "4xl4"; ${nameHint} [spec/pool-name]`,
  }),
  specCase({
    rule: "spec/pool-name",
    name: "a name that ends in a hyphen",
    broken: named("serving-"),
    valid: named("serving"),
    message: `pools.serving-: is not a pool name, got "serving-"; ${nameHint} [spec/pool-name]`,
  }),
  specCase({
    rule: "spec/pool-name-length",
    name: "a name of 25 characters",
    broken: named("training-of-large-models1"),
    valid: named("training-of-large-models"),
    message:
      "pools.training-of-large-models1: has a name of more than 24 characters, got 25 characters [spec/pool-name-length]",
  }),
  specCase({
    rule: "spec/pool-name-reserved",
    name: "a pool named as the system pool is",
    broken: named("system"),
    valid: named("systems"),
    message:
      "pools.system: is the name of the system pool; choose another name, or say under systemPool what it must be " +
      "like [spec/pool-name-reserved]",
  }),
  poolCase({
    rule: "spec/label-key",
    name: "a key with a space",
    broken: { labels: { "my team": "vision" } },
    valid: { labels: { "my-team": "vision" } },
    message: `pools.serving.labels["my team"]: is not a key that Kubernetes takes, got "my team"; ${keyHint} [spec/label-key]`,
  }),
  poolCase({
    rule: "spec/label-key",
    name: "a key with two slashes",
    broken: { labels: { "example.com/team/name": "vision" } },
    valid: { labels: { "example.com/team-name": "vision" } },
    message:
      'pools.serving.labels["example.com/team/name"]: is not a key that Kubernetes takes, got "example.com/team/name"; ' +
      `${keyHint} [spec/label-key]`,
  }),
  poolCase({
    rule: "spec/label-key-length",
    name: "a key of 64 characters with its prefix",
    broken: { labels: { [longKey(64)]: "x" } },
    valid: { labels: { [longKey(63)]: "x" } },
    message:
      `pools.serving.labels["${longKey(64)}"]: is longer than 63 characters, prefix and all, ` +
      "got 64 characters [spec/label-key-length]",
  }),
  poolCase({
    rule: "spec/label-value",
    name: "a value with a slash",
    broken: { labels: { team: "ml/vision" } },
    valid: { labels: { team: "ml.vision" } },
    message:
      'pools.serving.labels.team: is not a value that Kubernetes takes, got "ml/vision"; ' +
      `${valueHint} [spec/label-value]`,
  }),
  poolCase({
    rule: "spec/label-value",
    name: "a value of 64 characters",
    broken: { labels: { team: "x".repeat(64) } },
    valid: { labels: { team: "x".repeat(63) } },
    message:
      `pools.serving.labels.team: is not a value that Kubernetes takes, got "${"x".repeat(64)}"; ` +
      `${valueHint} [spec/label-value]`,
  }),
  poolCase({
    rule: "spec/label-reserved",
    name: "a label that kubelets may not set",
    broken: { labels: { "node-role.kubernetes.io/gpu": "true" } },
    valid: { labels: { "example.com/gpu": "true" } },
    message:
      'pools.serving.labels["node-role.kubernetes.io/gpu"]: has the reserved prefix kubernetes.io; ' +
      "use a prefix of your own, or none [spec/label-reserved]",
  }),
  poolCase({
    rule: "spec/label-reserved",
    name: "one of Roadstead's own labels",
    broken: { labels: { "roadstead.dev/pool": "other" } },
    valid: { labels: { pool: "other" } },
    message:
      'pools.serving.labels["roadstead.dev/pool"]: has the reserved prefix roadstead.dev; ' +
      "use a prefix of your own, or none [spec/label-reserved]",
  }),
  poolCase({
    rule: "spec/label-reserved",
    name: "a label that steers NVIDIA's device plugin",
    broken: { labels: { "nvidia.com/device-plugin.config": "other" } },
    valid: { labels: { "device-plugin.config": "other" } },
    message:
      'pools.serving.labels["nvidia.com/device-plugin.config"]: has the reserved prefix nvidia.com; ' +
      "use a prefix of your own, or none [spec/label-reserved]",
  }),
  poolCase({
    rule: "spec/taint-key",
    name: "an empty key",
    broken: { taints: [{ key: "", value: "vision", effect: "NoSchedule" }] },
    valid: { taints: [{ key: "team", value: "vision", effect: "NoSchedule" }] },
    message: `pools.serving.taints[0].key: is not a key that Kubernetes takes, got ""; ${keyHint} [spec/taint-key]`,
  }),
  poolCase({
    rule: "spec/taint-key-length",
    name: "a key of 64 characters with its prefix",
    broken: { taints: [{ key: longKey(64), effect: "NoSchedule" }] },
    valid: { taints: [{ key: longKey(63), effect: "NoSchedule" }] },
    message:
      "pools.serving.taints[0].key: is longer than 63 characters, prefix and all, " +
      "got 64 characters [spec/taint-key-length]",
  }),
  poolCase({
    rule: "spec/taint-value",
    name: "a value with a space",
    broken: { taints: [{ key: "team", value: "computer vision", effect: "NoSchedule" }] },
    valid: { taints: [{ key: "team", value: "computer-vision", effect: "NoSchedule" }] },
    message:
      'pools.serving.taints[0].value: is not a value that Kubernetes takes, got "computer vision"; ' +
      `${valueHint} [spec/taint-value]`,
  }),
  poolCase({
    rule: "spec/taint-canonical",
    name: "the GPU taint said again",
    broken: { taints: [{ key: "nvidia.com/gpu", value: "present", effect: "NoSchedule" }] },
    valid: { taints: [] },
    message:
      "pools.serving.taints[0].key: is the key of the GPU taint; leave it out: GPU pools have it already, and other " +
      "pools must not [spec/taint-canonical]",
  }),
  poolCase({
    rule: "spec/taint-canonical",
    name: "the GPU taint with another effect",
    broken: { taints: [{ key: "nvidia.com/gpu", effect: "NoExecute" }] },
    valid: { taints: [{ key: "gpu-only", effect: "NoExecute" }] },
    message:
      "pools.serving.taints[0].key: is the key of the GPU taint; leave it out: GPU pools have it already, and other " +
      "pools must not [spec/taint-canonical]",
  }),
  poolCase({
    rule: "spec/taint-reserved",
    name: "a taint that Kubernetes sets itself",
    broken: { taints: [{ key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" }] },
    valid: { taints: [{ key: "example.com/unschedulable", effect: "NoSchedule" }] },
    message:
      "pools.serving.taints[0].key: has the reserved prefix kubernetes.io, " +
      'got "node.kubernetes.io/unschedulable"; use a prefix of your own, or none [spec/taint-reserved]',
  }),
  poolCase({
    rule: "spec/taint-duplicate",
    name: "two values of one key and effect",
    broken: {
      taints: [
        { key: "team", value: "vision", effect: "NoSchedule" },
        { key: "team", value: "speech", effect: "NoSchedule" },
      ],
    },
    valid: {
      taints: [
        { key: "team", value: "vision", effect: "NoSchedule" },
        { key: "team", value: "speech", effect: "NoExecute" },
      ],
    },
    message:
      'pools.serving.taints[1]: has the key and effect of an earlier taint, got "team:NoSchedule"; ' +
      "Kubernetes keeps one value per key and effect: leave one out [spec/taint-duplicate]",
  }),
  specCase({
    rule: "spec/tag-value",
    name: "an owner that is a mail address",
    broken: { pools: { serving: servingPool }, tags: { ...tags, owner: "ml@example.com" } },
    valid: { pools: { serving: servingPool }, tags: { ...tags, owner: "ml_example_com" } },
    message:
      'tags.owner: is not a tag value that every cloud takes, got "ml@example.com"; ' +
      "1 to 63 lower-case letters, digits, - and _ [spec/tag-value]",
  }),
  specCase({
    rule: "spec/tag-value",
    name: "an empty cost centre",
    broken: { pools: { serving: servingPool }, tags: { ...tags, costCenter: "" } },
    valid: { pools: { serving: servingPool }, tags: { ...tags, costCenter: "0" } },
    message:
      'tags.costCenter: is not a tag value that every cloud takes, got ""; ' +
      "1 to 63 lower-case letters, digits, - and _ [spec/tag-value]",
  }),
  specCase({
    rule: "spec/tag-value",
    name: "an environment in upper case",
    broken: { pools: { serving: servingPool }, tags: { ...tags, environment: "Prod" } },
    valid: { pools: { serving: servingPool }, tags: { ...tags, environment: "prod" } },
    message:
      'tags.environment: is not a tag value that every cloud takes, got "Prod"; ' +
      "1 to 63 lower-case letters, digits, - and _ [spec/tag-value]",
  }),
  specCase({
    rule: "spec/tag-key",
    name: "a key in camel case",
    broken: tagged({ dataClass: "internal" }),
    valid: tagged({ "data-class": "internal" }),
    message:
      'tags.additional.dataClass: is not a tag key that every cloud takes, got "dataClass"; ' +
      "a lower-case letter, then at most 62 lower-case letters, digits, - and _ [spec/tag-key]",
  }),
  specCase({
    rule: "spec/tag-reserved",
    name: "a key that AWS keeps to itself",
    broken: tagged({ "aws:project": "x" }),
    valid: tagged({ project: "x" }),
    message: 'tags.additional["aws:project"]: has the reserved prefix aws:; use another key [spec/tag-reserved]',
  }),
  specCase({
    rule: "spec/tag-reserved",
    name: "a key that Google Cloud keeps to itself",
    broken: tagged({ "goog-managed": "x" }),
    valid: tagged({ managed: "x" }),
    message: "tags.additional.goog-managed: has the reserved prefix goog; use another key [spec/tag-reserved]",
  }),
  specCase({
    rule: "spec/tag-duplicate",
    name: "the cost centre in another spelling",
    broken: tagged({ "cost-center": "4712" }),
    valid: tagged({ "cost-unit": "4712" }),
    message: "tags.additional.cost-center: is said already; say it as tags.costCenter only [spec/tag-duplicate]",
  }),
  specCase({
    rule: "spec/tag-count",
    name: "41 further tags",
    broken: tagged(numbered(41)),
    valid: tagged(numbered(40)),
    message: "tags.additional: has too many tags, got 41; allowed: up to 40 [spec/tag-count]",
  }),
];
