import type { ResourceView, StackView } from "@roadstead/policy";
import { fail, gkeClusterType, known, pass, resourceRule, texts, unknown } from "@roadstead/policy";

const places: Readonly<Record<string, readonly string[]>> = {
  "aws:eks/cluster:Cluster": ["tags"],
  "aws:eks/nodeGroup:NodeGroup": ["tags"],
  "aws:ec2/instance:Instance": ["tags"],
  "aws:ebs/volume:Volume": ["tags"],
  "aws:rds/instance:Instance": ["tags"],
  "aws:rds/cluster:Cluster": ["tags"],
  "aws:s3/bucket:Bucket": ["tags"],
  "aws:s3/bucketV2:BucketV2": ["tags"],
  "aws:ec2/natGateway:NatGateway": ["tags"],
  "aws:lb/loadBalancer:LoadBalancer": ["tags"],
  "aws:efs/fileSystem:FileSystem": ["tags"],
  "aws:fsx/lustreFileSystem:LustreFileSystem": ["tags"],
  [gkeClusterType]: ["resourceLabels"],
  "gcp:container/nodePool:NodePool": ["nodeConfig", "resourceLabels"],
  "gcp:compute/instance:Instance": ["labels"],
  "gcp:compute/disk:Disk": ["labels"],
  "gcp:storage/bucket:Bucket": ["labels"],
  "gcp:filestore/instance:Instance": ["labels"],
};

export const requiredTags = resourceRule({
  name: "required-tags",
  title: "What costs money says whose it is",
  severity: "medium",
  level: "mandatory",
  config: {
    keys: texts(["owner", "cost-center", "environment"], "Tags or labels, whatever their case and dashes"),
    values: texts([], "What the remedy sets of tags that are missing, such as owner=ml-platform"),
  },
  types: Object.keys(places),
  reads: [
    "aws: tags, and defaultTags of the provider",
    "gcp: labels, resourceLabels, nodeConfig.resourceLabels, defaultLabels",
  ],
  why: "A bill that nobody can divide is everybody's, and so nobody's.",
  fix: "Add the tags to the provider's defaultTags (defaultLabels), or to the resource.",
  remedy(view, context) {
    const steps = places[view.type] ?? ["tags"];
    const missing = new Set(tagsOf(view, context).missing.map(plain));
    return context.config.values.flatMap((entry) => {
      const [key = "", ...rest] = entry.split("=");
      return missing.has(plain(key)) ? [{ steps: [...steps, key], value: rest.join("=") }] : [];
    });
  },
  check(view, context) {
    const { seen, missing, provider } = tagsOf(view, context);
    if (missing.length === 0) return pass;
    const doubt = seen.find(({ state }) => state === "unknown");
    const lacking = `the resource has no tag ${missing.join(", ")}`;
    if (doubt !== undefined) return unknown(doubt, `it may be that ${lacking}`);
    if (provider === undefined && context.stack.phase !== "state")
      return unknown("the provider's own tags", `it may be that ${lacking}`);
    return fail(lacking, { path: seen[0]?.path ?? "tags", limit: context.config.keys.join(", ") });
  },
});

/** Tags of a resource, its own first, and which of those that are asked for it has not. */
function tagsOf(
  view: ResourceView,
  { stack, config }: { readonly stack: StackView; readonly config: { readonly keys: readonly string[] } },
) {
  const own = view.map(...(places[view.type] ?? ["tags"]));
  const provider = stack.provider(view);
  const defaults = provider === undefined ? [] : [provider.map("defaultTags", "tags"), provider.map("defaultLabels")];
  // Tags that the provider adds are what it answers; before that, a provider that cannot be seen may add them.
  const added = ["tagsAll", "effectiveLabels"].map((name) => view.settled.map(name));
  const seen = [own, ...defaults, ...(stack.phase === "state" ? added : [])];
  // A tag without a value says nothing; one whose value is not known yet is there.
  const said = seen.flatMap((tags) =>
    Object.entries(known(tags) ?? {}).filter(([, value]) => value !== "" && value !== null),
  );
  const keys = new Set(said.map(([key]) => plain(key)));
  return { seen, provider, missing: config.keys.filter((key) => !keys.has(plain(key))) };
}

/** `costCenter`, `cost_center` and `Cost-Center` are one. */
const plain = (key: string): string => key.toLowerCase().replace(/[^a-z0-9]/g, "");
