import { fail, gkeClusterType, known, pass, resourceRule, texts, unknown } from "@roadstead/policy";

const places: Readonly<Record<string, string>> = {
  "aws:eks/cluster:Cluster": "tags",
  "aws:eks/nodeGroup:NodeGroup": "tags",
  "aws:ec2/instance:Instance": "tags",
  "aws:ebs/volume:Volume": "tags",
  "aws:rds/instance:Instance": "tags",
  "aws:rds/cluster:Cluster": "tags",
  "aws:s3/bucket:Bucket": "tags",
  "aws:s3/bucketV2:BucketV2": "tags",
  "aws:ec2/natGateway:NatGateway": "tags",
  "aws:lb/loadBalancer:LoadBalancer": "tags",
  "aws:efs/fileSystem:FileSystem": "tags",
  "aws:fsx/lustreFileSystem:LustreFileSystem": "tags",
  [gkeClusterType]: "resourceLabels",
  "gcp:container/nodePool:NodePool": "nodeConfig",
  "gcp:compute/instance:Instance": "labels",
  "gcp:compute/disk:Disk": "labels",
  "gcp:storage/bucket:Bucket": "labels",
  "gcp:filestore/instance:Instance": "labels",
};

export const requiredTags = resourceRule({
  name: "required-tags",
  title: "What costs money says whose it is",
  severity: "medium",
  level: "mandatory",
  config: { keys: texts(["owner", "cost-center", "environment"], "Tags or labels, whatever their case and dashes") },
  types: Object.keys(places),
  reads: [
    "aws: tags, and defaultTags of the provider",
    "gcp: labels, resourceLabels, nodeConfig.resourceLabels, defaultLabels",
  ],
  why: "A bill that nobody can divide is everybody's, and so nobody's.",
  fix: "Add the tags to the provider's defaultTags (defaultLabels), or to the resource.",
  check(view, { stack, config }) {
    const place = places[view.type] ?? "tags";
    const own = place === "nodeConfig" ? view.map("nodeConfig", "resourceLabels") : view.map(place);
    const provider = stack.provider(view);
    const defaults = provider === undefined ? [] : [provider.map("defaultTags", "tags"), provider.map("defaultLabels")];
    // Tags that the provider adds are what it answers; before that, a provider that cannot be seen may add them.
    const added = ["tagsAll", "effectiveLabels"].map((name) => view.settled.map(name));
    const seen = [own, ...defaults, ...(stack.phase === "state" ? added : [])];
    const keys = new Set(seen.flatMap((tags) => Object.keys(known(tags) ?? {})).map(plain));
    const missing = config.keys.filter((key) => !keys.has(plain(key)));
    if (missing.length === 0) return pass;
    const doubt = seen.find(({ state }) => state === "unknown");
    const lacking = `the resource has no tag ${missing.join(", ")}`;
    if (doubt !== undefined) return unknown(doubt, `it may be that ${lacking}`);
    if (provider === undefined && stack.phase !== "state")
      return unknown("the provider's own tags", `it may be that ${lacking}`);
    return fail(lacking, { path: own.path, limit: config.keys.join(", ") });
  },
});

/** `costCenter`, `cost_center` and `Cost-Center` are one. */
const plain = (key: string): string => key.toLowerCase().replace(/[^a-z0-9]/g, "");
