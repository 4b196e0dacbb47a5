import type { ClusterSpec } from "@roadstead/core";
import { gke, type GkeConfig, gkeRules, type NewGkeCluster, type OnExistingGkeCluster } from "@roadstead/gke";
import { type RuleCase, ruleCase, servingPool, tags } from "./rule-case.js";

export const rules = gkeRules;

const network = { create: { zones: ["us-central1-a", "us-central1-c"] } };
const ownNetwork = {
  network: "shared",
  subnetwork: "ml",
  podRange: "pods",
  serviceRange: "services",
  zones: ["us-central1-a"],
  egress: "nat",
} as const;
const access = {
  endpoint: "dns",
  admins: ["group:platform@example.com"],
  deployer: "serviceAccount:ci@my-ml-project.iam.gserviceaccount.com",
} as const;
const existing = {
  name: "research",
  endpoint: "gke-1a2b3c.us-central1.gke.goog",
  clusterId: "research-2026",
  zones: ["us-central1-a"],
  gpuStack: "provider",
} as const;

type Part = Partial<Omit<GkeConfig<string>, keyof OnExistingGkeCluster> & NewGkeCluster>;

interface Pair {
  readonly rule: keyof typeof gkeRules;
  readonly name: string;
  readonly message: string;
}

/** A case about the factory's config: what is said replaces that of a small cluster, or adds to it. */
function configCase({ broken, valid, ...pair }: Pair & { readonly broken: object; readonly valid: object }): RuleCase {
  const config = (part: object): GkeConfig<string> => ({
    project: "my-ml-project",
    location: "us-central1",
    network,
    access,
    ...(part as Part),
  });
  const spec: ClusterSpec = { pools: { serving: servingPool as ClusterSpec["pools"][string] }, tags };
  return ruleCase((part: object) => gke(config(part)).validate(spec), { ...pair, broken, valid });
}

/** The same about `access`. */
function accessCase({ broken, valid, ...pair }: Pair & { readonly broken: object; readonly valid: object }): RuleCase {
  return configCase({
    ...pair,
    broken: { access: { ...access, ...broken } },
    valid: { access: { ...access, ...valid } },
  });
}

/** The same about a created network. */
function createCase({ broken, valid, ...pair }: Pair & { readonly broken: object; readonly valid: object }): RuleCase {
  const created = (part: object) => ({ network: { create: { ...network.create, ...part } } });
  return configCase({ ...pair, broken: created(broken), valid: created(valid) });
}

/** The same about a cluster that exists already. */
function existingCase({
  broken,
  valid,
  ...pair
}: Pair & { readonly broken: object; readonly valid: object }): RuleCase {
  const on = (part: object) => ({ network: undefined, access: undefined, existing: { ...existing, ...part } });
  return configCase({ ...pair, broken: on(broken), valid: on(valid) });
}

/** A case about the pools of a spec on a small cluster. */
function poolsCase({ broken, valid, ...pair }: Pair & { readonly broken: object; readonly valid: object }): RuleCase {
  const target = gke({ project: "my-ml-project", location: "us-central1", network, access });
  return ruleCase((pools: object) => target.validate({ pools: pools as ClusterSpec["pools"], tags }), {
    ...pair,
    broken,
    valid,
  });
}

export const cases: readonly RuleCase[] = [
  configCase({
    rule: "gke/project",
    name: "a project number",
    broken: { project: "123456789012" },
    valid: { project: "my-ml-project" },
    message:
      'gke.project: must be a project id: 6 to 30 lower-case letters, digits and dashes, first a letter, got "123456789012"; this is a project number; give the id [gke/project]',
  }),
  configCase({
    rule: "gke/project",
    name: "a name with capitals and spaces",
    broken: { project: "My ML project" },
    valid: { project: "example.com:my-ml-project" },
    message:
      'gke.project: must be a project id: 6 to 30 lower-case letters, digits and dashes, first a letter, got "My ML project" [gke/project]',
  }),
  configCase({
    rule: "gke/location",
    name: "a zone as location",
    broken: { location: "us-central1-a" },
    valid: { location: "us-central1" },
    message:
      'gke.location: must be a region, got "us-central1-a"; write "us-central1": a zonal control plane is down during every upgrade; zones go into network and pools [gke/location]',
  }),
  createCase({
    rule: "gke/zones",
    name: "no zone",
    broken: { zones: [] },
    valid: { zones: ["us-central1-f"] },
    message: "gke.network.create.zones: must name at least one zone, got [] [gke/zones]",
  }),
  configCase({
    rule: "gke/zones",
    name: "a zone named twice for a pool",
    broken: { pools: { serving: { zones: ["us-central1-a", "us-central1-a"] } } },
    valid: { pools: { serving: { zones: ["us-central1-a"] } } },
    message: 'gke.pools.serving.zones: must name each zone once, got ["us-central1-a","us-central1-a"] [gke/zones]',
  }),
  createCase({
    rule: "gke/zone-region",
    name: "a zone of another region",
    broken: { zones: ["us-central1-a", "us-east1-b"] },
    valid: { zones: ["us-central1-a", "us-central1-b"] },
    message:
      'gke.network.create.zones[1]: must be a zone of us-central1, got "us-east1-b"; zones are called us-central1-a, us-central1-b and so on [gke/zone-region]',
  }),
  configCase({
    rule: "gke/zone-region",
    name: "only the letter of a zone, for the system pool",
    broken: { system: { zones: ["a"] } },
    valid: { system: { zones: ["us-central1-a"] } },
    message:
      'gke.system.zones[0]: must be a zone of us-central1, got "a"; zones are called us-central1-a, us-central1-b and so on [gke/zone-region]',
  }),
  existingCase({
    rule: "gke/zone-region",
    name: "a zone of another region on an existing cluster",
    broken: { zones: ["europe-west4-a"] },
    valid: { zones: ["us-central1-b"] },
    message:
      'gke.existing.zones[0]: must be a zone of us-central1, got "europe-west4-a"; zones are called us-central1-a, us-central1-b and so on [gke/zone-region]',
  }),
  configCase({
    rule: "gke/cluster-name",
    name: "41 characters",
    broken: { clusterName: "a".repeat(41) },
    valid: { clusterName: "a".repeat(40) },
    message: `gke.clusterName: must have at most 40 lower-case letters, digits and dashes, first a letter, last no dash, got "${"a".repeat(41)}" [gke/cluster-name]`,
  }),
  configCase({
    rule: "gke/cluster-name",
    name: "a dash at the end",
    broken: { clusterName: "ml-" },
    valid: { clusterName: "ml" },
    message:
      'gke.clusterName: must have at most 40 lower-case letters, digits and dashes, first a letter, last no dash, got "ml-" [gke/cluster-name]',
  }),
  configCase({
    rule: "gke/release-channel",
    name: "a channel in lower case",
    broken: { releaseChannel: "regular" },
    valid: { releaseChannel: "REGULAR" },
    message:
      'gke.releaseChannel: is no release channel, got "regular"; allowed: RAPID, REGULAR, STABLE, EXTENDED; did you mean "REGULAR"? [gke/release-channel]',
  }),
  createCase({
    rule: "gke/cidr",
    name: "bits beyond the prefix",
    broken: { cidr: "10.0.0.1/20" },
    valid: { cidr: "10.0.0.0/20" },
    message:
      'gke.network.create.cidr: must be an IPv4 range without bits beyond its prefix, got "10.0.0.1/20"; write it like "10.0.0.0/20" [gke/cidr]',
  }),
  createCase({
    rule: "gke/cidr",
    name: "an octet above 255",
    broken: { podCidr: "10.256.0.0/14" },
    valid: { podCidr: "10.252.0.0/14" },
    message:
      'gke.network.create.podCidr: must be an IPv4 range without bits beyond its prefix, got "10.256.0.0/14"; write it like "10.0.0.0/20" [gke/cidr]',
  }),
  accessCase({
    rule: "gke/cidr",
    name: "a public range without prefix",
    broken: { endpoint: { public: ["203.0.113.7"] } },
    valid: { endpoint: { public: ["203.0.113.7/32"] } },
    message:
      'gke.access.endpoint.public[0]: must be an IPv4 range without bits beyond its prefix, got "203.0.113.7"; write it like "10.0.0.0/20" [gke/cidr]',
  }),
  accessCase({
    rule: "gke/cidr",
    name: "a private network that is no range",
    broken: { endpoint: "private", privateNetworks: ["vpn"] },
    valid: { endpoint: "private", privateNetworks: ["10.8.0.0/16"] },
    message:
      'gke.access.privateNetworks[0]: must be an IPv4 range without bits beyond its prefix, got "vpn"; write it like "10.0.0.0/20" [gke/cidr]',
  }),
  createCase({
    rule: "gke/cidr-overlap",
    name: "nodes among the pods",
    broken: { cidr: "10.4.0.0/20" },
    valid: { cidr: "10.12.0.0/20" },
    message: "gke.network.create.podCidr: overlaps the range of the nodes [gke/cidr-overlap]",
  }),
  createCase({
    rule: "gke/cidr-overlap",
    name: "services among the pods",
    broken: { podCidr: "10.8.0.0/14" },
    valid: { podCidr: "10.8.0.0/14", serviceCidr: "10.12.0.0/20" },
    message: "gke.network.create.serviceCidr: overlaps the range of the pods [gke/cidr-overlap]",
  }),
  createCase({
    rule: "gke/node-addresses",
    name: "fewer node addresses than nodes",
    broken: { cidr: "10.0.0.0/29" },
    valid: { cidr: "10.0.0.0/28" },
    message:
      "gke.network.create.cidr: has 3 addresses for nodes; the pools and their upgrades need 11; a /28 is large enough [gke/node-addresses]",
  }),
  createCase({
    rule: "gke/pod-addresses",
    name: "pod addresses for eight nodes only",
    broken: { podCidr: "10.4.0.0/21" },
    valid: { podCidr: "10.4.0.0/20" },
    message:
      "gke.network.create.podCidr: is large enough for 8 nodes; the pools and their upgrades need 11; every node takes a /24, so a /20 is large enough [gke/pod-addresses]",
  }),
  createCase({
    rule: "gke/service-range",
    name: "a handful of services",
    broken: { serviceCidr: "10.8.0.0/28" },
    valid: { serviceCidr: "10.8.0.0/27" },
    message:
      "gke.network.create.serviceCidr: must be a /16 to /27, got /28; a /20 holds 4096 services [gke/service-range]",
  }),
  configCase({
    rule: "gke/secondary-ranges",
    name: "one range for pods and services",
    broken: { network: { ...ownNetwork, serviceRange: "pods" } },
    valid: { network: ownNetwork },
    message:
      'gke.network.serviceRange: must be another secondary range than the pods\', got "pods" [gke/secondary-ranges]',
  }),
  configCase({
    rule: "gke/egress-mirror",
    name: "no way out and no mirror",
    broken: { network: { ...ownNetwork, egress: "none" } },
    valid: {
      network: { ...ownNetwork, egress: "none" },
      images: { mirror: "us-central1-docker.pkg.dev/my-ml-project/mirror" },
    },
    message:
      'gke.network.egress: leaves nodes without nvcr.io and registry.k8s.io, and no mirror is named, got "none"; set images.mirror to a registry that the nodes reach, such as Artifact Registry [gke/egress-mirror]',
  }),
  accessCase({
    rule: "gke/endpoint",
    name: "an endpoint that is no way in",
    broken: { endpoint: "public" },
    valid: { endpoint: { public: ["203.0.113.0/24"] } },
    message:
      'gke.access.endpoint: must say how the API server is reached, got "public"; allowed: "dns", "private", { public: ["203.0.113.0/24"] } [gke/endpoint]',
  }),
  accessCase({
    rule: "gke/endpoint",
    name: "a public endpoint that nobody reaches",
    broken: { endpoint: { public: [] } },
    valid: { endpoint: "private" },
    message:
      'gke.access.endpoint: must say how the API server is reached, got {"public":[]}; allowed: "dns", "private", { public: ["203.0.113.0/24"] } [gke/endpoint]',
  }),
  accessCase({
    rule: "gke/endpoint-anywhere",
    name: "an endpoint that is open to everyone",
    broken: { endpoint: { public: ["0.0.0.0/0"] } },
    valid: { endpoint: { public: ["0.0.0.0/0"], anywhere: true } },
    message:
      'gke.access.endpoint.public[0]: opens the API server to everyone, got "0.0.0.0/0"; name your own ranges, use "dns", or say anywhere: true where it is meant [gke/endpoint-anywhere]',
  }),
  accessCase({
    rule: "gke/private-networks",
    name: "private networks for a DNS endpoint",
    broken: { endpoint: "dns", privateNetworks: ["10.8.0.0/16"] },
    valid: { endpoint: "private", privateNetworks: ["10.8.0.0/16"] },
    message:
      'gke.access.privateNetworks: counts for a private endpoint only; leave it out, or write endpoint: "private" [gke/private-networks]',
  }),
  accessCase({
    rule: "gke/member",
    name: "an address alone",
    broken: { admins: ["ada@example.com"] },
    valid: { admins: ["user:ada@example.com"] },
    message:
      'gke.access.admins[0]: must be user:, group: or serviceAccount: and an address, got "ada@example.com"; did you mean "user:ada@example.com"? [gke/member]',
  }),
  accessCase({
    rule: "gke/member",
    name: "everyone as admin",
    broken: { admins: ["group:platform@example.com", "allUsers"] },
    valid: { admins: ["group:platform@example.com", "group:research@example.com"] },
    message:
      'gke.access.admins[1]: must be user:, group: or serviceAccount: and an address, got "allUsers" [gke/member]',
  }),
  accessCase({
    rule: "gke/deployer",
    name: "a group, which cannot sign in",
    broken: { deployer: "group:ci@example.com" },
    valid: { deployer: "user:ci@example.com" },
    message:
      'gke.access.deployer: must be the one account that runs `pulumi up`: user: or serviceAccount: and its address, got "group:ci@example.com" [gke/deployer]',
  }),
  accessCase({
    rule: "gke/deployer",
    name: "a service account's address alone",
    broken: { deployer: "ci@my-ml-project.iam.gserviceaccount.com" },
    valid: { deployer: "serviceAccount:ci@my-ml-project.iam.gserviceaccount.com" },
    message:
      'gke.access.deployer: must be the one account that runs `pulumi up`: user: or serviceAccount: and its address, got "ci@my-ml-project.iam.gserviceaccount.com"; did you mean "serviceAccount:ci@my-ml-project.iam.gserviceaccount.com"? [gke/deployer]',
  }),
  accessCase({
    rule: "gke/security-group",
    name: "a group of another name",
    broken: { securityGroup: "platform@example.com" },
    valid: { securityGroup: "gke-security-groups@example.com" },
    message:
      'gke.access.securityGroup: must be gke-security-groups@ and your domain; GKE takes no other name, got "platform@example.com" [gke/security-group]',
  }),
  configCase({
    rule: "gke/auth-identity",
    name: "two ways to sign in",
    broken: { auth: { applicationDefaultCredentials: true, configuration: "work" } },
    valid: { auth: { configuration: "work" } },
    message:
      "gke.auth.applicationDefaultCredentials: makes the plugin pass over gcloud, so a configuration and an account to act as would not count; leave it out, or set up the impersonation in the Application Default Credentials [gke/auth-identity]",
  }),
  configCase({
    rule: "gke/service-account",
    name: "nodes that run as a member",
    broken: { iam: { nodeServiceAccount: "serviceAccount:nodes@my-ml-project.iam.gserviceaccount.com" } },
    valid: { iam: { nodeServiceAccount: "nodes@my-ml-project.iam.gserviceaccount.com" } },
    message:
      'gke.iam.nodeServiceAccount: must be the address of a service account, got "serviceAccount:nodes@my-ml-project.iam.gserviceaccount.com"; it ends in .gserviceaccount.com and has no serviceAccount: in front [gke/service-account]',
  }),
  configCase({
    rule: "gke/service-account",
    name: "a person to act as",
    broken: { auth: { impersonateServiceAccount: "ada@example.com" } },
    valid: { auth: { impersonateServiceAccount: "deploy@my-ml-project.iam.gserviceaccount.com" } },
    message:
      'gke.auth.impersonateServiceAccount: must be the address of a service account, got "ada@example.com"; it ends in .gserviceaccount.com and has no serviceAccount: in front [gke/service-account]',
  }),
  configCase({
    rule: "gke/maintenance-start",
    name: "an hour without minutes",
    broken: { maintenance: { days: ["SA", "SU"], startUtc: "2", hours: 6 } },
    valid: { maintenance: { days: ["SA", "SU"], startUtc: "02:00", hours: 6 } },
    message:
      'gke.maintenance.startUtc: must be a time of day in UTC, got "2"; write it with two digits each: "02:00" [gke/maintenance-start]',
  }),
  configCase({
    rule: "gke/maintenance-days",
    name: "a day written out",
    broken: { maintenance: { days: ["Saturday"], startUtc: "02:00", hours: 12 } },
    valid: { maintenance: { days: ["SA"], startUtc: "02:00", hours: 12 } },
    message:
      'gke.maintenance.days: must name at least one weekday, and each once, got ["Saturday"]; allowed: MO, TU, WE, TH, FR, SA, SU [gke/maintenance-days]',
  }),
  configCase({
    rule: "gke/maintenance-hours",
    name: "three hours every day",
    broken: { maintenance: { days: ["MO", "TU", "WE", "TH", "FR"], startUtc: "02:00", hours: 3 } },
    valid: { maintenance: { days: ["MO", "TU", "WE", "TH", "FR"], startUtc: "02:00", hours: 4 } },
    message:
      "gke.maintenance.hours: must be 4 to 24, and 12 a week over all days, since GKE wants 48 hours in any 32 days, got 3 hours on 5 days [gke/maintenance-hours]",
  }),
  configCase({
    rule: "gke/maintenance-hours",
    name: "six hours on one day a week",
    broken: { maintenance: { days: ["SU"], startUtc: "02:00", hours: 6 } },
    valid: { maintenance: { days: ["SU"], startUtc: "02:00", hours: 12 } },
    message:
      "gke.maintenance.hours: must be 4 to 24, and 12 a week over all days, since GKE wants 48 hours in any 32 days, got 6 hours on 1 day [gke/maintenance-hours]",
  }),
  existingCase({
    rule: "gke/existing-gpu-stack",
    name: "GPU software that is the user's",
    broken: { gpuStack: "user" },
    valid: { gpuStack: "provider" },
    message:
      'gke.existing.gpuStack: not yet: pools whose driver and device plugin are yours, as with GPU Operator, got "user"; allowed: provider; keep GPU Operator off these nodes, then write provider: a second device plugin would count every GPU twice [gke/existing-gpu-stack]',
  }),
  existingCase({
    rule: "gke/existing-id",
    name: "a name with capitals",
    broken: { clusterId: "Research 2026" },
    valid: { clusterId: "research-2026" },
    message:
      'gke.existing.clusterId: must be a name of at most 63 lower-case letters, digits and dashes, got "Research 2026" [gke/existing-id]',
  }),
  existingCase({
    rule: "gke/existing-ca",
    name: "an IP address without certificate authority",
    broken: { endpoint: "10.0.0.2" },
    valid: { endpoint: "10.0.0.2", ca: "Zm9v" },
    message:
      "gke.existing.ca: is needed where the endpoint is an IP address, whose certificate only the cluster vouches for; pass masterAuth.clusterCaCertificate, or the .gke.goog name as endpoint [gke/existing-ca]",
  }),
  configCase({
    rule: "gke/replace",
    name: "an unknown order",
    broken: { pools: { serving: { replace: "delete" } } },
    valid: { pools: { serving: { replace: "delete-first" } } },
    message:
      'gke.pools.serving.replace: must say what a replacement does first, got "delete"; allowed: create-first, delete-first [gke/replace]',
  }),
  configCase({
    rule: "gke/tag-key",
    name: "a key with capitals",
    broken: { tags: { Team: "ml" } },
    valid: { tags: { team: "ml" } },
    message:
      'gke.tags.Team: is not a label key of your own that Google Cloud takes, got "Team"; a lower-case letter, then at most 62 lower-case letters, digits, - and _; nothing that starts with goog [gke/tag-key]',
  }),
  configCase({
    rule: "gke/tag-value",
    name: "a value with a slash",
    broken: { tags: { repository: "ml/platform" } },
    valid: { tags: { repository: "ml-platform" } },
    message:
      'gke.tags.repository: is not a label value that Google Cloud takes, got "ml/platform"; at most 63 lower-case letters, digits, - and _ [gke/tag-value]',
  }),
  configCase({
    rule: "gke/tag-duplicate",
    name: "a tag of the spec",
    broken: { tags: { owner: "somebody-else" } },
    valid: { tags: { contact: "somebody-else" } },
    message: "gke.tags.owner: is a tag of the spec already; say it in one of the two places [gke/tag-duplicate]",
  }),
  poolsCase({
    rule: "gke/partition-size",
    name: "a profile that GKE's plugin does not know",
    broken: {
      lab: {
        accelerator: { model: "a100-40", gpusPerNode: 8, sharing: { mode: "mig", profile: "4g.20gb" } },
        size: { min: 0, max: 1 },
      },
    },
    valid: {
      lab: {
        accelerator: { model: "a100-40", gpusPerNode: 8, sharing: { mode: "mig", profile: "3g.20gb" } },
        size: { min: 0, max: 1 },
      },
    },
    message:
      'pools.lab.accelerator.sharing.profile: is no partition size that GKE offers on a100-40, got "4g.20gb"; allowed: 1g.5gb, 2g.10gb, 3g.20gb, 7g.40gb [gke/partition-size]',
  }),
  poolsCase({
    rule: "gke/partition-size",
    name: "a profile with media engines",
    broken: {
      lab: {
        accelerator: { model: "rtx-pro-6000", gpusPerNode: 1, sharing: { mode: "mig", profile: "1g.24gb+me" } },
        size: { min: 0, max: 1 },
      },
    },
    valid: {
      lab: {
        accelerator: { model: "rtx-pro-6000", gpusPerNode: 1, sharing: { mode: "mig", profile: "1g.24gb" } },
        size: { min: 0, max: 1 },
      },
    },
    message:
      'pools.lab.accelerator.sharing.profile: is no partition size that GKE offers on rtx-pro-6000, got "1g.24gb+me"; allowed: 1g.24gb, 2g.48gb, 4g.96gb [gke/partition-size]',
  }),
];
