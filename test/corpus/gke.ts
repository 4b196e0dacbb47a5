import { gkeRules } from "@roadstead/gke";
import { configCase, existing, existingCase, ownNetwork, poolsCase } from "./gke-pair.js";
import type { RuleCase } from "./rule-case.js";

export const rules = gkeRules;

const tagsOf = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag-${index}`, "x"]));

export const cases: readonly RuleCase[] = [
  configCase({
    rule: "gke/unknown-key",
    name: "a pool that shall have another image",
    broken: { pools: { serving: { imageType: "UBUNTU_CONTAINERD" } } },
    valid: { pools: { serving: { imageStreaming: false } } },
    message:
      "gke.pools.serving.imageType: is not a key here; allowed: machineType, zones, replace, imageStreaming [gke/unknown-key]",
  }),
  configCase({
    rule: "gke/unknown-key",
    name: "a misspelt encryption",
    broken: { encrytion: {} },
    valid: {},
    message:
      "gke.encrytion: is not a key here; allowed: project, location, network, access, existing, clusterName, " +
      "releaseChannel, maintenance, system, pools, auth, iam, tags, encryption, images, stores, transform; " +
      'did you mean "encryption"? [gke/unknown-key]',
  }),
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
      "gke.maintenance.hours: must be whole hours, 4 to 24, and 12 a week over all days, since GKE wants 48 hours in any 32 days, got 3 hours on 5 days [gke/maintenance-hours]",
  }),
  configCase({
    rule: "gke/maintenance-hours",
    name: "six hours on one day a week",
    broken: { maintenance: { days: ["SU"], startUtc: "02:00", hours: 6 } },
    valid: { maintenance: { days: ["SU"], startUtc: "02:00", hours: 12 } },
    message:
      "gke.maintenance.hours: must be whole hours, 4 to 24, and 12 a week over all days, since GKE wants 48 hours in any 32 days, got 6 hours on 1 day [gke/maintenance-hours]",
  }),
  configCase({
    rule: "gke/maintenance-hours",
    name: "half an hour, which would end at no time of day",
    broken: { maintenance: { days: ["SA", "SU"], startUtc: "02:00", hours: 6.5 } },
    valid: { maintenance: { days: ["SA", "SU"], startUtc: "02:30", hours: 6 } },
    message:
      "gke.maintenance.hours: must be whole hours, 4 to 24, and 12 a week over all days, since GKE wants 48 hours in any 32 days, got 6.5 hours on 2 days [gke/maintenance-hours]",
  }),
  configCase({
    rule: "gke/required",
    name: "a factory without access",
    broken: { access: undefined },
    valid: {},
    message: "gke.access: is missing [gke/required]",
  }),
  configCase({
    rule: "gke/required",
    name: "a zone in the place of a list",
    broken: { pools: { serving: { zones: "us-central1-a" } } },
    valid: { pools: { serving: { zones: ["us-central1-a"] } } },
    message: "gke.pools.serving.zones: is not of the type that is wanted, got a value of type string [gke/required]",
  }),
  configCase({
    rule: "gke/existing-only",
    name: "a release channel for a cluster that exists already",
    broken: { network: undefined, access: undefined, existing, releaseChannel: "RAPID" },
    valid: { network: undefined, access: undefined, existing },
    message:
      "gke.releaseChannel: belongs to a cluster that Roadstead makes, and this one exists already; leave it out, or leave existing out [gke/existing-only]",
  }),
  existingCase({
    rule: "gke/existing-endpoint",
    name: "an endpoint with its scheme",
    broken: { endpoint: "https://gke-1a2b3c.us-central1.gke.goog" },
    valid: { endpoint: "gke-1a2b3c.us-central1.gke.goog" },
    message:
      'gke.existing.endpoint: must be a host name or an IPv4 address alone, got "https://gke-1a2b3c.us-central1.gke.goog"; leave out scheme, port and path [gke/existing-endpoint]',
  }),
  existingCase({
    rule: "gke/existing-endpoint",
    name: "an address with a port",
    broken: { endpoint: "203.0.113.9:443" },
    valid: { endpoint: "203.0.113.9", ca: "Y2E=" },
    message:
      'gke.existing.endpoint: must be a host name or an IPv4 address alone, got "203.0.113.9:443"; leave out scheme, port and path [gke/existing-endpoint]',
  }),
  configCase({
    rule: "gke/choice",
    name: "a way out that there is not",
    broken: { network: { ...ownNetwork, egress: "internet" } },
    valid: { network: { ...ownNetwork, egress: "nat" } },
    message: 'gke.network.egress: is none of the choice, got "internet"; allowed: nat, proxy, none [gke/choice]',
  }),
  existingCase({
    rule: "gke/choice",
    name: "a mode in capitals",
    broken: { mode: "Standard" },
    valid: { mode: "standard" },
    message:
      'gke.existing.mode: is none of the choice, got "Standard"; allowed: standard, autopilot; did you mean "standard"? [gke/choice]',
  }),
  configCase({
    rule: "gke/kms-key",
    name: "a key of another region",
    broken: { encryption: { kmsKey: "projects/keys/locations/us-east1/keyRings/ml/cryptoKeys/etcd" } },
    valid: { encryption: { kmsKey: "projects/keys/locations/us-central1/keyRings/ml/cryptoKeys/etcd" } },
    message:
      'gke.encryption.kmsKey: must be a key in us-central1, got "projects/keys/locations/us-east1/keyRings/ml/cryptoKeys/etcd"; write it as projects/<project>/locations/us-central1/keyRings/<ring>/cryptoKeys/<key> [gke/kms-key]',
  }),
  configCase({
    rule: "gke/kms-key",
    name: "the name of a key alone",
    broken: { encryption: { kmsKey: "etcd" } },
    valid: { encryption: { kmsKey: "projects/keys/locations/us-central1/keyRings/ml/cryptoKeys/etcd" } },
    message:
      'gke.encryption.kmsKey: must be the full id of a key, got "etcd"; write it as projects/<project>/locations/us-central1/keyRings/<ring>/cryptoKeys/<key> [gke/kms-key]',
  }),
  configCase({
    rule: "gke/tag-count",
    name: "55 labels with those of the spec",
    broken: { tags: tagsOf(52) },
    valid: { tags: tagsOf(51) },
    message: "gke.tags: make too many labels with the spec's tags, got 55; allowed: up to 54 [gke/tag-count]",
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
  existingCase({
    rule: "gke/autopilot",
    name: "a cluster that makes its nodes itself",
    broken: { mode: "autopilot" },
    valid: { mode: "standard" },
    message:
      'gke.existing.mode: Autopilot makes nodes itself, as pods ask for them, and takes no node pools, got "autopilot"; allowed: standard; use a Standard cluster [gke/autopilot]',
  }),
];
