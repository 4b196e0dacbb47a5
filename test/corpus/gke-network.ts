import { accessCase, configCase, createCase, existingCase, ownNetwork } from "./gke-pair.js";
import type { RuleCase } from "./rule-case.js";

export const cases: readonly RuleCase[] = [
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
];
