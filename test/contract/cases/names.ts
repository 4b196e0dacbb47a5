import type { GraphResource } from "@roadstead/core";
import { expect } from "vitest";
import { type ClusterPlan, labelOf, planCluster, plainInputs } from "../cluster-plan.js";
import type { ContractCase } from "../contract-target.js";
import { nodesOf } from "../cloud-nodes.js";
import { standardSpec, withPools } from "../standard-spec.js";

interface NameRule {
  /** Input that holds the name. */
  readonly input: string;
  readonly shortest?: number;
  readonly longest: number;
  readonly form: RegExp;
  /** Input that names what the name must be unique in. @default the account or project */
  readonly within?: string;
}

const gcpName = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;

/** From the clouds' own API references; a type with a name that stands not here fails the suite. */
const nameRules: Readonly<Record<string, NameRule>> = {
  "aws:cloudwatch/logGroup:LogGroup": { input: "name", longest: 512, form: /^[\w./#-]+$/ },
  "aws:ec2/launchTemplate:LaunchTemplate": { input: "name", shortest: 3, longest: 128, form: /^[\w().\-/]+$/ },
  "aws:eks/addon:Addon": { input: "addonName", longest: 100, form: /^[a-z0-9-]+$/, within: "clusterName" },
  "aws:eks/cluster:Cluster": { input: "name", longest: 100, form: /^[0-9A-Za-z][\w-]*$/ },
  "aws:eks/nodeGroup:NodeGroup": {
    input: "nodeGroupName",
    longest: 63,
    form: /^[0-9A-Za-z][\w-]*$/,
    within: "clusterName",
  },
  "aws:iam/role:Role": { input: "name", longest: 64, form: /^[\w+=,.@-]+$/ },
  "aws:iam/rolePolicy:RolePolicy": { input: "name", longest: 128, form: /^[\w+=,.@-]+$/, within: "role" },
  "aws:kms/alias:Alias": { input: "name", longest: 256, form: /^alias\/(?!aws\/)[\w/-]+$/ },
  "gcp:compute/network:Network": { input: "name", longest: 63, form: gcpName },
  "gcp:compute/router:Router": { input: "name", longest: 63, form: gcpName },
  "gcp:compute/routerNat:RouterNat": { input: "name", longest: 63, form: gcpName, within: "router" },
  "gcp:compute/subnetwork:Subnetwork": { input: "name", longest: 63, form: gcpName },
  "gcp:container/cluster:Cluster": { input: "name", longest: 40, form: gcpName },
  "gcp:container/nodePool:NodePool": { input: "name", longest: 40, form: gcpName, within: "cluster" },
  "gcp:serviceaccount/account:Account": { input: "accountId", shortest: 6, longest: 30, form: gcpName },
};

/** The longest names that the language takes, and the longest, oddest stack name that Pulumi does. */
const longest = {
  name: "abcdefghij-abcdefghij-abcdefgh",
  pool: "abcdefghij-abcdefghij-ab",
  stack: `Feature_Branch.${"0123456789-".repeat(7)}x`,
};

/** Names of things outside of the program. */
export const nameCases: readonly ContractCase[] = [
  {
    name: "keeps to the clouds' limits for names, labels and tags, also with the longest names",
    async check({ target }) {
      const { serving } = standardSpec.pools;
      if (serving === undefined) throw new Error("the standard spec has lost a pool");
      const spec = { ...standardSpec, pools: { [longest.pool]: serving } };
      const plan = await planCluster(target, { spec, names: [longest.name], stack: longest.stack });
      expect(plan.children.flatMap(nameFaults)).toEqual([]);
      expect(nodesOf(plan).length).toBeGreaterThan(0);
      expect(
        nodesOf(plan).flatMap(({ labels, taints }) => [...labelFaults(labels), ...taints.flatMap(keyFaults)]),
      ).toEqual([]);
    },
  },
  {
    name: "gives no two things one name",
    async check({ standard }) {
      const plan = await standard();
      expect(repeated(identities(plan))).toEqual([]);
      expect(identities(plan).length).toBeGreaterThan(0);
    },
  },
  {
    name: "lives beside a second cluster of its kind in one program: no URN and no name is shared",
    async check({ target }) {
      const both = await planCluster(target, { spec: withPools(["lab"]), names: ["ai", "ai2"] });
      const sizes = both.clusters.map(
        (cluster) => both.children.filter((child) => both.isDescendant(child, cluster)).length,
      );
      expect(sizes).toEqual([both.children.length / 2, both.children.length / 2]);
      expect(repeated(identities(both))).toEqual([]);
      const [first, second] = both.clusters;
      for (const [cluster, provider] of [
        [first, "ai-kubernetes"],
        [second, "ai2-kubernetes"],
      ] as const) {
        if (cluster === undefined) throw new Error("a cluster is missing");
        const own = both.objects.filter((object) => both.isDescendant(object, cluster));
        expect(own.length).toBeGreaterThan(0);
        expect(own.filter((object) => object.provider !== both.named(provider).urn).map(labelOf)).toEqual([]);
      }
    },
  },
  {
    name: "shares no name with the same program's other stack",
    async check({ target }) {
      const spec = withPools(["lab"]);
      const named = (plan: ClusterPlan) =>
        identities(plan).filter(
          (identity) => !/^(kubernetes:|aws:eks\/(nodeGroup|addon)|gcp:container\/nodePool)/.test(identity),
        );
      const prod = named(await planCluster(target, { spec, stack: "prod" }));
      expect(named(await planCluster(target, { spec })).filter((identity) => prod.includes(identity))).toEqual([]);
    },
  },
];

function nameFaults(child: GraphResource): readonly string[] {
  const rule = nameRules[child.type];
  const inputs = plainInputs(child);
  if (rule === undefined) {
    const named =
      /^(aws|gcp):/.test(child.type) && ["name", "accountId"].some((key) => typeof inputs[key] === "string");
    return [...(named ? [`${labelOf(child)}: no limit is known for its name`] : []), ...objectFaults(child)];
  }
  const name = inputs[rule.input];
  if (typeof name !== "string") return [`${labelOf(child)}: has no name`];
  const fine = name.length >= (rule.shortest ?? 1) && name.length <= rule.longest && rule.form.test(name);
  return fine ? [] : [`${labelOf(child)}: ${name}`];
}

/** Kubernetes' own limits: labels (63) of the kinds whose names become DNS labels, else DNS subdomains (253). */
function objectFaults(child: GraphResource): readonly string[] {
  if (!child.type.startsWith("kubernetes:")) return [];
  const metadata = plainInputs(child)["metadata"] as {
    readonly name?: string;
    readonly labels?: Readonly<Record<string, string>>;
  } | null;
  const { name = "", labels = {} } = metadata ?? {};
  // Names of DaemonSets become a label of their pods' revisions.
  const most = /:(Namespace|Service|DaemonSet|Deployment)$/.test(child.type) ? 63 : 253;
  // RBAC names may have colons.
  const form = /:(Cluster)?Role(Binding)?$/.test(child.type) ? /^[\w.:-]+$/ : /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;
  const faults =
    child.kind === "read" || (form.test(name) && name.length <= most) ? [] : [`${labelOf(child)}: ${name}`];
  return [...faults, ...labelFaults(labels)];
}

function labelFaults(labels: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(labels).flatMap(([key, value]) => [
    ...keyFaults({ key }),
    ...(value.length <= 63 && /^([A-Za-z0-9]([\w.-]*[A-Za-z0-9])?)?$/.test(value) ? [] : [`${key}=${value}`]),
  ]);
}

/** In all at most 63 characters: what EKS takes for a node group's labels and taints. */
function keyFaults({ key }: { readonly key: string }): readonly string[] {
  return key.length <= 63 && /^([a-z0-9.-]+\/)?[A-Za-z0-9]([\w.-]*[A-Za-z0-9])?$/.test(key) ? [] : [key];
}

/** What tells one thing from another outside of the program: its kind, what it is in, and its name there. */
function identities(plan: ClusterPlan): readonly string[] {
  return plan.children.flatMap((child) => {
    const inputs = plainInputs(child);
    if (child.type.startsWith("kubernetes:") && child.kind === "custom") {
      const { namespace = "", name } = inputs["metadata"] as { readonly namespace?: string; readonly name: string };
      return [`${child.type} in ${child.provider} ${namespace} ${name}`];
    }
    const rule = nameRules[child.type];
    if (rule === undefined) return [];
    const { within } = rule;
    // By what makes it, or by its plain name where it exists.
    const place = (input: string) => child.propertyDependencies[input]?.join() ?? String(inputs[input]);
    const scope = within === undefined ? "" : place(within);
    return [`${child.type} in ${scope} ${String(inputs[rule.input])}`];
  });
}

function repeated(values: readonly string[]): readonly string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}
